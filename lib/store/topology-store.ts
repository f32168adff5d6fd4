import { apply } from '../topology/diff.ts';
import { emptyTopology, type Topology } from '../topology/model.ts';
import type { PushMessage } from '../wire/messages.ts';

/** What the page knows, and how well it is connected to the server that tells it. */
export interface TopologyState {
  connection: 'connecting' | 'live' | 'reconnecting';
  /** Undefined before the first message. */
  epoch: string | undefined;
  version: number;
  topology: Topology;
  /** When `connection` became what it is, in milliseconds since 1970. */
  since: number;
  /** Why the stream is not live, where more than a lost connection is known. */
  trouble: Trouble | undefined;
}

/** `unreadable`: the server speaks another version of the protocol than this page. */
export type Trouble = 'unreadable';

/** What became of a message. After a `gap` the connection has to be made anew. */
type Receipt = 'applied' | 'gap';

export interface TopologyStore {
  getSnapshot(): TopologyState;
  subscribe(listener: () => void): () => void;
  receive(message: PushMessage): Receipt;
  /** The stream is gone; what was known stays, and shows from when it is. */
  lost(trouble?: Trouble): void;
}

/** The client's copy of the topology. `now` is injectable so that tests own the clock. */
export function createTopologyStore(now: () => number = Date.now): TopologyStore {
  let state: TopologyState = {
    connection: 'connecting',
    epoch: undefined,
    version: 0,
    topology: emptyTopology(),
    since: now(),
    trouble: undefined,
  };
  const listeners = new Set<() => void>();

  const set = (next: TopologyState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const live = () => ({
    connection: 'live' as const,
    since: state.connection === 'live' ? state.since : now(),
    trouble: undefined,
  });

  return {
    getSnapshot: () => state,

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    receive(message) {
      if (message.event === 'reset') {
        const { epoch, version, topology } = message.data;
        set({ ...live(), epoch, version, topology });
        return 'applied';
      }
      const { epoch, base, version, changes } = message.data;
      if (epoch !== state.epoch || base !== state.version) return 'gap';
      set({ ...live(), epoch, version, topology: apply(state.topology, changes) });
      return 'applied';
    },

    lost(trouble) {
      // Before the first message there is nothing to have lost: the page is still connecting.
      const connection = state.epoch === undefined ? 'connecting' : 'reconnecting';
      if (state.connection === connection && state.trouble === trouble) return;
      const since = state.connection === connection ? state.since : now();
      set({ ...state, connection, since, trouble });
    },
  };
}
