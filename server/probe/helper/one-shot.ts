import { type HelperMode, type ModeOptions, mostPrinted } from './helper-mode.ts';
import { helperSpec } from './helper-spec.ts';

/** A helper for each read, removed whatever becomes of it. */
export function createOneShot({ helpers, owner, image, deadline }: ModeOptions): HelperMode {
  return {
    async run(command, signal) {
      const id = await helpers.create(helperSpec(owner, image, command));
      try {
        return await helpers.run(id, { most: mostPrinted, deadline, signal });
      } finally {
        await helpers.remove(id);
      }
    },
    close: () => Promise.resolve(),
  };
}
