import { z } from 'zod';
import { hostIdOf } from '#lib/topology/ids.ts';
import type { ConfigFault } from './fault.ts';
import { parseHostUrl } from './host-url.ts';
import { tlsSchema } from './schema.ts';

/** Only as much shape as the names need: they are checked also where other keys are at fault. */
const looseSchema = z.object({
  hosts: z.array(
    z
      .object({ name: z.string(), url: z.string().catch(''), tls: tlsSchema.optional().catch(undefined) })
      .nullable()
      .catch(null),
  ),
});

/** What is wrong with the hosts taken together: names without an id, names or engines given twice. */
export function hostNameFaults(source: string, value: unknown): ConfigFault[] {
  const parsed = looseSchema.safeParse(value);
  if (!parsed.success) return [];
  const faults: ConfigFault[] = [];
  const byId = new Map<string, number>();
  const byUrl = new Map<string, number>();
  const { hosts } = parsed.data;
  for (const [index, host] of hosts.entries()) {
    if (!host) continue;
    const key = `hosts[${index}].name`;
    const id = hostIdOf(host.name);
    const twin = byId.get(id);
    if (!id) {
      const message = `"${host.name}" holds no letter or digit, of which the host's id is made.`;
      faults.push({ source, key, message, remedy: 'Give a name with letters (a-z) or digits.' });
    } else if (id === 'swarm') {
      // `network:swarm/…` tells the networks of a cluster from those of a host.
      const message = 'The id "swarm" stands for all hosts of a swarm.';
      faults.push({ source, key, message, remedy: 'Give the host another name.' });
    } else if (twin !== undefined) {
      const message = `"${host.name}" gives the same id ("${id}") as hosts[${twin}] ("${hosts[twin]?.name}").`;
      faults.push({ source, key, message, remedy: 'Give each host a name of its own.' });
    } else byId.set(id, index);

    const url = parseHostUrl(host.url, { tls: host.tls });
    if (!url.ok) continue;
    const same = byUrl.get(url.url);
    if (same !== undefined) {
      const message = `This is the engine of hosts[${same}] ("${hosts[same]?.name}") again.`;
      faults.push({ source, key: `hosts[${index}].url`, message, remedy: 'Name each engine once.' });
    } else byUrl.set(url.url, index);
  }
  return faults;
}
