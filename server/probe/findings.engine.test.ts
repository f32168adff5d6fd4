import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLab } from '#e2e/lab/lab.ts';
import { endpointNamed, type FindingsWatch, interfaceNamed, watchFindings } from '#e2e/watch-findings.ts';

/** Each finding is provoked on real hosts, found with what it is about, and gone when it is mended. */
const lab = openLab({ name: 'finds' });
let watch: FindingsWatch;
/** The overlay's namespace on the first host, and the bridges of two networks there. */
let inner = '';
const bridges = { front: '', back: '' };

const sh = (host: number, script: string) => lab.exec(host, 'sh', '-c', script);
const inOverlay = (script: string) => sh(1, `nsenter --net=/run/docker/netns/${inner} ${script}`);
const inspect = async (host: number, format: string, name: string) =>
  (await lab.docker(host, 'inspect', '--format', format, name)).trim();
async function inContainer(name: string, script: string): Promise<string> {
  return await sh(1, `nsenter --net --target ${await inspect(1, '{{.State.Pid}}', name)} ${script}`);
}
const at = (name: string, network: string, what: string) =>
  inspect(1, `{{(index .NetworkSettings.Networks "${network}").${what}}}`, name);

/** A container's device on a network, and the other end of it. */
async function wireOf(name: string, network: string): Promise<{ device: string; veth: string }> {
  const mac = await at(name, network, 'MacAddress');
  const line = (await inContainer(name, 'ip -o link')).split('\n').find((one) => one.includes(mac)) ?? '';
  const [, device = '', index = ''] = /^\d+: ([^@:]+)@if(\d+)/.exec(line) ?? [];
  const links = network === 'mesh' ? await inOverlay('ip -o link') : await sh(1, 'ip -o link');
  const [, veth = ''] = new RegExp(`^${index}: ([^@:]+)`, 'm').exec(links) ?? [];
  return { device, veth };
}

interface Case {
  code: string;
  provoke(): Promise<unknown>;
  mend(): Promise<unknown>;
  about(): string[];
  /** What it is about that comes first; the rest may come in any order. */
  says: RegExp;
  /** How long it may take to be found, and to be gone, in milliseconds. */
  patience?: number;
}

const endpoint = (name: string, network: string) => endpointNamed(watch.topology(), name, network);
const onHost = (name: string) => interfaceNamed(watch.topology(), { hostId: 'finds1', place: 'host', name });
const onOverlay = (name: string) => {
  const { networks } = watch.topology();
  const mesh = Object.values(networks).find((network) => network.name === 'mesh')?.id ?? '';
  return interfaceNamed(watch.topology(), { hostId: 'finds1', place: 'overlay', name, networkId: mesh });
};
/** What was looked up before something was changed. */
let wire = { device: '', veth: '' };
let mac = '';
const gone = '02:42:0a:58:00:77';

