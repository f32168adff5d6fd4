import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { Counters, LinkFact, PortState } from '#lib/wires/facts.ts';
import { countersByName } from '../counters-by-name.ts';
import { hardwareAddress } from '../hardware-address.ts';
import type { Devices } from './devices.ts';

const whole = z.string().regex(/^\d+$/).transform(Number);

/** The files of a device under /sys/class/net (the kernel's Documentation/ABI/testing/sysfs-class-net). */
const deviceSchema = z.object({
  ifindex: whole,
  iflink: whole.optional().catch(undefined),
  mtu: whole,
  flags: z
    .string()
    .regex(/^0x[0-9a-f]+$/)
    .transform(Number),
  operstate: z.string().catch('unknown'),
  type: whole,
  address: z.string().optional(),
  'master/ifindex': whole.optional().catch(undefined),
  tun_flags: z.string().optional(),
  'bridge/stp_state': whole.optional().catch(undefined),
  'bridge/vlan_filtering': whole.optional().catch(undefined),
  'brport/state': whole.optional().catch(undefined),
});
type Device = z.infer<typeof deviceSchema>;

/** `if_arp.h`: ARPHRD_…, as far as one number means one kind. */
const ether = 1;
const loopback = 772;
const kindsByType = new Map([
  [loopback, 'loopback'],
  [768, 'ipip'],
  [769, 'ip6tnl'],
  [776, 'sit'],
  [778, 'gre'],
  [823, 'ip6gre'],
]);

/** `if_bridge.h`: BR_STATE_… */
const portStates: readonly PortState[] = ['disabled', 'listening', 'learning', 'forwarding', 'blocking'];
const isUp = 1;

/** The devices of one namespace; one whose files make no sense is left out. In order of their indices. */
export function linksOf(devices: Devices): LinkFact[] {
  return [...devices]
    .flatMap(([name, files]) => {
      const first = [...files].map(([path, lines]) => [path, lines[0] ?? '']);
      const read = deviceSchema.safeParse(Object.fromEntries(first));
      return read.success ? [linkFact(name, read.data, files)] : [];
    })
    .sort((a, b) => a.index - b.index);
}

function linkFact(name: string, device: Device, files: ReadonlyMap<string, string[]>): LinkFact {
  const hangs = device.iflink !== undefined && device.iflink > 0 && device.iflink !== device.ifindex;
  const state = portStates[device['brport/state'] ?? -1];
  return defined({
    index: device.ifindex,
    name,
    kind: kindOf(device, files, hangs),
    mtu: device.mtu,
    up: (device.flags & isUp) !== 0,
    state: device.operstate.toLowerCase(),
    mac: hardwareAddress(device.address),
    peerIndex: hangs ? device.iflink : undefined,
    master: device['master/ifindex'],
    addresses: [],
    bridge:
      device['bridge/stp_state'] === undefined
        ? undefined
        : { stp: device['bridge/stp_state'] > 0, vlanFiltering: (device['bridge/vlan_filtering'] ?? 0) > 0 },
    port: state && { state },
    counters: countersOf(files),
  });
}

/**
 * A real device has a folder of its bus, most others a name in `uevent`. A veth has neither, but is the only Ethernet
 * device without a name that hangs on another one.
 */
function kindOf(device: Device, files: ReadonlyMap<string, string[]>, hangs: boolean): string {
  if (files.has('device/uevent')) return 'device';
  if (device.tun_flags !== undefined) return 'tun';
  const named = files.get('uevent')?.find((line) => line.startsWith('DEVTYPE='));
  if (named) return named.slice('DEVTYPE='.length);
  return kindsByType.get(device.type) ?? (hangs && device.type === ether ? 'veth' : 'unknown');
}

function countersOf(files: ReadonlyMap<string, string[]>): Counters | undefined {
  const count = (name: string) => {
    const value = Number(files.get(`statistics/${name}`)?.[0]);
    return Number.isSafeInteger(value) ? value : 0;
  };
  if (!files.has('statistics/rx_bytes')) return undefined;
  return countersByName(count);
}
