import type { LinkFact, StackFact } from '#lib/wires/facts.ts';

/** `/proc/net/arp` → the neighbours of VXLAN devices. */
export function readNeighbours(text: string, links: readonly LinkFact[]): StackFact['neighbours'] {
  const devices = new Set(links.filter(({ kind }) => kind === 'vxlan').map(({ name }) => name));
  return text.split('\n').flatMap((line) => {
    const [address, , , mac, , device] = line.trim().split(/\s+/);
    if (!address || !mac || !device || !devices.has(device) || mac === '00:00:00:00:00:00') return [];
    return [{ device, address, mac }];
  });
}
