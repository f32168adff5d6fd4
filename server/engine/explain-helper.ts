import { EngineError } from './engine-error.ts';

/** Says what an engine means that does not do something with a helper container. */
export function explainHelperRefusal(
  image: string | undefined,
  init: { words: string; engineStatus: number; denied: boolean },
): EngineError {
  const { denied, ...words } = init;
  if (denied) {
    const message =
      'Not permitted: something before the engine (a read-only socket proxy or an authorization plugin) refuses the ' +
      'helper container. Let it allow POST and DELETE for containers and exec, or switch the helper off for this host.';
    return new EngineError({ ...words, kind: 'access-denied', message });
  }
  if (image !== undefined && words.engineStatus === 404) {
    const message =
      `The image ${image} of the helper container is not on this host, and Patchbay never pulls one by itself. ` +
      `Pull it there (docker pull ${image}), or name another that has busybox.`;
    return new EngineError({ ...words, kind: 'no-such-image', message });
  }
  if (words.engineStatus === 404 || goneWords.test(words.words)) {
    return new EngineError({
      ...words,
      kind: 'no-such-container',
      message: 'The helper container is gone. It is made anew at the next read.',
    });
  }
  if (noShellWords.test(words.words)) {
    const message =
      'The image of the helper container has no shell. Name one that has busybox for this host, such as busybox.';
    return new EngineError({ ...words, kind: 'helper-failed', message });
  }
  const message = `The engine did not run the helper container: ${words.words || `HTTP ${words.engineStatus}`}. See its log on that host.`;
  return new EngineError({ ...words, kind: 'helper-failed', message });
}

const goneWords = /is not running|marked for removal|is (paused|restarting)/i;
const noShellWords = /executable file not found|exec: "sh"|no such file or directory.*\bsh\b/i;
