// What the tests on real engines and in a real browser need from the system, and how to get it on Debian.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The suites on engines of other versions. */
const otherEngines = ['mixed', 'trixie', 'sid'];
const lab = ['engine', 'browser', ...otherEngines];

const needs = [
  { package: 'docker.io', file: ['/usr/sbin/dockerd', '/usr/bin/dockerd'], suites: lab },
  { package: 'iptables', file: ['/usr/sbin/iptables', '/sbin/iptables'], suites: lab },
  {
    package: 'iproute2',
    file: ['/usr/bin/ip', '/bin/ip', '/sbin/ip', '/usr/sbin/ip'],
    suites: lab,
  },
  { package: 'util-linux', file: ['/usr/bin/nsenter'], suites: lab },
  { package: 'busybox-static', file: ['/bin/busybox', '/usr/bin/busybox'], suites: lab },
  { package: 'openssh-server', file: ['/usr/sbin/sshd'], suites: ['engine'] },
  { package: 'etcd-server', file: ['/usr/bin/etcd'], suites: ['engine', 'browser'] },
  { package: 'openvswitch-switch', file: ['/usr/sbin/ovs-vswitchd'], suites: ['engine', 'browser'] },
  { package: 'podman', file: ['/usr/bin/podman'], suites: ['engine'] },
  { package: 'openssl', file: ['/usr/bin/openssl'], suites: ['engine', ...otherEngines] },
  { package: 'debootstrap', file: ['/usr/sbin/debootstrap'], suites: otherEngines },
  { package: 'chromium', file: ['/usr/bin/chromium'], suites: ['browser'] },
];

/** Installs what these suites miss where that is possible; the suites that must be left out, each with the reason. */
export function installPackages(chosen) {
  const needed = needs.filter((need) => need.suites.some((suite) => chosen.includes(suite)));
  const missing = () => needed.filter((need) => !need.file.some((file) => existsSync(file)));
  const first = missing();
  const isRoot = process.getuid?.() === 0;
  const left = new Map();
  if (first.length > 0 && isRoot && existsSync('/usr/bin/apt-get')) {
    const names = first.map((need) => need.package);
    console.log(`Installing from Debian: ${names.join(' ')}`);
    const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    spawnSync('apt-get', ['update', '-q'], options);
    spawnSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], options);
  }
  for (const need of missing()) {
    for (const suite of need.suites)
      left.set(suite, `${need.package} is missing (apt-get install ${need.package})`);
  }
  if (!isRoot) {
    for (const suite of lab) left.set(suite, 'real Docker Engines in namespaces need root');
  }
  return left;
}