const cases: Record<string, Case> = {
  'a container’s interface is deleted': {
    code: 'endpoint-without-veth',
    async provoke() {
      wire = await wireOf('web', 'back');
      await inContainer('web', `ip link del ${wire.device}`);
    },
    mend: () => lab.docker(1, 'restart', '-t', '0', 'web'),
    about: () => [endpoint('web', 'back')],
    says: /^The engine has web on back as [\d.]+, but there is no interface for it/,
  },
  'a container’s wire on an overlay is deleted': {
    code: 'endpoint-without-veth',
    async provoke() {
      wire = await wireOf('m1', 'mesh');
      await inOverlay(`ip link del ${wire.veth}`);
    },
    mend: () => lab.docker(1, 'restart', '-t', '0', 'm1'),
    about: () => [endpoint('m1', 'mesh')],
    says: /^The engine has m1 on mesh/,
  },
  'a veth is plugged into a bridge': {
    code: 'veth-without-endpoint',
    provoke: () =>
      sh(1, `ip link add stray0 type veth peer name stray1 && ip link set stray0 master ${bridges.front}`),
    mend: () => sh(1, 'ip link del stray0'),
    about: () => [onHost('stray0')],
    says: /^stray0 is plugged into front, .* its other end, stray1, is beside it/,
  },
  'a veth leads to a namespace that is no container’s': {
    code: 'veth-without-endpoint',
    provoke: () =>
      sh(
        1,
        `ip netns add stray && ip link add stray0 type veth peer name stray1 netns stray && ip link set stray0 master ${bridges.front}`,
      ),
    mend: () => sh(1, 'ip link del stray0; ip netns del stray'),
    about: () => [onHost('stray0')],
    says: /in a network namespace that no container of this engine has/,
  },
  'a veth is plugged into an overlay': {
    code: 'veth-without-endpoint',
    provoke: () =>
      inOverlay(`sh -c 'ip link add stray0 type veth peer name stray1 && ip link set stray0 master br0'`),
    mend: () => inOverlay('ip link del stray0'),
    about: () => [onOverlay('stray0')],
    says: /^stray0 is plugged into mesh/,
  },
  'a bridge is set down': {
    code: 'port-down',
    provoke: () => sh(1, `ip link set ${bridges.front} down`),
    mend: () => sh(1, `ip link set ${bridges.front} up`),
    about: () => [onHost(bridges.front)],
    says: /^br-\w+, the bridge of front, is set down/,
  },
  'the host’s end of a wire is set down': {
    code: 'port-down',
    async provoke() {
      wire = await wireOf('web', 'front');
      await sh(1, `ip link set ${wire.veth} down`);
    },
    mend: () => sh(1, `ip link set ${wire.veth} up`),
    about: () => [endpoint('web', 'front')],
    says: /^veth\w+, the other end of eth\d of web, is set down: web reaches nothing on front/,
  },
  'a container’s interface is set down': {
    code: 'port-down',
    async provoke() {
      wire = await wireOf('hub', 'back');
      await inContainer('hub', `ip link set ${wire.device} down`);
    },
    mend: () => inContainer('hub', `ip link set ${wire.device} up`),
    about: () => [endpoint('hub', 'back')],
    says: /^eth\d in hub is set down: hub reaches nothing on back/,
  },
  'an overlay’s VXLAN device is set down': {
    code: 'port-down',
    provoke: () => inOverlay('ip link set vxlan0 down'),
    mend: () => inOverlay('ip link set vxlan0 up'),
    about: () => [onOverlay('vxlan0')],
    says: /^vxlan0, the VXLAN device of mesh, is set down/,
  },
  'an overlay’s bridge is set down': {
    code: 'port-down',
    provoke: () => inOverlay('ip link set br0 down'),
    mend: () => inOverlay('ip link set br0 up'),
    about: () => [onOverlay('br0')],
    says: /^br0, the bridge of mesh, is set down/,
  },
  'a container on a bridge has a smaller MTU': {
    code: 'mtu-too-large',
    async provoke() {
      wire = await wireOf('hub', 'front');
      await inContainer('hub', `ip link set ${wire.device} mtu 1400`);
    },
    mend: () => inContainer('hub', `ip link set ${wire.device} mtu 1500`),
    about: () => [endpoint('hub', 'front'), endpoint('web', 'front')],
    says: /^On front, .* MTU of 1500, but eth\d of hub lets no more than 1400 through/,
  },
  'a container on an overlay has a larger MTU': {
    code: 'mtu-too-large',
    async provoke() {
      wire = await wireOf('m1', 'mesh');
      await inContainer('m1', `ip link set ${wire.device} mtu 1500`);
    },
    mend: () => inContainer('m1', `ip link set ${wire.device} mtu 1450`),
    about: () => [endpoint('m1', 'mesh')],
    says: /^On mesh, m1 has an MTU of 1500, but .* no more than 1450 through/,
  },
  'what is below an overlay takes less': {
    code: 'mtu-too-large',
    provoke: () => sh(1, 'ip link set eth0 mtu 1400'),
    mend: () => sh(1, 'ip link set eth0 mtu 1500'),
    about: () => [onOverlay('vxlan0'), endpoint('m1', 'mesh')],
    says: /^On mesh, .* MTU of 1450, but the tunnel to [\d.]+ over eth0 \(MTU 1400, less 50\) lets no more than 1350 through/,
  },
  'a container has another MAC address': {
    code: 'interface-differs',
    async provoke() {
      wire = await wireOf('hub', 'back');
      mac = await at('hub', 'back', 'MacAddress');
      await inContainer('hub', `ip link set ${wire.device} address 02:00:00:00:00:77`);
    },
    mend: () => inContainer('hub', `ip link set ${wire.device} address ${mac}`),
    about: () => [endpoint('hub', 'back')],
    says: /has the MAC address 02:00:00:00:00:77 in place of/,
  },
  'a container has lost its address': {
    code: 'interface-differs',
    async provoke() {
      wire = await wireOf('hub', 'back');
      await inContainer('hub', `ip addr flush dev ${wire.device}`);
    },
    mend: async () =>
      inContainer(
        'hub',
        `ip addr add ${await at('hub', 'back', 'IPAddress')}/${await at('hub', 'back', 'IPPrefixLen')} dev ${wire.device}`,
      ),
    about: () => [endpoint('hub', 'back')],
    says: /has no address in place of [\d.]+/,
  },
  'a wire is plugged into another bridge': {
    code: 'interface-differs',
    async provoke() {
      wire = await wireOf('hub', 'back');
      await sh(1, `ip link set ${wire.veth} master ${bridges.front}`);
    },
    mend: () => sh(1, `ip link set ${wire.veth} master ${bridges.back}`),
    about: () => [endpoint('hub', 'back'), onHost(bridges.front)],
    says: /^hub is on back, but veth\w+, its wire, is plugged into br-\w+, not into br-\w+/,
  },
  'an overlay forwards to an address that nobody has': {
    code: 'stale-forwarding',
    provoke: () => inOverlay(`bridge fdb add ${gone} dev vxlan0 dst ${lab.hosts()[1]?.address}`),
    mend: () => inOverlay(`bridge fdb del ${gone} dev vxlan0 dst ${lab.hosts()[1]?.address}`),
    about: () => [onOverlay('vxlan0'), 'finds2'],
    says: /^On mesh, finds1 forwards 02:42:0a:58:00:77 to finds2 \([\d.]+\), but nothing there has that address/,
    patience: 120_000,
  },
  'an overlay forwards to another host than a container is on': {
    code: 'stale-forwarding',
    async provoke() {
      mac = await inspect(3, '{{(index .NetworkSettings.Networks "mesh").MacAddress}}', 'm3');
      const [, second, third] = lab.hosts();
      await inOverlay(`bridge fdb del ${mac} dev vxlan0 dst ${third?.address}`);
      await inOverlay(`bridge fdb add ${mac} dev vxlan0 dst ${second?.address}`);
    },
    async mend() {
      const [, second, third] = lab.hosts();
      await inOverlay(`bridge fdb del ${mac} dev vxlan0 dst ${second?.address}`);
      await inOverlay(`bridge fdb add ${mac} dev vxlan0 dst ${third?.address}`);
    },
    about: () => [onOverlay('vxlan0'), endpoint('m3', 'mesh'), 'finds2'],
    says: /forwards [\w:]+ to finds2 \([\d.]+\), but m3 has that address, on finds3/,
    patience: 120_000,
  },
  'an overlay has no way to a container on another host': {
    code: 'peer-missing',
    async provoke() {
      mac = await inspect(2, '{{(index .NetworkSettings.Networks "mesh").MacAddress}}', 'm2');
      await inOverlay(`bridge fdb del ${mac} dev vxlan0 dst ${lab.hosts()[1]?.address}`);
    },
    mend: () => inOverlay(`bridge fdb add ${mac} dev vxlan0 dst ${lab.hosts()[1]?.address}`),
    about: () => [onOverlay('vxlan0'), endpoint('m2', 'mesh'), 'finds2'],
    says: /^On mesh, finds1 has no way to m2 on finds2: no forwarding entry of vxlan0 leads to [\w:]+/,
    patience: 120_000,
  },
  'a host is cut off from what the others tell one another': {
    code: 'peer-missing',
    provoke: () =>
      sh(
        2,
        'for p in tcp udp; do iptables -I INPUT -p $p --dport 7946 -j DROP; iptables -I OUTPUT -p $p --dport 7946 -j DROP; done',
      ),
    mend: () =>
      sh(
        2,
        'for p in tcp udp; do iptables -D INPUT -p $p --dport 7946 -j DROP; iptables -D OUTPUT -p $p --dport 7946 -j DROP; done',
      ),
    about: () => [onOverlay('vxlan0'), 'finds2'],
    says: /^On mesh, finds2 \([\d.]+\) is not among the peers of finds1/,
    patience: 200_000,
  },
};

