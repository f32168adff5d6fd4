import { z } from 'zod';
import type { ConfigFault } from './fault.ts';
import { tlsSchema } from './schema.ts';
import { resolveTls, tlsFaults } from './tls-settings.ts';

/** Only as much shape as is looked at here: what else is wrong with a host is told by the schema. */
const looseSchema = z.object({
  hosts: z.array(
    z
      .object({ url: z.string().catch(''), tls: tlsSchema.optional().catch(undefined) })
      .nullable()
      .catch(null),
  ),
});

/** What is wrong with how the hosts of a file are to be reached, beyond their URLs. Paths are from `folder`. */
export function transportFaults(source: string, folder: string, value: unknown): ConfigFault[] {
  const parsed = looseSchema.safeParse(value);
  if (!parsed.success) return [];
  return parsed.data.hosts.flatMap((host, index) => {
    if (!host?.tls) return [];
    const key = `hosts[${index}].tls`;
    const faults = tlsFaults(source, key, resolveTls(host.tls, folder));
    if (/^tcp:/i.test(host.url)) return faults;
    const message = 'TLS is spoken over tcp:// only.';
    return [...faults, { source, key, message, remedy: 'Remove `tls`, or give a tcp:// URL.' }];
  });
}
