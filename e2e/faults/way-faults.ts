import { chmodSync } from 'node:fs';
import type { Fault } from './fault.ts';
import type { World } from './world.ts';

const overSsh = { reach: ({ ways }: World) => ways.ssh };

/** Any user that is not root. */
const nobody = 65_534;

/** What happens on the way to an engine that itself goes on. */
export const wayFaults: readonly Fault[] = [
  {
    // Root may open every socket, so this process is somebody else for a while. Its connections are cut because
    // what is open stays open, whoever one is.
    name: 'permission denied on the socket',
    reach: ({ ways }) => ways.proxy,
    inject({ lab, proxy }) {
      for (const { socket } of lab.hosts()) chmodSync(socket, 0o666);
      chmodSync(proxy.path, 0o600);
      process.seteuid?.(nobody);
      proxy.hangUp();
    },
    says: /^Patchbay may not open .*proxy\.sock\. Run it as a user of the docker group/,
    heal({ proxy }) {
      process.seteuid?.(0);
      chmodSync(proxy.path, 0o666);
      process.seteuid?.(nobody);
    },
    after: () => process.seteuid?.(0),
  },
  {
    name: 'certificate of the engine expired (TLS)',
    reach: ({ ways }) => ways.tls,
    prepare: ({ serveTls, certificates }) => serveTls(certificates.good),
    inject: ({ serveTls, certificates }) => serveTls(certificates.expired),
    says: /^The certificate of .* has expired\. Renew it/,
    heal: ({ serveTls, certificates }) => serveTls(certificates.good),
    since: 'end',
    changes: 'engine',
  },
  {
    ...overSsh,
    name: 'ssh key refused',
    async inject({ authorize, sshd }) {
      authorize(false);
      await sshd.endSessions();
    },
    says: /does not let Patchbay in as root\. Tried: .*Add Patchbay's public key to/,
    heal: ({ authorize }) => authorize(true),
  },
  {
    ...overSsh,
    name: 'sshd stopped',
    inject: ({ sshd }) => sshd.stop(),
    says: /Nothing listens at .*:2222\. Start sshd/,
    heal: ({ sshd }) => sshd.start(),
  },
  {
    ...overSsh,
    name: 'uplink cut (ssh)',
    inject: ({ lab }) => lab.link(1, 'down'),
    says: /does not answer|no route|broke off/,
    heal: ({ lab }) => lab.link(1, 'up'),
  },
];
