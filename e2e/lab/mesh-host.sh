#!/bin/sh
# Starts Open vSwitch inside a lab's host and moves the host's address from eth0 to the bridge brphy, which eth0 becomes a
# port of. May be run again at any time. Its sockets and its database are in the host's own /run.
set -eu
dir=$1 address=$2 wait=$3
run=/run/openvswitch
cd /
mkdir -p "$run"
if [ ! -e "$run/conf.db" ]; then
  rm -f "$run/new.db"
  ovsdb-tool create "$run/new.db" /usr/share/openvswitch/vswitch.ovsschema
  mv "$run/new.db" "$run/conf.db"
fi

# A daemon of which only the pid file is left does not answer.
answers() { ovs-appctl --timeout="$wait" -t "$1" version >/dev/null 2>&1; }
options() { echo --pidfile --detach --no-chdir --verbose=console:off --log-file="$dir/$1.log"; }
answers ovsdb-server || ovsdb-server "$run/conf.db" --remote="punix:$run/db.sock" $(options ovsdb-server)
ovs-vsctl --timeout="$wait" --no-wait init
answers ovs-vswitchd || ovs-vswitchd $(options ovs-vswitchd)

ovs-vsctl --timeout="$wait" --may-exist add-br brphy -- set bridge brphy datapath_type=netdev \
  other-config:hwaddr="$(cat /sys/class/net/eth0/address)" -- --may-exist add-port brphy eth0
ip addr flush dev eth0
ip addr replace "$address/24" dev brphy
ip link set brphy up

# The kernel still sees what comes in at eth0. Without this it would answer, too, and every answer would come twice.
echo 1 >/proc/sys/net/ipv4/conf/eth0/rp_filter
# Except from the machine that the lab is on, which leaves checksums to be filled in by a card: Open vSwitch passes them
# on as they are, and they are wrong.
echo 1 >/proc/sys/net/ipv4/conf/brphy/rp_filter
ip route replace "${address%.*}.254" dev eth0 src "$address"
