import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './files.ts';
import type { LabPaths } from './paths.ts';
import { which } from './requirements.ts';

/** By their numbers in the kernel. */
const CAPABILITIES = (
  'CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE ' +
  'NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT ' +
  'SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE ' +
  'AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ ' +
  'PERFMON BPF CHECKPOINT_RESTORE'
).split(' ');

/**
 * Where this machine itself lacks a capability (it may be a container), `docker run --privileged` fails with
 * "unable to apply caps". Puts a runc in the engines' path that strikes it from the bundle first.
 */
export function ensureRuncShim(lab: LabPaths): void {
  const shim = join(lab.bin, 'runc');
  mkdirSync(lab.bin, { recursive: true });
  const lacking = lackingCapabilities();
  if (lacking.length === 0) {
    rmSync(shim, { force: true });
    return;
  }
  const edits = lacking.map((name) => `s/,"CAP_${name}"//g;s/"CAP_${name}",//g`).join(';');
  const script = `#!/bin/sh
previous=
for argument; do
  case $previous in
    --bundle) file=$argument/config.json ;;
    --process) file=$argument ;;
    *) file= ;;
  esac
  [ -z "$file" ] || sed -i '${edits}' "$file"
  previous=$argument
done
exec ${which('runc')} "$@"
`;
  writeWhole(shim, script, 0o755);
}

function lackingCapabilities(): string[] {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  const mask = BigInt(`0x${bounding || 'ffffffffffffffff'}`);
  return CAPABILITIES.filter((_, bit) => ((mask >> BigInt(bit)) & 1n) === 0n);
}
