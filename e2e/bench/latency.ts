/**
 * How long after the engine's own moment (`timeNano` of its event) a connect or disconnect made by hand is on
 * Patchbay's stream, and how long until a bare `docker events` prints it, in the same run. Needs root and Linux.
 *
 *   npm run bench:latency            50 rounds over three real hosts
 */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { PushMessage } from '#lib/wire/messages.ts';
import { type Lab, openLab } from '../lab/lab.ts';
import { startPatchbay } from '../support/patchbay.ts';
import { listen } from '../support/push-client.ts';

const rounds = Number(process.argv[2] ?? 50);
const now = () => performance.timeOrigin + performance.now();

const eventSchema = z.object({
  Action: z.string(),
  Actor: z.object({ ID: z.string(), Attributes: z.record(z.string(), z.string()) }),
  timeNano: z.number(),
});

/** When one change was made, printed and pushed: milliseconds since 1970. */
interface Sighting {
  made?: number;
  printed?: number;
  pushed?: number;
}

const lab = openLab({ name: 'bench' });
const ending = new AbortController();
const sightings = new Map<string, Sighting>();
let round = 0;
const keyOf = (action: string, networkId: string, containerId: string) =>
  `${round} ${action} ${networkId} ${containerId}`;

try {
  await lab.up(3, { swarm: true });
  await lab.scene('basic');
  const patchbay = await startPatchbay({ config: lab.configFile });
  try {
    void listen(patchbay.url, ending.signal, notePushed);
    for (const host of lab.hosts()) watchEvents(lab, host.index);
    await sleep(3000);
    await measure();
  } finally {
    ending.abort();
    await patchbay.stop();
  }
} finally {
  await lab.down();
}

async function measure(): Promise<void> {
  const pairs = await Promise.all(
    lab.hosts().map(async ({ index }) => {
      await lab.docker(index, 'network', 'create', 'bench');
      return {
        index,
        container: await nativeId(index, 'container', `m${index}`),
        network: await nativeId(index, 'network', 'bench'),
      };
    }),
  );
  for (round = 0; round < rounds; round++) {
    const pair = pairs[round % pairs.length];
    if (!pair) throw new Error('The lab has no hosts.');
    for (const action of ['connect', 'disconnect']) {
      const seen: Sighting = {};
      sightings.set(keyOf(action, pair.network, pair.container), seen);
      await lab.docker(pair.index, 'network', action, 'bench', `m${pair.index}`);
      for (let wait = 0; wait < 200 && (!seen.pushed || !seen.printed); wait++) await sleep(10);
      // What is measured is a change out of the blue, not one in the wake of another.
      await sleep(150);
    }
  }
  report();
}

async function nativeId(host: number, kind: 'container' | 'network', name: string): Promise<string> {
  return (await lab.docker(host, kind, 'inspect', '-f', '{{.Id}}', name)).trim();
}

function watchEvents(from: Lab, host: number): void {
  const { command, args, env } = from.commandLine(host, 'docker', [
    'events',
    '--filter',
    'type=network',
    '--format',
    '{{json .}}',
  ]);
  const child = spawn(command, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  ending.signal.addEventListener('abort', () => child.kill());
  createInterface({ input: child.stdout }).on('line', (line) => {
    const at = now();
    const event = eventSchema.parse(JSON.parse(line));
    const seen = sightings.get(keyOf(event.Action, event.Actor.ID, event.Actor.Attributes.container ?? ''));
    // Engine 20.10 often emits a disconnect twice: the first one counts.
    if (!seen || seen.made) return;
    seen.made = event.timeNano / 1e6;
    seen.printed = at;
  });
}

function notePushed({ event, data }: PushMessage): void {
  if (event !== 'diff') return;
  const at = now();
  const note = (action: string, endpointId: string) => {
    const [, container = '', network = ''] = endpointId.split('/');
    const seen = sightings.get(keyOf(action, network, container));
    if (seen) seen.pushed ??= at;
  };
  for (const id of Object.keys(data.changes.endpoints?.set ?? {})) note('connect', id);
  for (const id of data.changes.endpoints?.remove ?? []) note('disconnect', id);
}

function report(): void {
  const all = [...sightings.values()];
  const lags = (key: 'printed' | 'pushed') =>
    all.flatMap(({ made, ...seen }) => (made && seen[key] ? [seen[key] - made] : [])).sort((a, b) => a - b);
  const row = (name: string, values: number[]) =>
    console.log(
      `${name.padEnd(24)} median ${at(values, 0.5)} ms   p95 ${at(values, 0.95)} ms   worst ${at(values, 1)} ms   (${values.length} of ${all.length} seen)`,
    );
  console.log(`${rounds} rounds, each a connect and a disconnect, after the engine's own timeNano:`);
  row('Patchbay’s stream', lags('pushed'));
  row('a bare `docker events`', lags('printed'));
}

function at(sorted: readonly number[], share: number): string {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return value.toFixed(1).padStart(6);
}
