import ipaddr from 'ipaddr.js';
import { defined } from '#lib/topology/defined.ts';
import type { StackFact } from '#lib/wires/facts.ts';

/** `route.h`: RTF_UP, RTF_GATEWAY, RTF_REJECT. */
const up = 0x1;
const viaGateway = 0x2;
const reject = 0x200;

/** The default routes of `/proc/net/route`; its numbers are hexadecimal and in the machine's byte order. */
export function readRoutes(text: string): StackFact['defaultRoutes'] {
  return text.split('\n').flatMap((line) => {
    const [device, destination, gateway, flags, , , metric, mask] = line.split('\t');
    if (!device || destination !== '00000000' || mask !== '00000000') return [];
    return routeOf(device, Number.parseInt(flags ?? '0', 16), Number(metric), () => ipv4(gateway ?? ''));
  });
}

/** The default routes of `/proc/net/ipv6_route`. */
export function readRoutes6(text: string): StackFact['defaultRoutes'] {
  return text.split('\n').flatMap((line) => {
    const [destination, length, , , gateway, metric, , , flags, device] = line.trim().split(/\s+/);
    if (!device || length !== '00' || !/^0{32}$/.test(destination ?? '')) return [];
    const number = Number.parseInt(metric ?? '0', 16);
    return routeOf(device, Number.parseInt(flags ?? '0', 16), number, () => ipv6(gateway ?? ''));
  });
}

function routeOf(
  device: string,
  flags: number,
  metric: number,
  gateway: () => string | undefined,
): StackFact['defaultRoutes'] {
  if ((flags & up) === 0 || (flags & reject) !== 0) return [];
  return [
    defined({
      gateway: flags & viaGateway ? gateway() : undefined,
      device,
      metric: metric || undefined,
    }),
  ];
}

/** 32 hexadecimal digits → `fe80::1`. */
function ipv6(hex: string): string | undefined {
  if (!/^[0-9a-f]{32}$/i.test(hex)) return undefined;
  return new ipaddr.IPv6([...Buffer.from(hex, 'hex')]).toRFC5952String();
}

/** `0100A8C0` → `192.168.0.1`. Every machine that Docker is made for today is little-endian but s390x. */
function ipv4(hex: string): string | undefined {
  const bytes = /^([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})$/i.exec(hex)?.slice(1);
  return bytes
    ?.reverse()
    .map((byte) => Number.parseInt(byte, 16))
    .join('.');
}
