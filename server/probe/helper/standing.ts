import { isFailure } from '#server/failure.ts';
import { type HelperMode, type ModeOptions, mostPrinted } from './helper-mode.ts';
import { helperSpec } from './helper-spec.ts';

/** One helper that stays, in which each read is an `exec`; it is made anew when it is gone. */
export function createStanding(options: ModeOptions & { staying: readonly string[] }): HelperMode {
  const { helpers, owner, image, deadline, staying } = options;
  let standing: string | undefined;

  const make = async (signal: AbortSignal) => {
    const id = await helpers.create(helperSpec(owner, image, staying));
    try {
      signal.throwIfAborted();
      await helpers.start(id);
    } catch (error) {
      await helpers.remove(id);
      throw error;
    }
    standing = id;
    return id;
  };
  const removeStanding = async () => {
    if (standing === undefined) return;
    await helpers.remove(standing);
    standing = undefined;
  };
  const exec = async (id: string, command: readonly string[], signal: AbortSignal) => {
    try {
      return await helpers.exec(id, command, { most: mostPrinted, deadline, signal });
    } catch (error) {
      // A command whose reader has gone may go on; it ends with its container.
      if (!isGone(error)) await removeStanding();
      throw error;
    }
  };

  return {
    async run(command, signal) {
      if (standing === undefined) return exec(await make(signal), command, signal);
      try {
        return await exec(standing, command, signal);
      } catch (error) {
        if (!isGone(error)) throw error;
        await removeStanding();
        return exec(await make(signal), command, signal);
      }
    },
    close: removeStanding,
  };
}

function isGone(error: unknown): boolean {
  return isFailure(error) && error.code === 'no-such-container';
}
