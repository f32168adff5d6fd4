import { hostIdOf } from '#lib/topology/ids.ts';
import type { HostEntry } from '#lib/wire/hosts.ts';
import { parseHostUrl } from '#server/config/host-url.ts';
import { imageFault } from '#server/config/probe-settings.ts';
import type { StoredHost } from '#server/storage/host-store.ts';
import { checkFiles, waysOf } from './entry-files.ts';

/** A host that is there already, as far as another one can collide with it. */
export interface KnownHost {
  id: string;
  name: string;
  url: string;
}

export type CheckedEntry =
  | { ok: true; host: Omit<StoredHost, 'created'> }
  | { ok: false; conflict: boolean; fields: Record<string, string> };

const longestName = 100;

/** Makes a host of an entry, or says what is wrong with each field. `others` are all hosts but the one it replaces. */
export function checkEntry(entry: HostEntry, others: readonly KnownHost[]): CheckedEntry {
  const name = entry.name.trim();
  const nameFault = faultOfName(name, others);
  const { fields, ...own } = checkFiles(entry);
  const parsed = parseHostUrl(entry.url.trim(), waysOf(own));
  const twin = parsed.ok ? others.find(({ url }) => url === parsed.url) : undefined;
  const imageWrong = entry.probe?.image === undefined ? undefined : imageFault(entry.probe.image);
  if (imageWrong !== undefined) fields['probe.image'] = imageWrong;
  const sound = Object.keys(fields).length === 0;
  if (parsed.ok && !twin && !nameFault && sound) {
    const probe = entry.probe ? { probe: entry.probe } : {};
    return { ok: true, host: { id: hostIdOf(name), name, url: parsed.url, ...own, ...probe } };
  }
  if (nameFault) fields.name = nameFault.message;
  if (!parsed.ok) fields.url = `${parsed.message} ${parsed.remedy}`;
  else if (twin) fields.url = `The host "${twin.name}" has this URL already. Each engine is added once.`;
  const faulty = !parsed.ok || !sound || nameFault?.conflict === false;
  return { ok: false, conflict: !faulty, fields };
}

/** What is wrong with a name; `conflict` if another host has it. */
export function faultOfName(
  name: string,
  others: readonly KnownHost[],
): { message: string; conflict: boolean } | undefined {
  const wrong = (message: string) => ({ message, conflict: false });
  if (name === '') return wrong('Give the host a name of your choice.');
  if (name.length > longestName) return wrong(`The name is longer than ${longestName} characters.`);
  if (/\p{C}/u.test(name)) return wrong('The name holds a character that can’t be seen. Type it anew.');
  const id = hostIdOf(name);
  if (!id) return wrong('The name holds no letter (a-z) or digit, of which the host’s id is made.');
  if (id === 'swarm') return wrong('This name stands for all hosts of a swarm. Give another one.');
  const twin = others.find((other) => other.id === id || hostIdOf(other.name) === id);
  if (!twin) return undefined;
  return { message: takenName(name, id, twin), conflict: true };
}

function takenName(name: string, id: string, twin: KnownHost): string {
  if (twin.name === name) return 'There is a host with this name already. Give another one.';
  if (hostIdOf(twin.name) === id) {
    return `The name is too much like that of the host "${twin.name}": both give the id "${id}".`;
  }
  return `The host "${twin.name}" was once called so and keeps the id "${id}". Give another name.`;
}
