import { z } from 'zod';
import type { Lab } from '#e2e/lab/lab.ts';
import { readStp } from '#e2e/lab/stp.ts';
import type { Topology } from '#lib/topology/model.ts';

/**
 * Where each running container of a host really is plugged in, found out in another way than Patchbay's: without the
 * indices of links and without the numbers of namespaces. Every container sends something out of each of its interfaces;
 * then one looks which port of which bridge has learned that sender. A macvlan's parent has its MAC among those it listens
 * to (`bridge fdb`, `self`).
 *
 * Interfaces without an address are not Docker's, and left out. Everything is one line of text, so that what differs can be read off: `CONTAINER INTERFACE on NETWORK: VETH @ BRIDGE`.
 */
export async function readWireTruth(lab: Lab, host: number): Promise<string[]> {
  const containers = await runningContainers(lab, host);
  const networks = await inspect(lab, host, ['network', 'ls', '-q'], networkSchema, 'network');
  const pids = containers.map(({ State }) => String(State.Pid));
  const interfaces = readInterfaces(await lab.exec(host, 'sh', '-c', SEND, 'sh', ...pids));
  const entries = readEntries(await lab.exec(host, 'sh', '-c', FORWARDING));
  return containers
    .flatMap(({ Id, State }) =>
      interfaces
        .filter(({ pid }) => pid === State.Pid)
        .map(({ name, mac }) => `${Id} ${name} ${whereIs(mac, Id, entries, networks)}`),
    )
    .sort();
}

/** The same lines from a topology. */
export function topologyWires(topology: Topology, hostId: string): string[] {
  const running = Object.values(topology.containers).filter(
    (one) => one.hostId === hostId && one.state === 'running',
  );
  const endpoints = Object.values(topology.endpoints).filter((one) => one.hostId === hostId && one.attached);
  return running
    .flatMap(({ nativeId, sandboxId }) =>
      endpoints
        .filter((endpoint) => endpoint.sandboxId === sandboxId)
        .map((endpoint) => {
          const network = topology.networks[endpoint.networkId];
          if (network === undefined || ['host', 'null'].includes(network.driver)) return undefined;
          const { interface: device, veth } = endpoint;
          const parent = topology.interfaces[device?.parentId ?? '']?.name;
          const other = veth ? `${veth.name} @ ${veth.bridge}` : `on ${parent ?? 'nothing known'}`;
          return `${nativeId} ${device?.name ?? 'unknown'} on ${network.nativeId}: ${other}`;
        }),
    )
    .filter((line) => line !== undefined)
    .sort();
}

/** What is in the one list and not in the other, both ways round. */
export function wireDifferences(truth: readonly string[], shown: readonly string[]): string[] {
  return [
    ...truth.filter((line) => !shown.includes(line)).map((line) => `missing: ${line}`),
    ...shown.filter((line) => !truth.includes(line)).map((line) => `extra: ${line}`),
  ];
}

/** The tunnels of a host's Open vSwitch by its own tools, as `BRIDGE PORT TYPE to ADDRESS: STATE`. */
export async function readMeshTruth(lab: Lab, host: number): Promise<string[]> {
  const list = ['ovs-vsctl', '--format=json', '--columns=name,type,options', 'list', 'interface'];
  const { data } = z.object({ data: z.array(rowSchema) }).parse(JSON.parse(await lab.exec(host, ...list)));
  // Of those bridges alone that have one.
  const stp = readStp(await lab.exec(host, 'ovs-appctl', 'stp/show')).ports;
  const bridges = words(await lab.exec(host, 'ovs-vsctl', 'list-br'));
  const lines = bridges.map(async (bridge) => {
    const ports = words(await lab.exec(host, 'ovs-vsctl', 'list-ports', bridge));
    return data.flatMap(([name, type, [, options]]) => {
      const remote = options.find(([key]) => key === 'remote_ip')?.[1];
      if (!ports.includes(name) || remote === undefined) return [];
      const state = stp.find((port) => port.name === name)?.state ?? 'no spanning tree';
      return [`${bridge} ${name} ${type} to ${remote}: ${state}`];
    });
  });
  return (await Promise.all(lines)).flat().sort();
}

/** The other ends of a host's overlays, from their forwarding tables, as `NETWORK to ADDRESS: MEMBERS`. */
export async function readOverlayTruth(lab: Lab, host: number): Promise<string[]> {
  const networks = await inspect(lab, host, ['network', 'ls', '-q'], networkSchema, 'network');
  const members = new Map<string, Set<string>>();
  for (const { place, mac, dst } of readEntries(await lab.exec(host, 'sh', '-c', FORWARDING))) {
    const network = networks.find(({ Id }) => overlayOf(place) === Id.slice(0, 10));
    if (dst === undefined || network === undefined) continue;
    const tunnel = `${network.Id} to ${dst}`;
    members.set(tunnel, (members.get(tunnel) ?? new Set()).add(mac));
  }
  return [...members].map(([tunnel, macs]) => `${tunnel}: ${macs.size}`).sort();
}

/** The same lines from a topology. */
export function topologyOverlays({ tunnels, networks }: Topology, hostId: string): string[] {
  return Object.values(tunnels)
    .filter(({ from, source, kind }) => from.hostId === hostId && source === 'observed' && kind === 'vxlan')
    .map(
      ({ networkId, to, endpoints }) =>
        `${networks[networkId ?? '']?.nativeId} to ${to.address}: ${endpoints}`,
    )
    .sort();
}

