import type { Finding } from '../../topology/model-wires.ts';
import { counted, finding } from './finding.ts';

/** How many of one code are told singly for each host. */
const mostSingly = 10;

/**
 * The findings, of which no more than a few of a code are told singly for each host (the first by id); one more
 * stands for the rest. A cause that all have in common would bury the others.
 */
export function boundedFindings(findings: Readonly<Record<string, Finding>>): Record<string, Finding> {
  const groups = Map.groupBy(Object.values(findings), ({ hostId, code }) => `${hostId} ${code}`);
  const told = [...groups.values()].flatMap((group) => {
    // One that would stand for one alone says less than that one.
    if (group.length <= mostSingly + 1) return group;
    const [first, ...rest] = group.slice(mostSingly);
    return [...group.slice(0, mostSingly), ...(first ? [standingFor(first, [first, ...rest])] : [])];
  });
  return Object.fromEntries(told.map((one) => [one.id, one]));
}

function standingFor(first: Finding, rest: readonly Finding[]): Finding {
  return finding({
    code: first.code,
    key: `${first.hostId}/more`,
    severity: rest.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
    hostId: first.hostId,
    about: rest.flatMap(({ about }) => about[0] ?? []),
    message: `${counted(rest.length, 'more finding')} of this kind on this host, such as: ${first.message}`,
    remedy: first.remedy,
  });
}
