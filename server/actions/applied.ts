import type { Action, Plan, Result } from '#lib/actions/schema.ts';
import { entityOf } from '#lib/topology/entity-of.ts';
import type { Topology } from '#lib/topology/model.ts';
import { isFailure } from '#server/failure.ts';

/** What somebody wanted done, for the record: with its plan, if there was one, and what came of it. */
export interface Applied {
  who: string;
  action: Action;
  /** What it is about, in words, as things were called then. */
  summary: string;
  hosts: { id: string; name: string }[];
  plan?: Plan | undefined;
  result?: Result | undefined;
  /** What the undo of the result would do, in words. */
  undo?: string[] | undefined;
  /** Why there is no result. */
  refusal?: { code: string; message: string } | undefined;
  /** Whether engines were called: without a result it is not known what they did. */
  begun: boolean;
}

/** Hosts by id, with their names; an id stands in for a name that is not known any more. */
export function namedHosts(topology: Topology, ids: readonly string[]): Applied['hosts'] {
  return [...new Set(ids)].map((id) => ({ id, name: entityOf(topology.hosts, id)?.name ?? id }));
}

/** Why nothing came of it, as it was told. */
export function refusalOf(error: unknown): NonNullable<Applied['refusal']> {
  if (isFailure(error)) return { code: error.code, message: error.message };
  return { code: 'internal', message: 'Patchbay failed at this; its log tells more.' };
}
