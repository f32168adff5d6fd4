import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { type LabCore, startLabCore } from '#e2e/support/lab-core.ts';
import type { ProbeSettings } from '#lib/topology/model-wires.ts';

/** An engine that keeps its namespaces in a folder of its own, and a container whose interface was given another name. */
const lab = openLab({ name: 'elsewher' });
let core: LabCore | undefined;

beforeAll(async () => {
  await lab.down();
  await lab.up(1, { args: ['--exec-root', '/run/elsewhere'] });
  await lab.docker(1, 'run', '-d', '--name', 'one', 'busybox', 'sleep', '9999');
  const pid = (await lab.docker(1, 'inspect', '-f', '{{.State.Pid}}', 'one')).trim();
  const rename = 'ip link set eth0 down; ip link set eth0 name lan0; ip link set lan0 up';
  await lab.exec(1, 'nsenter', '-t', pid, '-n', 'sh', '-c', rename);
});
afterAll(async () => {
  await core?.stop();
  await lab.down();
});

it.each<[string, ProbeSettings]>([
  ['the kernel', {}],
  ['a helper', { local: false, helper: 'one-shot' }],
])('by %s, wires are found whatever the folder and the interface are called', async (_, probe) => {
  const key = await lab.docker(1, 'inspect', '-f', '{{.NetworkSettings.SandboxKey}}', 'one');
  expect(key).toContain('/run/elsewhere/netns/');
  const reading = await startLabCore(lab, [1], probe);
  core = reading;
  const wire = () => Object.values(reading.topology().endpoints).find(({ interface: link }) => link);
  expect(await reading.until(() => wire() !== undefined, 30_000)).toBe(true);
  const [port] = (await lab.exec(1, 'ls', '/sys/class/net/docker0/brif')).trim().split('\n');
  expect(wire()).toMatchObject({
    interface: { name: 'lan0', kind: 'veth' },
    veth: { name: port, bridge: 'docker0', port: 'forwarding' },
  });
  await reading.stop();
});
