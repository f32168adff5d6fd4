import type { ElementDefinition } from 'cytoscape';
import { metrics } from '#lib/layout/metrics.ts';
import type { Bank, Box, HostBox, PatchBayLayout, Row, Sign } from '#lib/layout/model.ts';
import { indexOf } from '#lib/topology/index-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { wiresOf } from '#lib/topology/wires-of.ts';
import { backplaneElements } from './backplane-elements.ts';
import { lookOf } from './hue.ts';
import { isCut } from './link-words.ts';
import { box, dot, middle, text, wire } from './make-element.ts';

/**
 * The layout as Cytoscape elements. All nodes are plain ones at computed places: compound nodes would redraw on every
 * frame. Ids are `<part>|<what it stands for>|…`. Tracing goes by `data.of`, the entities an element belongs to (all
 * must be in the trace), and `data.any`, entities of which one must be.
 */
export function elementsOf(topology: Topology, layout: PatchBayLayout): ElementDefinition[] {
  return [
    ...layout.hosts.flatMap((host) => hostElements(topology, host)),
    ...layout.backplanes.flatMap((backplane) => backplaneElements(topology, backplane)),
    ...layout.signs.map(signElement),
  ];
}

/** A warning sign, with the number of findings where there are several. */
function signElement({ key, x, y, hostId, findingIds, severity }: Sign): ElementDefinition {
  const label = findingIds.length > 1 ? `${findingIds.length}` : '!';
  const made = dot(`sign|${key}`, x, y, `sign ${severity}`, {
    // A warning does not fade with what is not looked at.
    of: [],
    constant: true,
    label,
  });
  // A host is dragged with all that carries its id.
  return hostId === undefined ? made : { ...made, data: { ...made.data, host: hostId } };
}

function hostElements(topology: Topology, box_: HostBox): ElementDefinition[] {
  const host = topology.hosts[box_.hostId];
  if (!host) return [];
  const of = [host.id];
  const state = host.status === 'live' ? '' : ` ${host.status}`;
  const counts = countsOf(topology, host.id);
  // A distribution's own suffix (20.10.24+dfsg1) is for the inspector.
  const meta = [host.engine?.version.split('+')[0], host.swarm?.role].filter(Boolean).join(' · ');
  const inside = box_.collapsed
    ? [text(`host-counts|${host.id}`, { x: box_.title.x, y: box_.y + 66 }, 'host-meta', counts, of)]
    : [
        ...box_.banks.flatMap((bank, i) => bankElements(topology, box_, bank, i)),
        ...box_.buses.flatMap((bus) => {
          const key = `${host.id}|${bus.networkId}|${bus.shelf}`;
          const hue = lookOf(topology.networks[bus.networkId]);
          const owners = { of: [bus.networkId] };
          return [
            box(`bus|${key}`, bus.bar, `bus ${hue}`, owners),
            ...(bus.trunk ? [box(`bus-trunk|${key}`, bus.trunk, `bus ${hue}`, owners)] : []),
            ...bus.drops.map((drop) => box(`bus-drop|${key}|${drop.key}`, drop.line, `bus ${hue}`, owners)),
          ];
        }),
        ...chipElements(topology, box_),
        ...(box_.banks.length === 0 && host.status === 'live'
          ? [
              text(
                `empty|${host.id}`,
                { x: box_.title.x, y: box_.title.y + 50 },
                'host-meta',
                'no containers',
                of,
              ),
            ]
          : []),
      ];
  const elements = [
    box(`host|${host.id}`, box_, `host${state}`, { of, stands: of, constant: true }),
    ...inside,
    { ...box(`title|${host.id}`, box_.title, 'host-handle', { of }), grabbable: true },
    text(
      `host-name|${host.id}`,
      { x: box_.title.x, y: box_.title.y + 13 },
      `host-name${state}`,
      host.name,
      of,
    ),
    text(
      `host-meta|${host.id}`,
      { x: box_.title.x, y: box_.title.y + 32 },
      `host-meta${state}`,
      host.status === 'live' ? meta : host.status,
      of,
    ),
    {
      group: 'nodes' as const,
      data: {
        id: `caption|${host.id}`,
        of,
        constant: true,
        label:
          host.status === 'live' ? `${host.name}  ${counts}` : `${host.name}  ${host.status} · ${counts}`,
        most: captionSize(box_, host.name, counts),
      },
      position: { x: box_.x + 10, y: box_.y + 10 },
      classes: 'caption',
      grabbable: false,
    },
  ];
  const within = new Set(inside);
  const faded = host.status === 'live' ? '' : ' stale-inside';
  return elements.map((element) => ({
    ...element,
    data: { ...element.data, host: host.id },
    classes: `${element.classes}${within.has(element) ? faded : ''}`,
  }));
}

/** As large as the host's width lets it be: it is read where the rest is too small to be. */
const captionSize = (box: Box, name: string, counts: string) =>
  (box.width - 40) / (0.56 * (name.length + counts.length + 2));

/** A host's numbers, as shown where its inside is not: “12 containers · 5 networks”. */
function countsOf(topology: Topology, hostId: string): string {
  const containers = indexOf(topology).containersOfHost(hostId).length;
  const networks = indexOf(topology).networksOfHost(hostId).length;
  const found = wiresOf(topology).findingsOfHost(hostId).length;
  const warning = found === 0 ? '' : ` · ⚠ ${found}`;
  return `${containers} ${containers === 1 ? 'container' : 'containers'} · ${networks} networks${warning}`;
}

