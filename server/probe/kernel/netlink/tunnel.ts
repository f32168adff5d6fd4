import { defined } from '#lib/topology/defined.ts';
import type { LinkFact } from '#lib/wires/facts.ts';
import type { Attributes } from './attributes.ts';

/** Where each kind of tunnel tells its ends and its key: IFLA_GRE_…, IFLA_VTI_…, IFLA_IPTUN_…, IFLA_GENEVE_… */
const gre = { outFlags: 3, outKey: 5, local: 6, remote: 7 } as const;
const vti = { outKey: 3, local: 4, remote: 5 } as const;
const ipip = { local: 2, remote: 3 } as const;
const geneve = { id: 1, remote: 2, remote6: 7 } as const;

/** GRE_KEY, in network order: its packets carry a key. */
const hasKey = 0x2000;

type Tunnel = NonNullable<LinkFact['tunnel']>;

/** The ends and the key of a tunnel's device; undefined if a device of this kind is none. */
export function readTunnel(kind: string, data: Attributes): Tunnel | undefined {
  switch (kind) {
    case 'gre':
    case 'gretap':
    case 'ip6gre':
    case 'ip6gretap':
    case 'erspan':
    case 'ip6erspan': {
      const keyed = ((data.u16be(gre.outFlags) ?? 0) & hasKey) !== 0;
      const key = keyed ? data.u32be(gre.outKey) : undefined;
      return defined({ local: data.address(gre.local), remote: data.address(gre.remote), key });
    }
    case 'vti':
    case 'vti6': {
      const key = data.u32be(vti.outKey) || undefined;
      return defined({ local: data.address(vti.local), remote: data.address(vti.remote), key });
    }
    case 'ipip':
    case 'sit':
    case 'ip6tnl':
      return defined({ local: data.address(ipip.local), remote: data.address(ipip.remote) });
    case 'geneve':
      return defined({
        remote: data.address(geneve.remote) ?? data.address(geneve.remote6),
        key: data.u32(geneve.id),
      });
    default:
      return undefined;
  }
}
