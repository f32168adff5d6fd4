/**
 * A shell script that makes two network namespaces, `left` and `right`, of what Docker makes seldom or never: a veth pair
 * between them, one within, a bridge with a spanning tree and a port, VXLANs over IPv6 and to a group, a macvlan, an
 * address with another end, a route with two ways, one of IPv6.
 */
export const layBench = `set -e
  ip netns add left; ip netns add right
  in_left="ip -n left"
  $in_left link set lo up
  $in_left link add across type veth peer name across netns right
  $in_left link add in0 type veth peer name in1
  $in_left link add br0 type bridge stp_state 1
  $in_left link set in1 master br0
  $in_left link add six type vxlan id 77 local fd00::1 remote fd00::2 dstport 4789 dev in0
  $in_left link add many type vxlan id 16777215 group 239.1.1.1 dev in0 dstport 8472
  $in_left link add mac0 link in0 type macvlan mode bridge
  $in_left addr add 10.0.0.1 peer 10.0.0.2/32 dev across
  $in_left addr add 10.1.0.1/24 dev in0
  $in_left addr add fd00::1/64 dev in0 nodad
  for device in across in0 in1 br0 six many mac0; do $in_left link set $device up; done
  ip -n right link set across up
  $in_left route add default nexthop via 10.1.0.7 dev in0 nexthop via 10.1.0.8 dev in0
  $in_left -6 route add default via fd00::9 dev in0 metric 5
  bridge -n left fdb append 02:00:00:00:00:05 dev six dst fd00::5 permanent
  bridge -n left fdb append 02:00:00:00:00:06 dev many dst 10.1.0.6 static
  $in_left neigh add 10.9.0.5 lladdr 02:00:00:00:00:05 dev six nud permanent
  $in_left neigh add fd09::6 lladdr 02:00:00:00:00:06 dev many nud reachable
  $in_left neigh add 10.1.0.7 lladdr 02:00:00:00:00:07 dev in0 nud permanent
`;
