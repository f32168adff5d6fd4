# Runs on the host's own files, in a mount namespace that ends with it, and reads every network namespace with the
# host's iproute2. Ends with 3 where that can't be done.
mark=$1 handles=$2 tables=$3
section() { printf '\n%s %s\n' "$mark" "$*"; }

# By its full path: a busybox's shell may take `ip` for its own. iproute2 answers in JSON from 4.15 on (2018).
for ip in /usr/sbin/ip /sbin/ip /usr/bin/ip /bin/ip; do
  case $("$ip" -j link show dev lo 2>/dev/null) in '[{'*) break ;; esac
  ip=
done
[ -n "$ip" ] || exit 3
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
  mkdir "$run/netns" "$run/all" && cd "$run/all" || exit 3
ln -s "$handles"/* . || exit 3

# To name a namespace costs 20 µs for each name that there is. The far end of what a container's namespace has is in
# the host's, or in an overlay's, and only those are named at first; a container's handle has twelve hexadecimal digits.
ln -s "/proc/$$/ns/net" ../netns/@host
for handle in *; do
  case $handle in *[!0-9a-f]*) ln -s "../all/$handle" ../netns/ ;; esac
done
printf '%s\n' 'addr show' 'route show table all default' 'netns list-id' >../batch

section reader iproute2 "$("$ip" -V 2>&1)"
[ -z "$openvswitch" ] || printf '%s\n' "$openvswitch"
host=$(stat -L -c %d:%i ../netns/@host)
stacks=$(stat -L -c '%d:%i %n' *)
section host "$host"
section handles
printf '%s\n' "$stacks"

# of ID [-n NAME]: reads one.
unnamed=
of() {
  id=$1
  shift
  section stack "$id"
  out=$("$ip" "$@" -force -j -d -s -batch ../batch)
  code=$?
  printf '%s\n' "$out"
  [ "$code" = 0 ] || [ "$(stat -L -c %d:%i "${2:-../netns/@host}" 2>/dev/null)" = "$id" ] || code=gone
  section read "$id" "$code"
  # Only VXLAN devices have forwarding entries and neighbours that lead to other hosts.
  case $out in *'"info_kind":"vxlan"'*)
    section forwarding "$id"
    [ -z "$bridge" ] || "$bridge" "$@" -j fdb show
    section neighbours "$id"
    "$ip" "$@" -j neigh show
    ;;
  esac
  case $out in *'{"nsid":'[0-9]'}'* | *'{"nsid":'[0-9][0-9]'}'* | *'{"nsid":'[0-9][0-9][0-9]*'}'*)
    unnamed="$unnamed $id=$2"
    ;;
  esac
}
of "$host"
while read -r id handle; do
  case $id in
  "$host") ;;
  # Anything else there is no namespace, or one that is ending.
  "${host%%:*}":*) of "$id" -n "../all/$handle" ;;
  esac
done <<END
$stacks
END

# These know namespaces that were not named; now all are.
ln -s ../all/* ../netns/ 2>/dev/null
for stack in $unnamed; do
  section names "${stack%%=*}"
  case $stack in
  *=) "$ip" -j netns list-id ;;
  *) "$ip" -n "${stack#*=}" -j netns list-id ;;
  esac
done
section done
