import type { Fault } from './fault.ts';
import type { World } from './world.ts';

const overUnix = { reach: ({ ways }: World) => ways.unix };
const withLiveRestore = ({ lab }: World) => lab.start(1, ['--live-restore']);
const restart = async ({ lab }: World) => {
  await lab.stop(1);
  await lab.start(1);
};
const nothing = () => undefined;

/** What happens to an engine itself, and to its host. */
export const engineFaults: readonly Fault[] = [
  {
    ...overUnix,
    name: 'dockerd frozen (SIGSTOP)',
    inject: ({ lab }) => lab.pause(1),
    says: /does not answer \(waited 2 s\)/,
    heal: ({ lab }) => lab.resume(1),
  },
  {
    ...overUnix,
    name: 'dockerd killed (SIGKILL)',
    inject: ({ lab }) => lab.kill(1),
    says: /No engine listens at .*, though the socket exists/,
    heal: ({ lab }) => lab.start(1),
  },
  {
    ...overUnix,
    name: 'dockerd stopped (SIGTERM)',
    inject: ({ lab }) => lab.stop(1),
    says: /There is no socket at/,
    heal: ({ lab }) => lab.start(1),
    since: 'end',
    changes: 'engine',
  },
  {
    ...overUnix,
    name: 'dockerd restarted',
    inject: restart,
    heal: nothing,
    changes: 'engine',
  },
  {
    ...overUnix,
    name: 'dockerd killed and started, live-restore',
    prepare: withLiveRestore,
    inject: ({ lab }) => lab.kill(1),
    says: /No engine listens at/,
    heal: ({ lab }) => lab.start(1),
    changes: 'live-restore',
  },
  {
    ...overUnix,
    name: 'dockerd restarted, live-restore',
    prepare: withLiveRestore,
    inject: restart,
    heal: nothing,
    changes: 'live-restore',
  },
  {
    name: 'uplink cut (TCP)',
    reach: ({ ways }) => ways.tcp,
    inject: ({ lab }) => lab.link(1, 'down'),
    says: /does not answer|no route/,
    heal: ({ lab }) => lab.link(1, 'up'),
  },
];
