# Runs in the helper container, which is in the host's network and process namespaces: finds where the engine keeps
# the handles of its network namespaces, and reads all of them with the host's own iproute2, or else with busybox.
# POSIX sh, also busybox's. Each section begins with a line of $1, which nobody can guess: what devices are called,
# and what their descriptions say, is anybody's choice.
mark=$1 folder=$2 form=$3 iproute2=$4 sysfs=$5 tables=$6
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
LC_ALL=C
export PATH LC_ALL

# A helper that stays ends when nobody asks it any more; this is how it knows.
: >/dev/shm/asked

for tool in nsenter unshare stat; do
  command -v "$tool" >/dev/null || {
    printf '%s lacking %s\n' "$mark" "$tool"
    exit 1
  }
done

# Handles are files of the kernel's nsfs, bound in the engine's mount namespace; seen from another one they are empty
# files of another file system. It is almost always that of the host's first process; an engine that has one of its
# own is found by its name. Anybody's process may bear that: of its files none is run, and handles are opened as such.
at=$(nsenter -t 1 -m sh -c 'cd "$1" && pwd -P' sh "$folder" 2>/dev/null)
# As the host resolves it: from here, a link in the path that begins with / would lead into this container.
set -- "/proc/1/root${at:-$folder}"
for pid in $(pidof dockerd); do
  set -- "$@" "/proc/$pid/root$folder" "/proc/$pid/root/run${folder#/var/run}"
done
device=$(stat -L -c %d /proc/self/ns/net)
handles=
for place; do
  devices=$(stat -L -c %d "$place"/* 2>/dev/null)
  case "
$devices
" in
  *"
$device
"*)
    handles=$place
    break
    ;;
  esac
done
[ -n "$handles" ] || {
  printf '%s no-handles\n' "$mark"
  exit 1
}

if [ "$form" != sysfs ]; then
  nsenter -t 1 -m unshare -m sh -c "$iproute2" sh "$mark" "$handles" "$tables" && exit
fi
# Where there is no iproute2, or the host's mounts may not be entered.
exec unshare -m sh -c "$sysfs" sh "$mark" "$handles"
