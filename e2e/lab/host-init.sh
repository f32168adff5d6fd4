#!/bin/sh
# The first process of a lab's host: gives the host files of its own, then stays as its pid 1.
# Runs in new mount, uts, ipc and pid namespaces and in the host's network namespace.
set -eu
dir=$1 name=$2 hosts=$3 tree=${4-}

# A fresh /sys shows this network namespace; the cgroup tree is carried over into it.
mkdir -p "$dir/cgroup" "$dir/etc"
mount --rbind /sys/fs/cgroup "$dir/cgroup"
mount -t sysfs sysfs /sys
mount --rbind "$dir/cgroup" /sys/fs/cgroup
umount -l "$dir/cgroup"

# Our copies of other network namespaces' handles would keep those alive.
if mountpoint -q /run/netns; then umount -l /run/netns; fi
mount -t tmpfs -o mode=755 tmpfs /run
mkdir -p /run/docker/plugins /run/netns /run/lock
mount -t tmpfs -o mode=755 tmpfs /opt

# With a key file of its own each engine has an ID of its own.
mkdir -p /etc/docker
mount --bind "$dir/etc" /etc/docker
mount --bind "$hosts" /etc/hosts

hostname "$name"
# Off, so that dockerd sets the FORWARD policy to DROP, as it does on a real host.
echo 0 >/proc/sys/net/ipv4/ip_forward

# The programs and libraries of another release of Debian, shared with other hosts; all else stays as on this machine.
if [ -n "$tree" ]; then
  mount --bind "$tree/etc/alternatives" /etc/alternatives
  mount --bind "$tree/etc/ld.so.cache" /etc/ld.so.cache
  mount --bind "$tree/usr" /usr
  mount -o remount,bind,ro /usr
fi

echo ok >"$dir/ready"
exec docker-init -s -- sleep infinity
