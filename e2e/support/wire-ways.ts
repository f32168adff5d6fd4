import { setTimeout as sleep } from 'node:timers/promises';
import type { Lab } from '#e2e/lab/lab.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import {
  readOverlayTruth,
  readWireTruth,
  topologyOverlays,
  topologyWires,
  wireDifferences,
} from '#e2e/wire-truth.ts';
import type { Topology } from '#lib/topology/model.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';
import type { WireFacts } from '#lib/wires/facts.ts';

/** A way of reading wires, and what makes Patchbay take it. */
export interface WireWay {
  readonly way: string;
  readonly reader: WireFacts['reader'];
  readonly probe: ProbeSettings;
}

const helper: ProbeSettings = { local: false, helper: 'standing' };

export const WIRE_WAYS: readonly WireWay[] = [
  { way: 'from the kernel', reader: 'netlink', probe: { local: true, helper: 'off' } },
  { way: 'by a helper and the host’s iproute2', reader: 'iproute2', probe: helper },
  { way: 'by a helper and busybox alone', reader: 'sysfs', probe: helper },
];

/** Does something while a lab's wires are read in one way, and Patchbay has read them all. */
export async function withWires(
  lab: Lab,
  { reader, probe }: WireWay,
  work: (core: LabCore) => Promise<void>,
): Promise<void> {
  if (reader === 'sysfs') await hideIproute(lab);
  const core = await startLabCore(lab, undefined, probe);
  try {
    const states = () => Object.values(core.topology().hosts).map(({ wires }) => wires);
    const read = await core.until(() => states().every((wires) => wires?.state === 'live'), 60_000);
    if (!read || states().some((wires) => wires?.reader !== reader))
      throw new Error(`The wires are not read by ${reader}: ${JSON.stringify(states())}`);
    await work(core);
  } finally {
    await core.stop();
    if (reader === 'sysfs') await showIproute(lab);
  }
}

/** What is drawn of all hosts' wires and isn't so, or the other way round; waits a little for the two to agree. */
export function wrongWires(lab: Lab, core: LabCore): Promise<Compared> {
  return compare(lab, core, readWireTruth, topologyWires);
}

/** The same of the other ends of their overlays, and how many endpoints are there. */
export function wrongOverlays(lab: Lab, core: LabCore): Promise<Compared> {
  return compare(lab, core, readOverlayTruth, topologyOverlays);
}

interface Compared {
  /** How many there really are. */
  all: number;
  wrong: string[];
}

async function compare(
  lab: Lab,
  core: LabCore,
  read: (lab: Lab, host: number) => Promise<string[]>,
  drawn: (topology: Topology, hostId: string) => string[],
): Promise<Compared> {
  const truths = await Promise.all(
    lab.hosts().map(async ({ index, name }) => ({ name, lines: await read(lab, index) })),
  );
  const all = truths.reduce((sum, { lines }) => sum + lines.length, 0);
  const end = Date.now() + 20_000;
  for (;;) {
    const wrong = truths.flatMap(({ name, lines }) =>
      wireDifferences(lines, drawn(core.topology(), name)).map((line) => `${name}: ${line}`),
    );
    if (wrong.length === 0 || Date.now() > end) return { all, wrong };
    await sleep(200);
  }
}

/** Where this machine has the program `ip`, a host of the lab finds a file that can't be run. */
const onEachIp = (command: string) =>
  `for file in $(readlink -f /bin/ip /sbin/ip /usr/bin/ip /usr/sbin/ip | sort -u); do [ ! -e "$file" ] || ${command}; done`;

async function hideIproute(lab: Lab): Promise<void> {
  for (const { index } of lab.hosts())
    await lab.exec(index, 'sh', '-c', onEachIp('mount --bind /dev/null "$file"'));
}

async function showIproute(lab: Lab): Promise<void> {
  for (const { index } of lab.hosts()) await lab.exec(index, 'sh', '-c', onEachIp('umount "$file"'));
}
