import type { Lab } from '#e2e/lab/lab.ts';

/** So many are started at once: dockerd does the most of it one after the other. */
const AT_ONCE = 6;

/** Runs so many containers on a host (`many1`, `many2`, …), which do nothing, on these networks in turn. */
export async function runMany(
  lab: Lab,
  host: number,
  count: number,
  networks: readonly string[],
): Promise<void> {
  const names = Array.from({ length: count }, (_, i) => ({
    name: `many${i + 1}`,
    network: networks[i % networks.length] ?? 'bridge',
  }));
  const next = async (): Promise<void> => {
    for (let one = names.shift(); one !== undefined; one = names.shift()) {
      const options = ['--init', '--name', one.name, '--network', one.network];
      await lab.docker(host, 'run', '-d', ...options, 'busybox', 'sleep', '1000000000');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
}
