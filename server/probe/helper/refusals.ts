import { Failure } from '#server/failure.ts';

/** Why a host's links can't be read by a helper container, in sentences that say what to do. */

export function notForPodman(): Failure {
  return refusal(
    'probe-podman',
    'Links are not read through Podman: it keeps the handles of its namespaces elsewhere, and differently in each version. ' +
      'Run Patchbay on that host as root to read its links from the kernel, or switch the helper off for this host.',
  );
}

export function notForRootless(): Failure {
  return refusal(
    'probe-rootless',
    'Links are not read from a rootless engine: its networks are in a namespace of its user, which its containers can’t look out of. ' +
      'Switch the helper off for this host.',
  );
}

export function lacksTool(image: string, tool: string): Failure {
  return refusal(
    'probe-image',
    `The image ${image} of the helper container has no ${tool}. Name one that has busybox for this host, such as busybox.`,
  );
}

export function noHandles(folder: string): Failure {
  return refusal(
    'probe-no-handles',
    `The helper container finds no namespaces in ${folder} on that host. Is the engine behind this address on another machine, or itself in a container? ` +
      'Switch the helper off for this host, or add the engine by its own address.',
  );
}

export function noMount(): Failure {
  return refusal(
    'probe-no-mount',
    'The helper container may not mount sysfs, though it has the capability: something on that host (a security module, a sandboxed runtime) forbids it. ' +
      'Install iproute2 on the host, or switch the helper off for it.',
  );
}

export function brokenOff(words: string): Failure {
  return new Failure({
    code: 'probe-broken-off',
    status: 502,
    message: 'The helper container ended before it had read all links. It is tried again.',
    ...(words ? { details: { engine: words.slice(0, 1000) } } : {}),
  });
}

export function closed(): Failure {
  return new Failure({ code: 'probe-closed', status: 503, message: 'The links are not read any more.' });
}

function refusal(code: string, message: string): Failure {
  return new Failure({ code, status: 409, message });
}