/**
 * In each container, at once: names and MACs of its interfaces, and out of each a question to all. Not for its own address:
 * an overlay's VXLAN device would answer in its name, and be taken for its place.
 */
const SEND = `for pid; do
  nsenter -t "$pid" -n -m /bin/sh -c '
    for path in /sys/class/net/*; do
      name=\${path##*/}
      [ "$name" = lo ] && continue
      address=$(ip -4 -o addr show dev "$name" | sed -n "s|.* inet \\([0-9.]*\\).*|\\1|p" | head -n 1)
      [ -n "$address" ] || continue
      echo "$0 $name $(cat "$path/address")"
      arping -D -c 1 -w 1 -I "$name" "\${address%.*}.254" >/dev/null 2>&1 &
    done; wait' "$pid" &
done; wait`;

/** All forwarding entries: of the host, and of each namespace that its engine has a handle of. */
const FORWARDING = `echo "host $(bridge -j fdb show)"
for file in /run/docker/netns/*; do
  name=\${file##*/}
  [ "$name" = default ] && continue
  entries=$(nsenter --net="$file" bridge -j fdb show 2>/dev/null) && echo "$name $entries"
done; true`;

const containerSchema = z.object({
  Id: z.string(),
  State: z.object({ Pid: z.number() }),
  HostConfig: z.object({ NetworkMode: z.string() }),
});

const networkSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Driver: z.string(),
  Options: z.record(z.string(), z.string()).nullable(),
  Containers: z.record(z.string(), z.object({ MacAddress: z.string() })).nullable(),
});

const entrySchema = z.object({
  mac: z.string(),
  ifname: z.string(),
  master: z.string().optional(),
  dst: z.string().optional(),
  state: z.string(),
  flags: z.array(z.string()),
});

const rowSchema = z.tuple([
  z.string(),
  z.string(),
  z.tuple([z.literal('map'), z.array(z.tuple([z.string(), z.string()]))]),
]);

type NetworkFact = z.infer<typeof networkSchema>;
type Entry = z.infer<typeof entrySchema> & { readonly place: string };

/** Those that have interfaces of their own, or another container's. */
async function runningContainers(lab: Lab, host: number) {
  const all = await inspect(lab, host, ['ps', '-q', '--no-trunc'], containerSchema);
  return all.filter(({ HostConfig }) => HostConfig.NetworkMode !== 'host');
}

/** `NETWORK: VETH @ BRIDGE`, or for a macvlan `NETWORK: on PARENT`; throws where it is not in exactly one place. */
function whereIs(
  mac: string,
  container: string,
  entries: readonly Entry[],
  networks: readonly NetworkFact[],
): string {
  const places = entries
    .filter((entry) => entry.mac === mac && entry.dst === undefined)
    .map(({ place, ifname, master, state, flags }) => {
      if (master !== undefined && state !== 'permanent')
        return `on ${bridged(place, master, networks)}: ${ifname} @ ${master}`;
      if (place !== 'host' || !flags.includes('self')) return undefined;
      const network = networks.find(
        ({ Driver, Containers }) => Driver === 'macvlan' && Containers?.[container]?.MacAddress === mac,
      );
      return network && `on ${network.Id}: on ${ifname}`;
    })
    .filter((place) => place !== undefined);
  const [place, ...more] = [...new Set(places)];
  if (place === undefined || more.length > 0)
    throw new Error(`${mac} of ${container} was learned in ${places.length} places: ${places.join(', ')}`);
  return place;
}

/** The network whose bridge that is, in the host's namespace or in an overlay's. */
function bridged(place: string, bridge: string, networks: readonly NetworkFact[]): string {
  const found = networks.filter(({ Id, Options }) =>
    place === 'host'
      ? (Options?.['com.docker.network.bridge.name'] ?? `br-${Id.slice(0, 12)}`) === bridge
      : Id.slice(0, 10) === overlayOf(place),
  );
  return found.map(({ Id }) => Id).join('|') || `no network (${place})`;
}

/** The first digits of an overlay's id, from its handle: `1-j00h0hcgoi`. */
function overlayOf(handle: string): string | undefined {
  return /^\d+-(.*)$/.exec(handle)?.[1];
}

function readInterfaces(text: string): { pid: number; name: string; mac: string }[] {
  return lines(text).map((line) => {
    const [pid, name = '', mac = ''] = line.split(' ');
    return { pid: Number(pid), name, mac };
  });
}

function readEntries(text: string): Entry[] {
  return lines(text).flatMap((line) => {
    const [, place = '', json = ''] = /^(\S+) (.*)$/.exec(line) ?? [];
    return z
      .array(entrySchema)
      .parse(JSON.parse(json))
      .map((entry) => ({ ...entry, place }));
  });
}

async function inspect<T>(
  lab: Lab,
  host: number,
  list: readonly string[],
  schema: z.ZodType<T>,
  ...kind: string[]
): Promise<T[]> {
  const ids = lines(await lab.docker(host, ...list));
  if (ids.length === 0) return [];
  return z.array(schema).parse(JSON.parse(await lab.docker(host, ...kind, 'inspect', ...ids)));
}

const words = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const lines = (text: string) => text.split('\n').filter((line) => line !== '');