beforeAll(async () => {
  await lab.down();
  await lab.up(3, { swarm: true });
  await lab.scene('basic');
  const idOf = async (name: string) =>
    (await lab.docker(1, 'network', 'inspect', '--format', '{{.Id}}', name)).trim();
  bridges.front = `br-${(await idOf('front')).slice(0, 12)}`;
  bridges.back = `br-${(await idOf('back')).slice(0, 12)}`;
  inner = `1-${(await idOf('mesh')).slice(0, 10)}`;
  watch = await watchFindings(lab);
});
afterAll(async () => {
  await watch?.stop();
  await lab.down();
});

describe('a finding is there, and gone when it is mended', () => {
  it.each(Object.entries(cases))('%s', async (_, { code, provoke, mend, about, says, patience = 60_000 }) => {
    expect(await watch.until((findings) => findings.length === 0, patience)).toEqual([]);
    await provoke();
    try {
      const isIt = (one: { code: string; message: string }) => one.code === code && says.test(one.message);
      const found = await watch.until((findings) => findings.some(isIt), patience);
      expect(found.map(({ message }) => message)).toContainEqual(expect.stringMatching(says));
      const [it] = found.filter(isIt);
      expect(it?.about).toEqual(expect.arrayContaining(about()));
    } finally {
      await mend();
    }
    expect(await watch.until((findings) => findings.length === 0, patience)).toEqual([]);
  });
});
