/**
 * How long a read of a host's wires takes, with so many containers on bridges of ten networks, and as a ratio to a bare
 * `ip -j -d link` in each of their network namespaces, in the same run. Needs root and Linux.
 *
 *   npm run bench:wires            200 containers, 30 reads
 *   npm run bench:wires -- 50 10   50 containers, 10 reads
 */
import { createDockerClient } from '#server/engine/docker-client.ts';
import { createHelperReader } from '#server/probe/helper/helper-reader.ts';
import { createKernelReader } from '#server/probe/kernel/create-kernel-reader.ts';
import type { WireReader } from '#server/probe/wire-reader.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import type { LabHost } from '../lab/patchbay-config.ts';

const containers = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 30);
const networks = 10;
const folder = '/run/docker/netns';

/** A way of reading, by the name it has in the report. */
interface Way {
  name: string;
  reader: WireReader;
}

const lab = openLab({ name: 'bwires', timeout: 300_000 });
try {
  await lab.up(1);
  await run(lab);
  const bare = await measure(Math.max(3, Math.round(rounds / 6)), () => bareReads(lab));
  report('a bare `ip -j -d link` in each', bare, bare);
  for (const { name, reader } of waysTo(lab)) {
    try {
      report(name, await measure(rounds, () => read(reader)), bare);
    } finally {
      await reader.close();
    }
  }
} finally {
  await lab.down();
}

/** Every way of reading the lab's host. */
function waysTo(from: Lab): Way[] {
  const [host] = from.hosts();
  if (!host) throw new Error('The lab has no host.');
  return [
    { name: 'from the kernel', reader: createKernelReader({ socket: host.socket }) },
    { name: 'by a helper that stays', reader: helper(host, 'standing') },
    { name: 'by a helper for each read', reader: helper(host, 'one-shot') },
    { name: 'by one that stays, busybox alone', reader: helper(host, 'standing', 'sysfs') },
    { name: 'by one for each, busybox alone', reader: helper(host, 'one-shot', 'sysfs') },
  ];
}

/** Through the Docker API alone; its connections end with it. */
function helper(host: LabHost, mode: 'standing' | 'one-shot', form: 'auto' | 'sysfs' = 'auto'): WireReader {
  const client = createDockerClient({ kind: 'unix', path: host.socket });
  const reader = createHelperReader({ client, mode, form, instance: 'bench', hostId: `${mode}-${form}` });
  return { ...reader, close: () => reader.close().finally(() => client.close()) };
}

/** Some at a time: an engine starts no more at once. */
async function run(on: Lab): Promise<void> {
  for (let i = 0; i < networks; i++) {
    await on.docker(1, 'network', 'create', '--subnet', `10.201.${i}.0/24`, `wires${i}`);
  }
  const left = Array.from({ length: containers }, (_, i) => i);
  const start = async () => {
    for (let i = left.shift(); i !== undefined; i = left.shift()) {
      await on.docker(1, 'run', '-d', '--network', `wires${i % networks}`, 'busybox', 'sleep', '86400');
    }
  };
  await Promise.all([start(), start(), start(), start()]);
}

async function read(reader: WireReader): Promise<void> {
  const { stacks } = await reader.read({ folder, signal: AbortSignal.timeout(60_000) });
  const wired = stacks.filter(({ host, links }) => !host && links.some(({ kind }) => kind === 'veth')).length;
  if (wired !== containers) throw new Error(`${wired} of ${containers} containers were read.`);
}

/** In one shell on the host: nothing of the way to it is counted but its start. */
async function bareReads(on: Lab): Promise<void> {
  const script = `for n in ${folder}/*; do nsenter --net=$n ip -j -d link; done | wc -c`;
  await on.exec(1, 'sh', '-c', script);
}

/** Milliseconds of each, in order of length; the first, which may prepare something, is told apart. */
async function measure(
  times: number,
  once: () => Promise<void>,
): Promise<{ first: number; sorted: number[] }> {
  const took: number[] = [];
  for (let i = 0; i <= times; i++) {
    const start = performance.now();
    await once();
    took.push(performance.now() - start);
  }
  const [first = Number.NaN, ...rest] = took;
  return { first, sorted: rest.sort((a, b) => a - b) };
}

function report(name: string, { first, sorted }: Measured, bare: Measured): void {
  const ratio = at(sorted, 0.5) / at(bare.sorted, 0.5);
  const text = [0.5, 0.95, 1].map((share) => at(sorted, share).toFixed(1).padStart(7));
  console.log(
    `${name.padEnd(32)} median ${text[0]} ms   p95 ${text[1]} ms   worst ${text[2]} ms   first ${first.toFixed(0).padStart(5)} ms   ${ratio.toFixed(3)} of the bare one   (${sorted.length} reads, ${containers} containers)`,
  );
}

type Measured = Awaited<ReturnType<typeof measure>>;

function at(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
