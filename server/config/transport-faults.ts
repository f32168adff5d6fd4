import { z } from 'zod';
import type { ConfigFault } from './fault.ts';
import { sshSchema, tlsSchema } from './schema.ts';
import { sshFaults } from './ssh-settings.ts';
import { resolveTls, tlsFaults } from './tls-settings.ts';

/** Only as much shape as is looked at here: what else is wrong with a host is told by the schema. */
const looseSchema = z.object({
  hosts: z.array(
    z
      .object({
        url: z.string().catch(''),
        tls: tlsSchema.optional().catch(undefined),
        ssh: sshSchema.optional().catch(undefined),
      })
      .nullable()
      .catch(null),
  ),
});

/** What is wrong with how the hosts of a file are to be reached, beyond their URLs. Paths are from `folder`. */
export function transportFaults(source: string, folder: string, value: unknown): ConfigFault[] {
  const parsed = looseSchema.safeParse(value);
  if (!parsed.success) return [];
  return parsed.data.hosts.flatMap((host, index) => {
    const faults: ConfigFault[] = [];
    const misplaced = (name: string, scheme: string) => {
      if (host?.url.toLowerCase().startsWith(scheme)) return;
      const message = `This is for URLs that begin with ${scheme} only.`;
      faults.push({
        source,
        key: `hosts[${index}].${name}`,
        message,
        remedy: `Remove it, or give such a URL.`,
      });
    };
    if (host?.tls) {
      faults.push(...tlsFaults(source, `hosts[${index}].tls`, resolveTls(host.tls, folder)));
      misplaced('tls', 'tcp://');
    }
    if (host?.ssh) {
      faults.push(...sshFaults(source, `hosts[${index}].ssh`, host.ssh, folder));
      misplaced('ssh', 'ssh://');
    }
    return faults;
  });
}
