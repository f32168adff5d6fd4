import { fileURLToPath } from 'node:url';
import { hostRelease } from './claim.ts';
import { LabError } from './errors.ts';
import { inside } from './host.ts';
import { type HostPaths, MAX_HOSTS } from './paths.ts';
import { which } from './requirements.ts';
import { run } from './run.ts';
import { stpSettled } from './stp.ts';
import { waitFor } from './wait.ts';

const HOST_SCRIPT = fileURLToPath(new URL('./mesh-host.sh', import.meta.url));
/** Seconds that Open vSwitch may take for one command. */
const PATIENCE = '10';
/** What a tunnel's own headers take of 1500: Ethernet, IPv4 and GRE, or IPv4, UDP, VXLAN and Ethernet. */
const MTUS = { gre: 1462, vxlan: 1450 };
/** Of 172.17.0.0/16 each of 64 hosts has 1024 addresses. */
const RANGE = 22;

/** The classic mesh of Open vSwitch, or one that was set up wrongly. */
export interface MeshOptions {
  /** GRE unless told. */
  readonly tunnels?: 'gre' | 'vxlan';
  /**
   * False: no spanning tree. What would go round in circles is dropped by ports then, of which the tables of bridges,
   * ports and interfaces say nothing.
   */
  readonly stp?: boolean;
  /** Hosts that give out the addresses of another one's range, by their numbers. */
  readonly rangeOf?: Readonly<Record<number, number>>;
  /** Of bridges and containers; what fits through the tunnels unless told. */
  readonly mtu?: number;
}

interface Member {
  readonly host: HostPaths;
  readonly address: string;
}

/**
 * Makes sure that a host has Open vSwitch in user space: the bridge `brphy` on its eth0, and `br0` with a tunnel to every
 * other host (`gre2` leads to host 2). Nothing is left of them when the host ends.
 */
export async function ensureMesh(
  member: Member,
  all: readonly Member[],
  options: MeshOptions,
): Promise<void> {
  const { host, address } = member;
  if (which('ovs-vswitchd') === undefined)
    throw new LabError('Missing: ovs-vswitchd. On Debian or Ubuntu: apt-get install openvswitch-switch');
  if (hostRelease(host) !== undefined)
    throw new LabError(
      `${host.name} runs on the files of another Debian release, which have no Open vSwitch. Leave --engine or --mesh out.`,
    );
  await run(...inside(host, ['sh', HOST_SCRIPT, host.dir, address, PATIENCE]));
  const { tunnels: type = 'gre', stp = true, mtu = MTUS[type] } = options;
  const others = all.filter((other) => other.host.index !== host.index);
  const tunnels = others.map((other) => ({ name: `${type}${other.host.index}`, to: other.address }));
  // Hosts agree on the tree in half of the usual time; shorter, and a busy machine upsets it.
  const timers = ['other-config:stp-max-age=10', 'other-config:stp-forward-delay=6'];
  const mode = stp ? ['stp_enable=true', ...timers] : ['stp_enable=false', 'fail_mode=secure'];
  await removeOther(host, stp, new Set(tunnels.map(({ name }) => name)));
  await vsctl(host, [
    ...['--may-exist', 'add-br', 'br0', '--', 'set', 'bridge', 'br0', 'datapath_type=netdev', ...mode],
    ...tunnels.flatMap(({ name, to }) => {
      const set = ['set', 'interface', name, `type=${type}`, `options:remote_ip=${to}`];
      return ['--', '--may-exist', 'add-port', 'br0', name, '--', ...set];
    }),
  ]);
  if (!stp) await cutLoops(member, others, type);
  await run(...inside(host, ['ip', 'link', 'set', 'br0', 'up', 'mtu', String(mtu)]));
}

/** Puts a host's br0 under its docker0; its engine must have started. */
export async function joinDocker(host: HostPaths): Promise<void> {
  await run(...inside(host, ['ip', 'link', 'set', 'br0', 'master', 'docker0']));
}

/** The arguments with which a host's engine gives out its own part of the one subnet that all hosts share. */
export function meshArguments(index: number, options: MeshOptions): string[] {
  const { tunnels = 'gre', mtu = MTUS[tunnels], rangeOf = {} } = options;
  const third = (host: number) => ((host - 1) * 256) / MAX_HOSTS;
  return [
    `--bip=172.17.${third(index)}.1/16`,
    `--fixed-cidr=172.17.${third(rangeOf[index] ?? index)}.0/${RANGE}`,
    `--mtu=${mtu}`,
  ];
}

/** Waits until the hosts have agreed which tunnels their spanning tree uses: with the lab's timers after some 12 s. */
export async function untilSettled(hosts: readonly HostPaths[]): Promise<void> {
  const show = ['ovs-appctl', `--timeout=${PATIENCE}`, 'stp/show', 'br0'];
  const settled = async () => stpSettled(await Promise.all(hosts.map((host) => run(...inside(host, show)))));
  if (await waitFor(settled, 90_000, 250)) return;
  throw new LabError(
    'The spanning tree of the mesh is not settled after 90 s. See "exec 1 ovs-appctl stp/show br0".',
  );
}

/** Shuts tunnels between two hosts of which neither is the first: those to the first are enough. */
async function cutLoops({ host }: Member, others: readonly Member[], type: string): Promise<void> {
  const ofctl = (verb: string, ...args: string[]) =>
    run(...inside(host, ['ovs-ofctl', `--timeout=${PATIENCE}`, verb, 'br0', ...args]));
  const idle = others.filter((other) => host.index !== 1 && other.host.index !== 1);
  for (const other of idle) {
    for (const what of ['no-receive', 'no-forward'])
      await ofctl('mod-port', `${type}${other.host.index}`, what);
  }
  // Until now it has forwarded nothing at all (`secure`).
  await ofctl('add-flow', 'priority=0,actions=normal');
}

/** Removes a br0 that was made with other tunnels or another way against loops: there would be one meanwhile. */
async function removeOther(host: HostPaths, stp: boolean, tunnels: ReadonlySet<string>): Promise<void> {
  if (!words(await vsctl(host, ['list-br'])).includes('br0')) return;
  const ports = words(await vsctl(host, ['list-ports', 'br0']));
  const isSecure = (await vsctl(host, ['get-fail-mode', 'br0'])).trim() === 'secure';
  if (isSecure === stp || ports.some((name) => !tunnels.has(name))) await vsctl(host, ['del-br', 'br0']);
}

const words = (text: string) => text.split('\n').filter((line) => line !== '');

function vsctl(host: HostPaths, args: readonly string[]): Promise<string> {
  return run(...inside(host, ['ovs-vsctl', `--timeout=${PATIENCE}`, ...args]));
}
