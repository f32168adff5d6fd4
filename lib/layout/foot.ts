import type { Topology } from '../topology/model.ts';
import type { Interface } from '../topology/model-wires.ts';
import { wiresOf } from '../topology/wires-of.ts';
import { fitText, metrics, textWidth } from './metrics.ts';
import type { Foot } from './model.ts';

/**
 * The list of a host's own interfaces in the gap below its box, of which it is given the lower left corner and the
 * width. Bridges of networks are not in it: they stand in their columns' heads.
 */
export function footOf(
  topology: Topology,
  hostId: string,
  corner: { x: number; y: number },
  width: number,
): Foot | undefined {
  const links = wiresOf(topology).interfacesOfHost(hostId).filter(isOwn).sort(wayOutFirst);
  if (links.length === 0) return undefined;
  const room = width - 2 * metrics.footPadding;
  const items: Foot['items'] = [];
  let line = 0;
  let x = 0;
  for (const [at, link] of links.entries()) {
    const text = fitText(textOf(link), metrics.footText, 'mono', room);
    const wide = textWidth(text, metrics.footText, 'mono');
    const left = links.length - at;
    // The last line keeps room for how many there are besides.
    const rest = left > 1 ? textWidth(`+ ${left - 1} more`, metrics.footText, 'mono') + metrics.footGap : 0;
    if (x > 0 && x + wide > room && line < metrics.footLines - 1) {
      line += 1;
      x = 0;
    }
    if (x > 0 && x + wide + (line === metrics.footLines - 1 ? rest : 0) > room) {
      items.push({ ...place(corner, x, line), text: `+ ${left} more` });
      break;
    }
    items.push({ ...place(corner, x, line), text, interfaceId: link.id });
    x += wide + metrics.footGap;
  }
  const height = metrics.footTop + (line + 1) * metrics.footPitch;
  return { x: corner.x, y: corner.y, width, height, items };
}

const place = (corner: { x: number; y: number }, x: number, line: number) => ({
  x: corner.x + metrics.footPadding + x,
  y: corner.y + metrics.footTop + (line + 0.5) * metrics.footPitch,
});

/** Tunnels' ends have their bars, Open vSwitch's ports their bridge, and the loopback is everywhere. */
const isOwn = ({ place, kind, networkId, masterId, bridge }: Interface) => {
  if (place === 'overlay' || kind === 'loopback') return false;
  if (place === 'openvswitch') return kind === 'openvswitch';
  return !(bridge && networkId !== undefined) && !(kind === 'veth' && masterId !== undefined);
};

/** The one that leads out, then those with addresses, each by name. */
const wayOutFirst = (a: Interface, b: Interface) => rank(a) - rank(b);
const rank = ({ defaultGateway, addresses }: Interface) =>
  defaultGateway !== undefined ? 0 : toldOf(addresses).length > 0 ? 1 : 2;

/** Link-local addresses are on every interface and tell nothing. */
const toldOf = (addresses: readonly string[]) => addresses.filter((each) => !each.startsWith('fe80:'));

function textOf({ name, kind, addresses, defaultGateway, state }: Interface): string {
  const told = toldOf(addresses);
  const more = told.length > 1 ? ` +${told.length - 1}` : '';
  return [
    name,
    ...(told[0] === undefined ? (kind === 'device' ? [] : [kind]) : [`${told[0]}${more}`]),
    ...(defaultGateway === undefined ? [] : [`→ ${defaultGateway}`]),
    ...(state === 'up' || state === 'unknown' ? [] : [state]),
  ].join(' ');
}
