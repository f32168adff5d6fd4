# Runs on the host's own files, in a mount namespace that ends with it, and reads every network namespace with the
# host's iproute2. Fails where that can't be done.
mark=$1 handles=$2 tables=$3
section() { printf '\n%s %s\n' "$mark" "$*"; }

# By its full path: a busybox's shell may take `ip` for its own. iproute2 answers in JSON from 4.15 on (2018).
for ip in /usr/sbin/ip /sbin/ip /usr/bin/ip /bin/ip; do
  case $("$ip" -j link show dev lo 2>/dev/null) in '[{'*) break ;; esac
  ip=
done
[ -n "$ip" ] || exit 1
bridge=
for path in "${ip%/*}/bridge" /usr/sbin/bridge /sbin/bridge /usr/bin/bridge /bin/bridge; do
  [ -x "$path" ] && bridge=$path && break
done
# The files that follow are a shell's own: /run goes under.
ip=$(readlink -f "$ip")

openvswitch=
if [ -S /run/openvswitch/db.sock ]; then
  openvswitch=$(
    # Each is a table and its columns; other columns may hold what is none of our business.
    for table in $tables; do
      section openvswitch "${table%%=*}"
      ovs-vsctl --timeout=3 --format=json --columns="${table#*=}" list "${table%%=*}"
    done
  )
fi

# `ip -n` and `ip netns list-id` know the names in /var/run/netns alone. This /run is ours and goes with us.
run=$(cd /var/run && pwd -P) && mount --make-rprivate / && mount -t tmpfs -o mode=700 patchbay "$run" &&
  mkdir "$run/netns" "$run/all" && cd "$run/all" || exit 1
ln -s "$handles"/* . || exit 1

ln -s "/proc/$$/ns/net" ../netns/@host
host=$(stat -L -c %d:%i ../netns/@host)
stacks=$(stat -L -c '%d:%i %n' *)
# To name a namespace costs 20 µs for each name that there is. The far end of what a container's namespace has is in
# the host's, or in an overlay's, and only those are named at first; a container's handle has twelve hexadecimal digits.
# Two processes share the rest, as one core would be slow with hundreds of containers.
mine= others= turn=
while read -r id handle; do
  case $id in
  "$host") ;;
  "${host%%:*}":*)
    if [ -z "$turn" ]; then
      turn=other mine="$mine $id=$handle"
    else
      turn= others="$others $id=$handle"
    fi
    ;;
  # Of another file system: no namespace, or one that is ending.
  *) rm -f "$handle" && continue ;;
  esac
  case $handle in *[!0-9a-f]*) ln -s "../all/$handle" ../netns/ ;; esac
done <<END
$stacks
END
printf '%s\n' 'addr show' 'route show table all default' 'netns list-id' >../batch

# in_stack HANDLE COMMAND: not by `ip -n`, which mounts a sysfs besides, in a copy of all mounts that there are.
in_stack() {
  at=../all/$1
  [ "$1" != @host ] || at=../netns/@host
  shift
  nsenter --net="$at" "$@"
}
# read_stacks UNNAMED ID=HANDLE…: reads each, and says in the file UNNAMED which know namespaces that have no name yet.
read_stacks() {
  unnamed=$1
  shift
  for stack; do
    id=${stack%%=*} handle=${stack#*=}
    section stack "$id"
    out=$(in_stack "$handle" "$ip" -force -j -d -s -batch ../batch)
    code=$?
    printf '%s\n' "$out"
    [ "$code" = 0 ] || [ "$(in_stack "$handle" stat -L -c %d:%i /proc/self/ns/net)" = "$id" ] || code=gone
    section read "$id" "$code"
    # Only VXLAN devices have forwarding entries and neighbours that lead to other hosts.
    case $out in *'"info_kind":"vxlan"'*)
      section forwarding "$id"
      [ -z "$bridge" ] || in_stack "$handle" "$bridge" -j fdb show
      section neighbours "$id"
      in_stack "$handle" "$ip" -j neigh show
      ;;
    esac
    case $out in *'{"nsid":'[0-9]'}'* | *'{"nsid":'[0-9][0-9]'}'* | *'{"nsid":'[0-9][0-9][0-9]*'}'*)
      printf '%s\n' "$stack" >>"$unnamed"
      ;;
    esac
  done
}

section reader iproute2 "$("$ip" -V 2>&1)"
[ -z "$openvswitch" ] || printf '%s\n' "$openvswitch"
section host "$host"
section handles
printf '%s\n' "$stacks"
: >../unnamed1
: >../unnamed2
read_stacks ../unnamed2 $others >../printed2 &
read_stacks ../unnamed1 "$host=@host" $mine
wait
cat ../printed2

# These know namespaces that were not named; now all are.
ln -s ../all/* ../netns/ 2>/dev/null
for stack in $(cat ../unnamed1 ../unnamed2); do
  section names "${stack%%=*}"
  # The one ends with what fits into a single answer of the kernel's, some 134 numbers (iproute2 6.1, Linux 6.18); the
  # other asks for each name, but has no JSON where iproute2 is old.
  in_stack "${stack#*=}" "$ip" -j netns list-id
  in_stack "${stack#*=}" "$ip" -j netns list
done
section done
