import { join, resolve } from 'node:path';
import { LabError } from './errors.ts';

export const DEFAULT_LAB = 'x';
export const MAX_HOSTS = 64;

/** Where a lab keeps its things and what it calls them. Everything follows from its name and the folder of all labs. */
export interface LabPaths {
  readonly name: string;
  readonly root: string;
  readonly dir: string;
  readonly state: string;
  readonly image: string;
  readonly hostsFile: string;
  readonly bin: string;
  readonly dockerConfig: string;
  readonly config: string;
  /** The network namespace that holds the bridge all hosts are plugged into. */
  readonly switchNetns: string;
  /** The interface through which the root namespace reaches the switch. */
  readonly leg: string;
  readonly cgroup: string;
}

/** One host of a lab; `name` is its host name, its network namespace and its port on the switch. */
export interface HostPaths {
  readonly index: number;
  readonly name: string;
  readonly dir: string;
  readonly socket: string;
  readonly data: string;
  readonly etc: string;
  /** Names the Debian release whose files it runs on; not there if they are this machine's. */
  readonly release: string;
  readonly ready: string;
  readonly bootLog: string;
  readonly engineLog: string;
  readonly enginePid: string;
  readonly engineSettings: string;
  readonly cgroup: string;
}

/** The folder of all labs: `PATCHBAY_LAB_DIR`, or /var/lib/patchbay-lab. */
export function labsRoot(): string {
  const root = resolve(process.env.PATCHBAY_LAB_DIR || '/var/lib/patchbay-lab');
  if (/^\/(run|var\/run|opt|sys|proc|dev)(\/|$)/.test(root)) {
    throw new LabError(
      `PATCHBAY_LAB_DIR=${root} can't be used: each host of a lab has its own /${root.split('/')[1]}.`,
    );
  }
  if (root.length > 60) {
    throw new LabError(
      `PATCHBAY_LAB_DIR=${root} is too long: the path of a unix socket may have 107 characters.`,
    );
  }
  return root;
}

/** Names and places of a lab. The lab's name is also the prefix of its hosts: lab `x` has hosts x1, x2, … */
export function labPaths(name: string, root: string = labsRoot()): LabPaths {
  if (!/^[a-z](?:[a-z-]{0,6}[a-z])?$/.test(name)) {
    throw new LabError(
      `"${name}" is no name for a lab: use 1 to 8 lower-case letters (dashes inside are fine).`,
    );
  }
  const dir = join(root, name);
  return {
    name,
    root,
    dir,
    state: join(dir, 'lab.json'),
    image: join(dir, 'busybox.tar'),
    hostsFile: join(dir, 'hosts'),
    bin: join(dir, 'bin'),
    dockerConfig: join(dir, 'docker-config'),
    config: join(dir, 'patchbay.yaml'),
    switchNetns: `${name}sw`,
    leg: `${name}root`,
    cgroup: `patchbay-lab-${name}`,
  };
}

/** Names and places of a lab's host number `index`. */
export function hostPaths(lab: LabPaths, index: number): HostPaths {
  if (!Number.isInteger(index) || index < 1 || index > MAX_HOSTS) {
    throw new LabError(`There is no host ${index}: hosts are numbered from 1 to ${MAX_HOSTS}.`);
  }
  const name = `${lab.name}${index}`;
  const dir = join(lab.dir, name);
  return {
    index,
    name,
    dir,
    socket: join(dir, 'docker.sock'),
    data: join(dir, 'data'),
    etc: join(dir, 'etc'),
    release: join(dir, 'release'),
    ready: join(dir, 'ready'),
    bootLog: join(dir, 'boot.log'),
    engineLog: join(dir, 'engine.log'),
    enginePid: join(dir, 'engine.pid'),
    engineSettings: join(dir, 'engine.json'),
    cgroup: `${lab.cgroup}/${name}`,
  };
}

/** The index of the host with this name in a lab, if it is a host's name. */
export function hostIndex(lab: LabPaths, name: string): number | undefined {
  const digits = name.startsWith(lab.name) ? name.slice(lab.name.length) : '';
  return /^[1-9]\d?$/.test(digits) && Number(digits) <= MAX_HOSTS ? Number(digits) : undefined;
}
