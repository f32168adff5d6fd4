# Runs in the helper container, in a mount namespace that ends with it, and reads every network namespace with nothing
# but busybox: a fresh sysfs shows the namespace it is mounted from, /proc/net follows the one that asks.
mark=$1 handles=$2
section() { printf '\n%s %s\n' "$mark" "$*"; }

mount --make-rprivate / && mount -t tmpfs -o mode=700 patchbay /sys && mkdir /sys/1 /sys/2 || {
  section no-mount
  exit 1
}
# As few processes as can be: each costs a host with 200 containers 0.1 s.
one='
mount -t sysfs patchbay "$2" && cd "$2/class/net" || exit 1
grep -sH "" ./*/ifindex ./*/iflink ./*/mtu ./*/flags ./*/operstate ./*/type ./*/address ./*/uevent ./*/master/ifindex \
  ./*/device/uevent ./*/tun_flags ./*/bridge/stp_state ./*/bridge/vlan_filtering ./*/brport/state \
  ./*/statistics/rx_bytes ./*/statistics/rx_packets ./*/statistics/rx_errors ./*/statistics/rx_dropped \
  ./*/statistics/tx_bytes ./*/statistics/tx_packets ./*/statistics/tx_errors ./*/statistics/tx_dropped \
  /proc/net/route /proc/net/ipv6_route /proc/net/arp
printf "\n%s addresses\n" "$1"
ip -o addr
'

cd "$handles" || exit 1
host=$(stat -L -c %d:%i /proc/self/ns/net)
stacks=$(stat -L -c '%d:%i %n' *)
# Two processes share the work, as one core would be slow with hundreds of containers.
mine= others= turn=
while read -r id handle; do
  case $id in
  "$host") ;;
  # Of another file system is no namespace, or one that is ending.
  "${host%%:*}":*)
    if [ -z "$turn" ]; then
      turn=other mine="$mine $id=$handle"
    else
      turn= others="$others $id=$handle"
    fi
    ;;
  esac
done <<END
$stacks
END

# read_stacks PLACE ID=HANDLE…: reads each, by a sysfs mounted at that place.
read_stacks() {
  place=$1
  shift
  for stack; do
    id=${stack%%=*} handle=${stack#*=}
    section stack "$id"
    nsenter --net="./$handle" sh -c "$one" sh "$mark" "$place"
    code=$?
    [ "$code" = 0 ] || [ "$(stat -L -c %d:%i "./$handle" 2>/dev/null)" = "$id" ] || code=gone
    section read "$id" "$code"
  done
}

section reader sysfs
section host "$host"
section handles
printf '%s\n' "$stacks"
read_stacks /sys/2 $others >/sys/printed2 &
section stack "$host"
sh -c "$one" sh "$mark" /sys/1
section read "$host" "$?"
read_stacks /sys/1 $mine
wait
cat /sys/printed2
section done
