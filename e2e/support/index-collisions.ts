import { z } from 'zod';
import type { Lab } from '#e2e/lab/lab.ts';

const linksSchema = z.array(
  z.object({
    ifindex: z.number(),
    link_index: z.number().optional(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
  }),
);

const LINKS = `ip -j -d link show; for file in /run/docker/netns/*; do
  [ "$file" = /run/docker/netns/default ] || nsenter --net="$file" ip -j -d link show 2>/dev/null; done; true`;

/**
 * How many veths of a host have more than one other one, somewhere in its namespaces, whose index and other end's index
 * are theirs the other way round: who goes by those alone takes the wrong one.
 */
export async function indexCollisions(lab: Lab, host: number): Promise<number> {
  const output = await lab.exec(host, 'sh', '-c', LINKS);
  const veths = output
    .split('\n')
    .filter((line) => line.startsWith('['))
    .flatMap((line) => linksSchema.parse(JSON.parse(line)))
    .filter(({ linkinfo }) => linkinfo?.info_kind === 'veth');
  const partners = veths.map((one) =>
    veths.filter((other) => other.ifindex === one.link_index && other.link_index === one.ifindex),
  );
  return partners.filter((list) => list.length > 1).length;
}
