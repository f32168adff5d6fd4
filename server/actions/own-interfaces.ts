import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import { networkOf, prefixOf } from '#lib/cidr/subnet.ts';
import type { HostInterface } from '#lib/wire/interfaces.ts';
import { listenersIn } from './proc-net-unix.ts';

const devices = '/sys/class/net';

/**
 * Whether the engine behind this socket lives in the network namespace that this process is in: the kernel lists
 * the socket among this namespace's, and every bridge of the engine is a device here. Either alone can mislead: a
 * machine's other engine has a docker0, too, and Docker Desktop's socket is forwarded into its own machine.
 */
export async function sharesOurStack(socket: string, bridges: readonly string[]): Promise<boolean> {
  try {
    const path = await realpath(socket);
    const listed = listenersIn(await readFile('/proc/net/unix', 'utf8'));
    if (!listed.some((listener) => listener.path === path || listener.path === socket)) return false;
    const here = new Set(await readdir(devices));
    return bridges.every((bridge) => here.has(bridge));
  } catch (error) {
    // No such socket, or no Linux: then nothing can be said of its stack.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** The interfaces of this process's network namespace that could be parents; `bridges` are the engine's own. */
export async function ownInterfaces(bridges: readonly string[]): Promise<HostInterface[]> {
  const addresses = networkInterfaces();
  const names = (await readdir(devices)).filter((name) => isPossibleParent(name, bridges));
  const found = await Promise.all(
    names.sort().map(async (name) => ({
      name,
      addresses: (addresses[name] ?? []).flatMap(({ cidr }) => (cidr && isRoutable(cidr) ? [cidr] : [])),
      up: (await readFile(`${devices}/${name}/operstate`, 'utf8')).trim() !== 'down',
      wireless: existsSync(`${devices}/${name}/wireless`),
    })),
  );
  return found;
}

/** Neither the loopback, nor the engine's bridges and their ports, nor anything that is part of a bridge. */
function isPossibleParent(name: string, bridges: readonly string[]): boolean {
  if (name === 'lo' || bridges.includes(name)) return false;
  return existsSync(`${devices}/${name}/operstate`) && !existsSync(`${devices}/${name}/master`);
}

function isRoutable(cidr: string): boolean {
  const linkLocal = networkOf(cidr)?.startsWith('fe80:') ?? true;
  return !linkLocal && prefixOf(cidr) !== undefined;
}
