import { compareText } from './order.ts';
import type { AttachmentFact, NetworkFact } from './snapshot.ts';

const predefined = new Set(['bridge', 'host', 'none']);

export type FindNetwork = (attachment: AttachmentFact) => NetworkFact | undefined;

/**
 * Finds the network an attachment means, as the engine itself does when it starts the container: by id;
 * by name where there is no id yet, and for the predefined networks, since the id of `bridge` changes
 * whenever the engine starts.
 */
export function networkFinder(facts: readonly NetworkFact[]): FindNetwork {
  const byId = new Map(facts.map((fact) => [fact.nativeId, fact]));
  const byName = new Map<string, NetworkFact>();
  for (const fact of [...facts].sort((a, b) => compareText(a.nativeId, b.nativeId))) {
    if (!byName.has(fact.name)) byName.set(fact.name, fact);
  }
  return ({ networkName, networkNativeId }) => {
    const known = byId.get(networkNativeId);
    if (known) return known;
    // Podman gives the name in place of the id.
    const nameCounts =
      networkNativeId === '' || networkNativeId === networkName || predefined.has(networkName);
    if (!nameCounts) return undefined;
    const name = networkName === 'default' ? 'bridge' : networkName;
    return byName.get(name) ?? byId.get(name);
  };
}
