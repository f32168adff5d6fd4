import { lookup } from 'node:dns/promises';
import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import type { OwnReach } from '#lib/actions/own-reach.ts';
import { isIP } from '#lib/cidr/address.ts';
import type { Topology } from '#lib/topology/model.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { isLoopback } from '#server/config/loopback.ts';
import { findOwnReach, type HostWay } from './find-own-reach.ts';
import { ownContainerIds } from './own-container.ts';

export interface OwnReachOptions {
  topology(): Topology;
  /** The addresses that a name stands for; empty if it is not known just now. */
  resolve?(name: string): Promise<string[]>;
}

/** Tells which containers Patchbay needs, for a request from an address. */
export function createOwnReach({ topology, resolve = createResolver() }: OwnReachOptions) {
  const containerIds = ownContainerIds({
    mounts: readOrNothing('/proc/self/mountinfo'),
    cgroups: readOrNothing('/proc/self/cgroup'),
    hostname: hostname(),
  });
  return async (remote?: string): Promise<OwnReach[]> => {
    const now = topology();
    const ways = await Promise.all(Object.values(now.hosts).map((host) => wayTo(host, resolve)));
    const addresses = Object.values(networkInterfaces()).flatMap(
      (all) => all?.map(({ address }) => address) ?? [],
    );
    // An IPv4 client of a socket that takes both families.
    const remoteAddress = remote?.replace(/^::ffff:(?=[0-9.]+$)/i, '');
    const foreign =
      remoteAddress !== undefined && !isLoopback(remoteAddress) && !addresses.includes(remoteAddress);
    return findOwnReach(now, {
      containerIds,
      addresses,
      ways,
      ...(foreign ? { remoteAddress } : {}),
    });
  };
}

async function wayTo(
  { id: hostId, url }: { id: string; url: string },
  resolve: (name: string) => Promise<string[]>,
): Promise<HostWay> {
  const parsed = parseHostUrl(url);
  if (!parsed.ok) return { hostId, addresses: [], port: undefined, local: false };
  const { address } = parsed;
  if (address.kind === 'unix') return { hostId, addresses: [], port: undefined, local: true };
  const addresses = isIP(address.host) ? [address.host] : await resolve(address.host);
  return { hostId, addresses, port: address.port, local: isLoopback(address.host) };
}

// Milliseconds. A name server that does not answer must not hold up a plan.
const patience = 1_000;
/** How long an answer is believed: plans are made while a pointer moves. */
const kept = 30_000;

function createResolver(): (name: string) => Promise<string[]> {
  const answers = new Map<string, { until: number; addresses: Promise<string[]> }>();
  return (name) => {
    const known = answers.get(name);
    if (known && known.until > performance.now()) return known.addresses;
    const addresses = resolveByDns(name);
    answers.set(name, { until: performance.now() + kept, addresses });
    return addresses;
  };
}

async function resolveByDns(name: string): Promise<string[]> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve([]), patience);
  });
  // A name that can't be resolved leads nowhere: nothing is reached through it now.
  const found = lookup(name, { all: true }).then(
    (all) => all.map(({ address }) => address),
    () => [],
  );
  return Promise.race([found, late]).finally(() => clearTimeout(timer));
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Other systems than Linux have no such file, and no containers of their own.
    return '';
  }
}
