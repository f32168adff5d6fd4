import type { HostAddress } from '#server/config/host-url.ts';
import type { World } from './world.ts';

/** Something that goes wrong with a host, and how it is put right. */
export interface Fault {
  /** What goes wrong, in a few words. */
  readonly name: string;
  /** How the host is reached. */
  reach(world: World): HostAddress;
  /** Brings the host into the state in which the fault strikes. */
  prepare?(world: World): Promise<void>;
  inject(world: World): Promise<void> | void;
  /** What is said of the host, why it is stale; where it is not told, it may be over too soon for that. */
  readonly says?: RegExp;
  heal(world: World): Promise<void> | void;
  /** Once it was seen to be live again, or when the trial failed. */
  after?(world: World): void;
  /** From when the time until it is said counts: from the fault's begin, or (if it takes a while to set up) its end. */
  readonly since?: 'begin' | 'end';
  /**
   * What of the host may change in the picture: nothing (`none`, unless told), what the engine itself changes when it
   * stops or starts (`engine`), or even then nothing of what hangs on its own networks (`live-restore`).
   */
  readonly changes?: 'none' | 'engine' | 'live-restore';
}
