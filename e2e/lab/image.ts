import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { docker } from './docker.ts';
import { CommandError, LabError } from './errors.ts';
import { writeWhole } from './files.ts';
import type { HostPaths, LabPaths } from './paths.ts';
import { which } from './requirements.ts';
import { type TarEntry, tar } from './tar.ts';

/**
 * Makes the image `busybox:latest` from this machine's busybox, as an archive for `docker load`: no registry is
 * needed, and the image has the same ID on every host.
 */
export function ensureImageArchive(lab: LabPaths): void {
  if (existsSync(lab.image)) return;
  const busybox = which('busybox') ?? '';
  const program = readFileSync(busybox);
  if (needsInterpreter(program)) {
    throw new LabError(
      `${busybox} is not a static program. On Debian or Ubuntu: apt-get install busybox-static`,
    );
  }
  writeWhole(lab.image, archive(program, appletNames(busybox)));
}

/** Loads the lab's image into a host's engine, if it is not there. */
export async function ensureImage(lab: LabPaths, host: HostPaths): Promise<void> {
  try {
    await docker(lab, host, ['image', 'inspect', 'busybox:latest']);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    await docker(lab, host, ['load', '-q', '-i', lab.image]);
  }
}

function archive(busybox: Buffer, applets: readonly string[]): Buffer {
  const folders = ['bin/', 'dev/', 'etc/', 'proc/', 'root/', 'sys/', 'var/', 'www/'].map((name) => ({
    name,
  }));
  const links = applets.map((name): TarEntry => ({ name: `bin/${name}`, linkTo: 'busybox', mode: 0o777 }));
  const layer = tar([
    ...folders,
    { name: 'tmp/', mode: 0o1777 },
    { name: 'bin/busybox', content: busybox, mode: 0o755 },
    ...links,
    { name: 'etc/passwd', content: Buffer.from('root:x:0:0:root:/root:/bin/sh\n') },
    { name: 'etc/group', content: Buffer.from('root:x:0:\n') },
    { name: 'www/index.html', content: Buffer.from('<!doctype html><title>lab</title><p>It works.\n') },
  ]);
  const config = JSON.stringify({
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    created: '1970-01-01T00:00:00Z',
    config: { Env: ['PATH=/bin'], Cmd: ['sh'] },
    rootfs: { type: 'layers', diff_ids: [`sha256:${sha256(layer)}`] },
    history: [{ created: '1970-01-01T00:00:00Z', created_by: 'Patchbay lab' }],
  });
  const configName = `${sha256(config)}.json`;
  const manifest = [{ Config: configName, RepoTags: ['busybox:latest'], Layers: ['layer.tar'] }];
  return tar([
    { name: configName, content: Buffer.from(config) },
    { name: 'layer.tar', content: layer },
    { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) },
  ]);
}

function appletNames(busybox: string): string[] {
  const list = execFileSync(busybox, ['--list'], { encoding: 'utf8', timeout: 10_000 });
  return list.split('\n').filter((name) => name !== '' && name !== 'busybox');
}

/** Whether a 64-bit little-endian ELF file asks for a dynamic loader. */
function needsInterpreter(elf: Buffer): boolean {
  const PT_INTERP = 3;
  const start = Number(elf.readBigUInt64LE(32));
  const size = elf.readUInt16LE(54);
  const count = elf.readUInt16LE(56);
  return Array.from({ length: count }, (_, i) => elf.readUInt32LE(start + i * size)).includes(PT_INTERP);
}

function sha256(data: Buffer | string): string {
  return createHash('sha256').update(data).digest('hex');
}
