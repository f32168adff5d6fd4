import type { HelperContainers, HelperOutput } from '#server/engine/helper-containers.ts';
import type { Owner } from './helper-spec.ts';

/** The way in which helpers are used: one for each read, or one that stays. */
export interface HelperMode {
  /** Runs a command in a helper and gives what it prints. */
  run(command: readonly string[], signal: AbortSignal): Promise<HelperOutput>;
  /** Leaves no helper behind. */
  close(): Promise<void>;
}

export interface ModeOptions {
  helpers: HelperContainers;
  owner: Owner;
  image: string;
  /** In milliseconds, for one run. */
  deadline: number;
}

/** Of what one run prints, in bytes: 200 containers print half a megabyte, so that a host with 10,000 fits. */
export const mostPrinted = 32 * 1024 * 1024;
