import type { Lab } from '../lab/lab.ts';

/** Removes the networks of a lab's hosts whose names begin so, and the containers that do: what a test left. */
export async function removeByPrefix(lab: Lab, prefix: string): Promise<void> {
  const lines = (text: string) => text.split('\n').filter((line) => line.startsWith(prefix));
  for (const { index } of lab.hosts()) {
    const containers = lines(await lab.docker(index, 'ps', '-a', '--format', '{{.Names}}'));
    if (containers.length > 0) await lab.docker(index, 'rm', '-f', ...containers);
  }
  // A swarm's network is its first host's to remove, and what is made from a config network comes before that.
  const of = async (index: number, ...filter: string[]) =>
    lines(await lab.docker(index, 'network', 'ls', '--format', '{{.Name}}', ...filter));
  const swarm = await of(1, '--filter', 'scope=swarm');
  if (swarm.length > 0) await lab.docker(1, 'network', 'rm', ...swarm);
  for (const { index } of lab.hosts()) {
    const configs = await of(index, '--filter', 'driver=null');
    const others = (await of(index)).filter((name) => !configs.includes(name) && !swarm.includes(name));
    if (others.length > 0) await lab.docker(index, 'network', 'rm', ...others);
    if (configs.length > 0) await lab.docker(index, 'network', 'rm', ...configs);
  }
}
