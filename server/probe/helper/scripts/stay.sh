# The main process of a helper that stays: it ends, and its container with it, when nobody has asked it to read
# anything for $1 seconds.
while :; do
  rm -f /dev/shm/asked
  sleep "$1"
  [ -e /dev/shm/asked ] || exit 0
done
