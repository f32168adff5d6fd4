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
# files of another file system. It is almost always that of the host's first process.
device=$(stat -L -c %d /proc/self/ns/net)
handles=
for pid in 1 $(pidof dockerd); do
  # Its path as the host resolves it: a link in it that begins with / would lead into this container.
  at=$(nsenter -t "$pid" -m sh -c 'cd "$1" && pwd -P' sh "$folder") || continue
  devices=$(stat -L -c %d "/proc/$pid/root$at"/* 2>/dev/null)
  case "
$devices
" in
  *"
$device
"*)
    handles=/proc/$pid/root$at
    break
    ;;
  esac
done
[ -n "$handles" ] || {
  printf '%s no-handles\n' "$mark"
  exit 1
}

if [ "$form" != sysfs ]; then
  nsenter -t "$pid" -m unshare -m sh -c "$iproute2" sh "$mark" "$handles" "$tables"
  # 3: it is not to be had there, and nothing was read yet.
  [ $? = 3 ] || exit 0
fi
exec unshare -m sh -c "$sysfs" sh "$mark" "$handles"
