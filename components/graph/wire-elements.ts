import type { ElementDefinition } from 'cytoscape';
import { fitText, metrics, textWidth } from '#lib/layout/metrics.ts';
import type { Bank, Box, Column, HostBox, Jack, PatchBayLayout, Row } from '#lib/layout/model.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Host, Topology } from '#lib/topology/model.ts';
import { deviceOf } from './device.ts';
import { lacksPair, linkFacts, pairText } from './link-words.ts';
import { dot } from './make-element.ts';

/** How much of the wires is written: signs alone, the names, or all that is known. */
export type WireDetail = 'signs' | 'names' | 'all';

const sizes = { leastName: 6, name: 7.5, least: 4, most: 5, device: 8, deviceFacts: 5, note: 8 } as const;

/**
 * What the layer of wires adds to the picture within a part of it: beside each jack its pair, in each column's head its
 * bridge, in a host's head why its wires are not read. It stands in room that is there anyway, so that nothing moves.
 */
export function wireElements(
  topology: Topology,
  layout: PatchBayLayout,
  within: Box,
  detail: WireDetail,
): ElementDefinition[] {
  return layout.hosts
    .filter((host) => !host.collapsed && overlap(host, within))
    .flatMap((host) => {
      const note =
        detail === 'signs'
          ? []
          : [...noteElements(entityOf(topology.hosts, host.hostId), host), ...footElements(host)];
      const banks = host.banks.filter((bank) => overlap(bank, within));
      const inside = banks.flatMap((bank) => [
        ...(detail === 'signs' ? [] : columnElements(topology, host, bank, detail)),
        ...bank.rows
          .filter((row) => row.pill.y <= bottomOf(within) && row.pill.y + row.pill.height >= within.y)
          .flatMap((row) => jackElements(topology, bank, row, within, detail)),
      ]);
      // A host is dragged with all that carries its id.
      return [...note, ...inside].map((element) => ({
        ...element,
        data: { ...element.data, host: host.hostId },
      }));
    });
}

function noteElements(host: Host | undefined, { title }: HostBox): ElementDefinition[] {
  const note = host && wiresNote(host);
  return note
    ? [label(`wires-note|${host.id}`, title.x, title.y + 46, 'wires-note', note, sizes.note, [host.id])]
    : [];
}

/** The host's own interfaces, in the gap below its box. */
function footElements({ hostId, foot }: HostBox): ElementDefinition[] {
  return (foot?.items ?? []).map(({ x, y, text, interfaceId }, at) =>
    label(
      `foot|${hostId}|${at}`,
      x,
      y,
      'wire-foot',
      text,
      metrics.footText,
      interfaceId ? [interfaceId] : [],
    ),
  );
}

/** What stands in a host's head about its wires; nothing where they are read. */
function wiresNote({ status, wires }: Host): string | undefined {
  if (status !== 'live' || wires?.state === 'live') return undefined;
  if (wires?.state === 'stale') return 'wires as last read';
  return wires?.state === 'reading' ? 'wires are being read' : 'wires not read';
}

function columnElements(
  topology: Topology,
  host: HostBox,
  bank: Bank,
  detail: WireDetail,
): ElementDefinition[] {
  return bank.columns.flatMap((column) => {
    if (!column.networkId) return [];
    const device = deviceOf(topology, host.hostId, column.networkId);
    if (!device) return [];
    const key = `${column.networkId}|${host.hostId}|${column.x}`;
    const of = [column.networkId];
    const room = column.width - 14;
    const x = column.x + 9;
    const name = fitText(device.name, sizes.device, 'mono', room);
    return [
      label(`device|${key}`, x, column.y + 43, 'wire-device', name, sizes.device, of, device.says),
      ...(detail === 'all' ? [factsElement(key, column, device.facts, of)] : []),
    ];
  });
}

function factsElement(key: string, column: Column, facts: string, of: string[]): ElementDefinition {
  const words = fitText(facts, sizes.deviceFacts, 'mono', column.width - 14);
  return label(
    `device-facts|${key}`,
    column.x + 9,
    column.y + 50,
    'wire-facts',
    words,
    sizes.deviceFacts,
    of,
  );
}

function jackElements(
  topology: Topology,
  bank: Bank,
  row: Row,
  within: Box,
  detail: WireDetail,
): ElementDefinition[] {
  return row.jacks.flatMap((jack) => {
    const endpoint = entityOf(topology.endpoints, jack.endpointId);
    const column = bank.columns.find((each) => each.networkId === jack.networkId);
    if (!endpoint || !column || column.x > within.x + within.width || column.x + column.width < within.x)
      return [];
    const of = [row.id, jack.networkId];
    const says = pairText(topology, endpoint);
    if (says === undefined) return lacksPair(topology, endpoint) ? loneElements(jack, of, detail) : [];
    if (detail === 'signs') return [];
    return [jackLabel(jack, column, says, linkFacts(endpoint), detail, of)];
  });
}

/** Beside a jack without a pair: a gap in the wire that leads to it, and words that say so. */
function loneElements(jack: Jack, of: string[], detail: WireDetail): ElementDefinition[] {
  const words = { id: `link|${jack.endpointId}`, x: jack.x + 7, y: jack.y + 1 };
  return [
    dot(`lone|${jack.endpointId}`, jack.x, jack.y, 'lone', { of }),
    ...(detail === 'signs'
      ? []
      : [label(words.id, words.x, words.y, 'link-label lone-label', 'no pair found', sizes.name - 1, of)]),
  ];
}

function jackLabel(
  jack: Jack,
  column: Column,
  says: string,
  facts: string,
  detail: WireDetail,
  of: string[],
): ElementDefinition {
  const room = column.width - metrics.jackInset - 9;
  const place = [`link|${jack.endpointId}`, jack.x + 7, jack.y + 1, 'link-label'] as const;
  if (detail === 'names') {
    const pair = says.replace(/ @ .*$/, '');
    const size = fittingSize(pair, room, sizes.leastName, sizes.name);
    return label(...place, fitText(pair, size, 'mono', room), size, of, says);
  }
  const size = fittingSize(says, room, sizes.least, sizes.most);
  const lines = [says, facts].map((line) => fitText(line, size, 'mono', room));
  return label(...place, lines.join('\n'), size, of, `${says} · ${facts}`);
}

/** As large as lets the whole of a text be read, within bounds. */
function fittingSize(words: string, room: number, least: number, most: number): number {
  const fitting = Math.floor((10 * most * room) / textWidth(words, most, 'mono')) / 10;
  return Math.max(least, Math.min(most, fitting));
}

/** A text of the layer; `says` is the whole of it where its room cuts it. */
function label(
  id: string,
  x: number,
  y: number,
  classes: string,
  words: string,
  size: number,
  of: string[],
  says = words,
): ElementDefinition {
  const made = dot(id, x, y, `text wire-text ${classes}`, { of, label: words });
  return { ...made, data: { ...made.data, size, says } };
}

const bottomOf = (box: Box) => box.y + box.height;
const overlap = (a: Box, b: Box) =>
  a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
