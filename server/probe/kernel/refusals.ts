import { Failure } from '#server/failure.ts';

/** Why a host's links can't be read from the kernel, and what to do about it. */

export function notLinux(): Failure {
  return refusal(
    'probe-not-linux',
    `Patchbay does not run on Linux here, so it shares no kernel with the engine. Run it on the engine’s host.`,
  );
}

export function noPermission(): Failure {
  return refusal(
    'probe-no-permission',
    `Patchbay may not enter the network namespaces of this machine (it needs CAP_SYS_ADMIN and CAP_SYS_PTRACE). Run it as root.`,
  );
}

export function noForeignFunctions(reason: string): Failure {
  return refusal(
    'probe-no-library',
    `The library that talks to the kernel (koffi) can’t be loaded: ${reason.replace(/\.$/, '')}. Install Patchbay’s dependencies for this machine anew.`,
  );
}

export function noSocket(socket: string): Failure {
  return refusal(
    'probe-no-socket',
    `There is no socket ${socket}. Start the engine, or correct the host’s URL.`,
  );
}

export function nobodyListens(socket: string): Failure {
  return refusal(
    'probe-engine-elsewhere',
    `No process that Patchbay sees listens on ${socket}: the engine is in a virtual machine (Docker Desktop, for one), or Patchbay is in a container that sees its own processes alone (--pid=host shows it all). Run it on the engine’s host.`,
  );
}

export function notAnEngine(socket: string, program: string): Failure {
  return refusal(
    'probe-engine-elsewhere',
    `It is “${program}” that listens on ${socket}, not an engine: the engine behind it is elsewhere. Run Patchbay on the engine’s host and give it the engine’s own socket.`,
  );
}

export function engineEnded(): Failure {
  return refusal(
    'probe-engine-ended',
    'The engine ended while its links were read. They are read again once it is back.',
  );
}

export function threadEnded(reason: string): Failure {
  return refusal('probe-thread-ended', `Reading the kernel broke off: ${reason}. It is tried again.`);
}

export function readerClosed(): Failure {
  return refusal('probe-closed', 'Reading the kernel has ended, as this host is no longer read.');
}

export function unreadableHost(reason: string): Failure {
  return refusal(
    'probe-unreadable',
    `The engine’s own network namespace could not be read: ${reason}. It is tried again.`,
  );
}

function refusal(code: string, message: string): Failure {
  return new Failure({ code, message, status: 503 });
}
