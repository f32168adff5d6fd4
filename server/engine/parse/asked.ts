import { z } from 'zod';
import { defined } from '#lib/topology/defined.ts';
import type { AskedPort, LinkInspection } from '../engine-client.ts';
import { listOf, recordOf, someText, text } from './common.ts';

/** Ports and their bindings, by `80/tcp`: the form of `PortBindings` and of `Ports`. */
export const bindingsSchema = recordOf(listOf(z.object({ HostIp: someText, HostPort: text })));

/** `80/tcp` → its parts; undefined for what is no port. */
export function containerPort(
  key: string,
): { containerPort: number; protocol: AskedPort['protocol'] } | undefined {
  const match = /^(\d+)\/(tcp|udp|sctp)$/.exec(key);
  if (!match) return undefined;
  return { containerPort: Number(match[1]), protocol: match[2] as AskedPort['protocol'] };
}

/** `HostConfig.PortBindings` → what was to be published, in order. */
export function readAskedPorts(bindings: z.infer<typeof bindingsSchema>): AskedPort[] {
  const asked = Object.entries(bindings).flatMap(([key, list]): AskedPort[] => {
    const port = containerPort(key);
    if (!port) return [];
    return list.map(({ HostIp, HostPort }) =>
      defined({
        hostAddress: HostIp,
        hostPort: HostPort && HostPort !== '0' ? HostPort : undefined,
        ...port,
      }),
    );
  });
  return asked.sort(
    (a, b) =>
      a.containerPort - b.containerPort || (a.protocol < b.protocol ? -1 : Number(a.protocol > b.protocol)),
  );
}

/**
 * Legacy links. On the default bridge they are the container's (`HostConfig.Links`: `/db:/web/database`), elsewhere
 * a network's (`db:database`).
 */
export function readLinks(
  ofContainer: readonly string[],
  networks: Record<string, { Links: string[] }>,
): LinkInspection[] {
  const links = [
    ...ofContainer.flatMap((link) => linkOf(link, undefined)),
    ...Object.entries(networks).flatMap(([name, { Links }]) => Links.flatMap((link) => linkOf(link, name))),
  ];
  return links.sort((a, b) => (a.to + a.alias < b.to + b.alias ? -1 : 1));
}

function linkOf(link: string, networkName: string | undefined): LinkInspection[] {
  const [target = '', path = ''] = link.split(':');
  const to = target.replace(/^\//, '');
  const alias = path.slice(path.lastIndexOf('/') + 1);
  return to && alias ? [defined({ to, alias, networkName })] : [];
}
