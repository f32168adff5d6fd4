import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { LabError } from './errors.ts';
import { cleanEnv } from './run.ts';

const PACKAGES: Readonly<Record<string, string>> = {
  dockerd: 'docker.io',
  docker: 'docker.io',
  containerd: 'containerd',
  runc: 'runc',
  'docker-init': 'docker.io',
  iptables: 'iptables',
  ip: 'iproute2',
  busybox: 'busybox-static',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  timeout: 'coreutils',
};

/** Throws, saying what to do, unless this machine has what a lab needs. */
export function checkRequirements(): void {
  if (process.platform !== 'linux')
    throw new LabError('The lab needs Linux: it is made of network namespaces.');
  if (process.getuid?.() !== 0) throw new LabError('The lab needs root. Run it again with sudo.');
  const missing = Object.keys(PACKAGES).filter((tool) => which(tool) === undefined);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((tool) => PACKAGES[tool]))].join(' ');
  throw new LabError(`Missing: ${missing.join(', ')}. On Debian or Ubuntu: apt-get install ${packages}`);
}

/** The full path of a program, if it is installed. */
export function which(tool: string): string | undefined {
  return (cleanEnv().PATH ?? '')
    .split(':')
    .map((folder) => join(folder, tool))
    .find(isExecutable);
}

/** The Docker client: Debian's own where it is installed, so that results are the same on every machine. */
export function dockerClient(): string {
  return isExecutable('/usr/bin/docker') ? '/usr/bin/docker' : 'docker';
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}
