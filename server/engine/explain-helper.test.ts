import { expect, it } from 'vitest';
import { explainReply } from './explain-reply.ts';

const reply = (status: number, text: string) => ({ status, headers: {}, text });
const json = (message: string) => JSON.stringify({ message });
const address = { kind: 'unix', path: '/run/docker.sock' } as const;

/** The engines' words are those of 20.10, 26.1 and 28.5. */
it.each([
  [404, json('No such image: busybox:latest'), 'busybox', 'no-such-image', 'docker pull busybox'],
  [404, json('No such container: 0a1b'), undefined, 'no-such-container', 'made anew'],
  [409, json('Container 0a1b is not running'), undefined, 'no-such-container', 'made anew'],
  [409, json('container 0a1b is not running'), undefined, 'no-such-container', 'made anew'],
  [
    400,
    json(
      'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "sh": executable file not found in $PATH: unknown',
    ),
    undefined,
    'helper-failed',
    'has no shell',
  ],
  [403, 'Forbidden', undefined, 'access-denied', 'Let it allow POST and DELETE for containers and exec'],
  [403, json('authorization denied by plugin opa: no'), 'busybox', 'access-denied', 'switch the helper off'],
  [500, json('cgroups: cannot find cgroup mount'), undefined, 'helper-failed', 'cannot find cgroup mount'],
])('%i %s', (status, text, image, code, words) => {
  const error = explainReply(reply(status, text), address, {
    call: 'helper',
    ...(image === undefined ? {} : { image }),
  });
  expect(error.code).toBe(code);
  expect(error.message).toContain(words);
});
