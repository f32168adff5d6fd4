import { indexOf } from '../topology/index-of.ts';
import type { Endpoint, Host, Network, Topology } from '../topology/model.ts';
import { subtitleOf } from './columns.ts';
import { clamp, fitText, metrics, textWidth } from './metrics.ts';
import type { Bank, Column, Group, Jack, Point, PortJack, Row } from './model.ts';
import { portJacksOf } from './port-jacks.ts';
import type { RowPlan } from './rows.ts';

/**
 * One bank, its top left corner at the origin: its rows, the columns these rows need beside them, published ports
 * last. `titleWidth` is the room its head leaves for the host's title; without one a group's label may stand there.
 */
export function bankOf(
  topology: Topology,
  host: Host,
  plans: readonly RowPlan[],
  networks: readonly Network[],
  titleWidth: number,
): Bank {
  const pillX = plans.some((plan) => plan.group !== undefined) ? metrics.groupIndent : 0;
  const pillWidth = Math.max(titleWidth - pillX, pillWidthOf(plans));
  const headless = titleWidth === 0 && plans[0]?.group !== undefined;
  const top = headless ? metrics.titleHeight + 10 - metrics.groupHeader : metrics.titleHeight + 10;
  const { rows, groups, bottom } = stack(plans, { x: pillX, y: top }, pillWidth);
  const columns = columnsAt(
    topology,
    host,
    plans,
    networks,
    pillX + pillWidth + metrics.pillToColumn,
    bottom,
  );
  const wired = rows.map((row, i) => {
    const plan = plans[i];
    const centre = row.pill.y + row.pill.height / 2;
    if (!plan) return row;
    return {
      ...row,
      jacks: plan.endpoints
        .flatMap((endpoint) => jackAt(columns, endpoint, centre))
        .sort((a, b) => a.x - b.x),
      ports: portJacksOf(indexOf(topology).portsOfContainer(row.id)).map(
        (jack, slot): PortJack => ({
          ...jack,
          x: (columns.at(-1)?.x ?? 0) + metrics.jackInset + slot * metrics.portSlot,
          y: centre,
        }),
      ),
    };
  });
  const width = Math.max(pillX + pillWidth, ...columns.map((column) => column.x + column.width));
  return { x: 0, y: 0, width, height: bottom, groups, rows: wired, columns };
}

function pillWidthOf(plans: readonly RowPlan[]): number {
  const widths = plans.map(
    (plan) =>
      textWidth(plan.label, 12, 'sans') +
      2 * metrics.pillPadding +
      10 +
      (plan.ridesOn ? metrics.riderIndent : 0),
  );
  return clamp(Math.max(0, ...widths), metrics.pillMinWidth, metrics.pillMaxWidth);
}

/** Rows under one another, a label wherever a group begins. */
function stack(plans: readonly RowPlan[], at: Point, pillWidth: number) {
  const rows: Row[] = [];
  const groups: Group[] = [];
  let y = at.y;
  let open: Group | undefined;
  let openGroup: string | undefined;
  for (const plan of plans) {
    if (plan.group === undefined) open = undefined;
    else if (openGroup !== plan.group) {
      openGroup = plan.group;
      open = groupAt(plan.group, at.x - metrics.groupIndent, y, pillWidth + metrics.groupIndent);
      groups.push(open);
      y += metrics.groupHeader;
    }
    const indent = plan.ridesOn ? metrics.riderIndent : 0;
    const pill = { x: at.x + indent, y, width: pillWidth - indent, height: metrics.pillHeight };
    rows.push({
      id: plan.id,
      kind: plan.kind,
      label: fitText(plan.label, 12, 'sans', pill.width - 2 * metrics.pillPadding - 6),
      pill,
      ...(plan.ridesOn ? { ridesOn: plan.ridesOn } : {}),
      jacks: [],
      ports: [],
    });
    if (open) open.bracket.height = y + metrics.pillHeight - open.bracket.y;
    y += metrics.rowPitch;
  }
  return { rows, groups, bottom: y + metrics.columnFoot - (metrics.rowPitch - metrics.pillHeight) };
}

function groupAt(label: string, x: number, y: number, width: number): Group {
  return {
    x,
    y,
    width,
    height: metrics.groupHeader,
    name: label,
    label: fitText(label, 11, 'sans', width),
    bracket: { x, y: y + metrics.groupHeader - 2, width: 2, height: 0 },
  };
}

function columnsAt(
  topology: Topology,
  host: Host,
  plans: readonly RowPlan[],
  networks: readonly Network[],
  left: number,
  bottom: number,
): Column[] {
  const columns: Column[] = [];
  let x = left;
  const add = (networkId: string | undefined, title: string, subtitle: string, width: number) => {
    const room = width - 2 * 8;
    columns.push({
      x,
      y: 0,
      width,
      height: bottom,
      networkId,
      title: fitText(title, 12, 'sans', room),
      subtitle: fitText(subtitle, 10, 'mono', room),
    });
    x += width + metrics.columnGap;
  };
  for (const network of networks) {
    const jacks = plans.flatMap((plan) =>
      plan.endpoints.filter((endpoint) => endpoint.networkId === network.id),
    );
    if (jacks.length > 0) add(network.id, network.name, subtitleOf(network), columnWidth(network, jacks));
  }
  const slots = Math.max(
    0,
    ...plans.map((plan) => portJacksOf(indexOf(topology).portsOfContainer(plan.id)).length),
  );
  if (slots > 0) {
    const width = metrics.jackInset + slots * metrics.portSlot;
    add(undefined, 'published', host.swarm?.address ?? 'on this host', width);
  }
  return columns;
}

function columnWidth(network: Network, endpoints: readonly Endpoint[]): number {
  const labels = endpoints.map(
    (endpoint) => textWidth(jackLabel(endpoint), 10, 'mono') + metrics.jackInset + 10,
  );
  const heads = [textWidth(network.name, 12, 'sans') + 20, textWidth(subtitleOf(network), 10, 'mono') + 16];
  return Math.round(clamp(Math.max(...labels, ...heads), metrics.columnMinWidth, metrics.columnMaxWidth));
}

function jackAt(columns: readonly Column[], endpoint: Endpoint, y: number): Jack[] {
  const column = columns.find((each) => each.networkId === endpoint.networkId);
  if (!column) return [];
  const label = fitText(jackLabel(endpoint), 10, 'mono', column.width - metrics.jackInset - 8);
  return [
    { endpointId: endpoint.id, networkId: endpoint.networkId, x: column.x + metrics.jackInset, y, label },
  ];
}

const jackLabel = (endpoint: Endpoint) => endpoint.ipv4 ?? endpoint.ipv6 ?? '';
