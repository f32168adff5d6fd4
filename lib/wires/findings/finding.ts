import { findingId } from '../../topology/ids.ts';
import type { Finding } from '../../topology/model-wires.ts';

export interface FindingParts extends Omit<Finding, 'id'> {
  /** What there is one finding of this code about; the foremost thing's id unless told otherwise. */
  key?: string;
}

/** A finding, its things once each and in order. */
export function finding({ code, key, about, ...rest }: FindingParts): Finding {
  const things = [...new Set(about)];
  return { id: findingId(code, key ?? things[0] ?? rest.hostId), code, ...rest, about: things };
}

/** A name as a sentence may hold it: the kernel's names are anything but a slash or a blank, control characters too. */
export function shown(name: string): string {
  return name.replace(/\p{C}/gu, '?');
}

/** `1 container`, `3 containers`. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}
