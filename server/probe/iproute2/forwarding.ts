import { z } from 'zod';
import type { LinkFact, StackFact } from '#lib/wires/facts.ts';
import { isGroup } from '../is-group.ts';
import { readDocuments, readElements } from './documents.ts';

const entrySchema = z.object({
  mac: z.string(),
  ifname: z.string(),
  dst: z.string(),
  state: z.string().optional(),
});
const neighbourSchema = z.object({
  dst: z.string(),
  dev: z.string(),
  lladdr: z.string(),
  state: z.array(z.string()).catch([]),
});

/** `bridge -j fdb show` → the entries of VXLAN devices that lead to one other host. */
export function forwardingOf(text: string, links: readonly LinkFact[]): StackFact['forwarding'] {
  const devices = vxlansOf(links);
  return readElements(readDocuments(text).lists.flat(), entrySchema).flatMap((entry) =>
    devices.has(entry.ifname) && !isGroup(entry.dst)
      ? [{ device: entry.ifname, mac: entry.mac, to: entry.dst, permanent: entry.state === 'permanent' }]
      : [],
  );
}

/** `ip -j neigh show` → the neighbours of VXLAN devices. */
export function neighboursOf(text: string, links: readonly LinkFact[]): StackFact['neighbours'] {
  const devices = vxlansOf(links);
  return readElements(readDocuments(text).lists.flat(), neighbourSchema).flatMap((entry) =>
    devices.has(entry.dev) && !entry.state.includes('FAILED')
      ? [{ device: entry.dev, address: entry.dst, mac: entry.lladdr }]
      : [],
  );
}

function vxlansOf(links: readonly LinkFact[]): ReadonlySet<string> {
  return new Set(links.filter(({ kind }) => kind === 'vxlan').map(({ name }) => name));
}
