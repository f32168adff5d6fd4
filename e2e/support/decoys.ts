import type { Lab } from '#e2e/lab/lab.ts';

/**
 * Veth pairs that look like others: for each of these containers one with the indices of the veth pair behind its eth0,
 * between two containers of its own that Docker has given no network (`decoy1`, `decoy2`, …). Who goes by indices alone
 * can't tell them apart. It needs another container than these.
 */
export async function addDecoys(lab: Lab, host: number, containers: readonly string[]): Promise<void> {
  const decoys = containers.map((_, i) => `decoy${i + 1}`);
  for (const name of decoys) {
    const options = ['--init', '--name', name, '--network', 'none'];
    await lab.docker(host, 'run', '-d', ...options, 'busybox', 'sleep', '1000000000');
  }
  const pids = async (names: readonly string[]) =>
    (await lab.docker(host, 'inspect', '-f', '{{.State.Pid}}', ...names)).trim().split('\n');
  const [real, near] = [await pids(containers), await pids(decoys)];
  const triples = real.flatMap((pid, i) => [pid, near[i] ?? '', near[(i + 1) % near.length] ?? '']);
  await lab.exec(host, 'sh', '-c', PAIRS, 'sh', ...triples);
}

const PAIRS = `set -e
index() { nsenter -t "$1" -n -m /bin/cat "/sys/class/net/eth0/$2"; }
while [ $# -gt 0 ]; do
  nsenter -t "$2" -n ip link add eth0 index "$(index "$1" iflink)" type veth \\
    peer name eth1 index "$(index "$1" ifindex)" netns "$3"
  shift 3
done`;
