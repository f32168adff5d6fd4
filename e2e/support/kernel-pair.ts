import { z } from 'zod';
import type { Lab } from '../lab/lab.ts';

/** A container's interface and its other end, as the two namespaces tell it. */
export interface KernelPair {
  device: string;
  veth: string;
  bridge: string;
  /** As the picture writes them: the pair alone, and all that is known. */
  pair: string;
  text: string;
}

const linksSchema = z.array(
  z.object({
    ifindex: z.number(),
    ifname: z.string(),
    mtu: z.number(),
    operstate: z.string(),
    master: z.string().optional(),
  }),
);

/**
 * The veth pair of a container's address, asked of `ip` and sysfs within its namespace and within the host's. The
 * lab's engine makes both ends in the host's namespace, so that a container's `iflink` is an index of that one.
 */
export async function kernelPair(
  lab: Lab,
  host: number,
  container: string,
  address: string,
): Promise<KernelPair> {
  const within = (...command: string[]) => lab.docker(host, 'exec', container, ...command);
  const line = (await within('ip', '-o', '-4', 'addr'))
    .split('\n')
    .find((each) => each.includes(` ${address}/`));
  const device = /^\d+:\s+(\S+)/.exec(line ?? '')?.[1];
  if (device === undefined) throw new Error(`${container} has no interface with ${address}.`);
  const read = async (file: string) => (await within('cat', `/sys/class/net/${device}/${file}`)).trim();
  const [index, far, mtu, state] = [
    await read('ifindex'),
    await read('iflink'),
    await read('mtu'),
    await read('operstate'),
  ];
  const links = linksSchema.parse(JSON.parse(await lab.exec(host, 'ip', '-j', 'link')));
  const veth = links.find(({ ifindex }) => String(ifindex) === far);
  if (!veth?.master) throw new Error(`Host ${host} has no port of a bridge with the index ${far}.`);
  const outer = veth.operstate.toLowerCase();
  const facts = [
    mtu === String(veth.mtu) ? mtu : `${mtu} ⇄ ${veth.mtu}`,
    state === outer ? state : `${state} ⇄ ${outer}`,
    `#${index} ⇄ #${veth.ifindex}`,
  ];
  const pair = `${device} ⇄ ${veth.ifname} @ ${veth.master}`;
  return { device, veth: veth.ifname, bridge: veth.master, pair, text: [pair, ...facts].join(' · ') };
}