function bankElements(topology: Topology, host: HostBox, bank: Bank, number: number): ElementDefinition[] {
  const columns = bank.columns.flatMap((column): ElementDefinition[] => {
    const key = `${column.networkId ?? 'ports'}|${host.hostId}|${number}`;
    const of = column.networkId ? [column.networkId] : [host.hostId];
    const hue = column.networkId ? lookOf(topology.networks[column.networkId]) : 'ports';
    const x = column.x + 9;
    return [
      box(`column|${key}`, column, `column ${hue}`, { of, stands: column.networkId ? of : [] }),
      text(`column-title|${key}`, { x, y: column.y + 14 }, `column-title ${hue}`, column.title, of),
      text(
        `column-subtitle|${key}`,
        { x, y: column.y + 31 },
        'column-subtitle',
        topology.networks[column.networkId ?? '']?.stale ? 'last known' : column.subtitle,
        of,
      ),
    ];
  });
  const groups = bank.groups.flatMap((group, i) => {
    const key = `${host.hostId}|${number}|${i}`;
    const of = [host.hostId];
    return [
      text(`group|${key}`, { x: group.x, y: group.y + 10 }, 'group-label', group.label, of),
      box(`bracket|${key}`, group.bracket, 'bracket', { of }),
    ];
  });
  return [...columns, ...groups, ...bank.rows.flatMap((row) => rowElements(topology, bank, row))];
}

function rowElements(topology: Topology, bank: Bank, row: Row): ElementDefinition[] {
  const container = topology.containers[row.id];
  const idle = container ? !['running', 'paused', 'restarting'].includes(container.state) : false;
  const state = `${idle ? ' idle' : ''}${container?.state === 'paused' ? ' paused' : ''}`;
  const of = [row.id];
  const pill = `pill|${row.id}`;
  const y = middle(row.pill);
  const elements: ElementDefinition[] = [
    box(pill, row.pill, `pill ${row.kind}${state}`, {
      of,
      stands: of,
      label: row.label,
      tx: metrics.pillPadding - row.pill.width,
    }),
  ];
  if (container?.missingNetworks) elements.push(...tornWire(row, of));
  let from = pill;
  for (const [i, jack] of row.jacks.entries()) {
    const id = `jack|${jack.endpointId}`;
    const hue = lookOf(topology.networks[jack.networkId]);
    const endpoint = topology.endpoints[jack.endpointId];
    const cut = endpoint !== undefined && isCut(endpoint);
    const attached = endpoint?.attached ? (cut ? ' cut' : '') : ' idle';
    // A piece of wire leads to this jack and to all that come after it.
    const onwards = [
      ...row.jacks.slice(i).map((each) => each.networkId),
      ...row.ports.flatMap((each) => each.portIds),
    ];
    elements.push(
      dot(id, jack.x, jack.y, `jack ${hue}${attached}`, {
        of: [row.id, jack.networkId],
        stands: [jack.endpointId],
        label: jack.label,
      }),
      wire(`wire|${jack.endpointId}`, from, id, `wire ${hue}${attached}`, { of, any: onwards }),
    );
    if (cut)
      elements.push(
        dot(`cut|${jack.endpointId}`, jack.x - 10, jack.y, 'cut-wire', { of, any: onwards, label: '×' }),
      );
    from = id;
  }
  for (const port of row.ports) {
    const key = `${row.id}|${port.portIds[0] ?? port.label}`;
    const id = `port|${key}`;
    elements.push(
      dot(id, port.x, y, 'jack port', { of, any: port.portIds, stands: port.portIds, label: port.label }),
      wire(`port-wire|${key}`, from, id, `wire ports${state}`, { of, any: port.portIds }),
    );
    from = id;
  }
  const owner = row.ridesOn ? bank.rows.find((each) => each.id === row.ridesOn) : undefined;
  if (owner) {
    const x = owner.pill.x + 8;
    const top = owner.pill.y + owner.pill.height;
    const shared = [row.id, owner.id];
    elements.push(
      box(`ride-down|${row.id}`, { x: x - 1, y: top, width: 2, height: y - top + 1 }, 'ride', { of: shared }),
      box(`ride-in|${row.id}`, { x, y: y - 1, width: row.pill.x - x, height: 2 }, 'ride', { of: shared }),
    );
  }
  return elements;
}

/** The end of a wire whose network is gone: a container that names one can't start. */
function tornWire(row: Row, of: string[]): ElementDefinition[] {
  const end = `torn|${row.id}`;
  const x = row.pill.x + row.pill.width + metrics.pillToColumn / 2;
  return [
    dot(end, x, row.pill.y + row.pill.height - 3, 'torn', { of, label: '×' }),
    wire(`torn-wire|${row.id}`, `pill|${row.id}`, end, 'wire torn-wire', { of }),
  ];
}

function chipElements(topology: Topology, host: HostBox): ElementDefinition[] {
  const first = host.chips[0];
  if (!first) return [];
  const label = { x: host.x + metrics.hostPadding, y: middle(first) };
  return [
    text(`unused|${host.hostId}`, label, 'unused-label', 'unused', [host.hostId]),
    ...host.chips.map((chip) =>
      box(
        `chip|${chip.networkId}|${host.hostId}`,
        chip,
        `chip ${lookOf(topology.networks[chip.networkId])}`,
        {
          of: [chip.networkId],
          stands: [chip.networkId],
          label: chip.label,
        },
      ),
    ),
  ];
}
