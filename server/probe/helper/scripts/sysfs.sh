# Runs in the helper container, in a mount namespace that ends with it, and reads every network namespace with nothing
# but busybox: a fresh sysfs shows the namespace it is mounted from, /proc/net follows the one that asks.
mark=$1 handles=$2
section() { printf '\n%s %s\n' "$mark" "$*"; }

mount --make-rprivate / && mount -t tmpfs -o mode=700 patchbay /sys && mkdir /sys/of || {
  section no-mount
  exit 1
}
one='
mount -t sysfs patchbay /sys/of && cd /sys/of/class/net || exit 1
grep -sH "" ./*/ifindex ./*/iflink ./*/mtu ./*/flags ./*/operstate ./*/type ./*/address ./*/uevent ./*/master/ifindex \
  ./*/device/uevent ./*/tun_flags ./*/bridge/stp_state ./*/bridge/vlan_filtering ./*/brport/state \
  ./*/statistics/rx_bytes ./*/statistics/rx_packets ./*/statistics/rx_errors ./*/statistics/rx_dropped \
  ./*/statistics/tx_bytes ./*/statistics/tx_packets ./*/statistics/tx_errors ./*/statistics/tx_dropped
printf "\n%s addresses\n" "$1"
ip -o addr
printf "\n%s routes\n" "$1"
cat /proc/net/route
printf "\n%s routes6\n" "$1"
grep -s "^0\{32\} 00 " /proc/net/ipv6_route
printf "\n%s arp\n" "$1"
cat /proc/net/arp
'

section reader sysfs
host=$(stat -L -c %d:%i /proc/self/ns/net)
cd "$handles" || exit 1
stacks=$(stat -L -c '%d:%i %n' *)
section host "$host"
section handles
printf '%s\n' "$stacks"

section stack "$host"
sh -c "$one" sh "$mark"
section read "$host" "$?"
while read -r id handle; do
  case $id in
  "$host") ;;
  "${host%%:*}":*)
    section stack "$id"
    nsenter --net="./$handle" sh -c "$one" sh "$mark"
    code=$?
    [ "$code" = 0 ] || [ "$(stat -L -c %d:%i "$handle" 2>/dev/null)" = "$id" ] || code=gone
    section read "$id" "$code"
    ;;
  esac
done <<END
$stacks
END
section done
