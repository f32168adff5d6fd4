import type { ContainerFact, NetworkFact, ServiceFact, Snapshot } from '#lib/topology/snapshot.ts';
import type {
  EngineClient,
  EngineEvent,
  EngineInfo,
  EnginePing,
  Warning,
} from '#server/engine/engine-client.ts';
import { isFailure } from '#server/failure.ts';
import { createFormerEndpoints } from './former-endpoints.ts';
import { createHostFacts, isTracked } from './host-facts.ts';
import { createKeyedFlight } from './keyed-flight.ts';
import type { Pace } from './pace.ts';
import { isDenied, notPermitted, permitted } from './permission.ts';
import { createRelist } from './relist.ts';
import { readInfo, readServices, readTracked } from './slow-facts.ts';
import { readStoreNetworks } from './store-networks.ts';
import { type Timers, wait } from './timers.ts';
import { type Touched, touchedBy } from './touched.ts';

/** One connection's worth of reading a host: from the first ping to the end of its event stream. */
export interface Session {
  /** Settles when a new session is due; rejects when the engine can't be read. */
  run(signal: AbortSignal): Promise<void>;
  /** Looks at these things now; settles when what was seen is published. */
  look(things: Partial<Touched>): Promise<void>;
}

export interface SessionOptions {
  client: EngineClient;
  timers: Timers;
  pace: Pace;
  /** The networks of the last picture, of whatever session. */
  lastNetworks(): readonly NetworkFact[];
  publish(snapshot: Snapshot): void;
  /** Tells containers that are not shown, by their labels. */
  isHidden(labels: ContainerFact['labels']): boolean;
  /** The engine gave a sign of life. */
  answered(): void;
}

const inspectsAtATime = 6;

export function createSession(options: SessionOptions): Session {
  const { client, timers, pace, lastNetworks, publish, isHidden, answered } = options;
  const facts = createHostFacts(pace.settle);
  const formerEndpoints = createFormerEndpoints();
  // Resolved when everything is to be read anew, rejected by a fault of ours.
  const again = Promise.withResolvers<void>();
  // Before the first lists nothing can be shown: whoever looks waits for them, or for the end.
  const listed = Promise.withResolvers<void>();
  let ping: EnginePing | undefined;
  let info: { at: number; value: EngineInfo; warnings: Warning[] } | undefined;
  let services: ServiceFact[] | undefined;
  let bridgeId: string | undefined;
  let storeIsSilent = false;
  let eventless: Warning[] = [];
  let ended = false;

  const show = () => {
    if (ended || !ping || !info) return;
    const { version, engineId, ...rest } = info.value;
    // Podman says another one each time.
    const own = ping.flavour === 'docker' && engineId !== undefined ? { engineId } : {};
    const warnings = [...info.warnings, ...facts.warnings(), ...eventless];
    const engine = { flavour: ping.flavour, apiVersion: ping.apiVersion, version };
    const containers = facts.containers().filter(({ labels }) => !isHidden(labels));
    const lists = { networks: facts.networks(), containers };
    const former = rest.clusterStore
      ? { formerEndpoints: formerEndpoints(lists.containers, timers.now()) }
      : {};
    publish({ ...rest, ...own, engine, warnings, ...lists, ...former, ...(services ? { services } : {}) });
  };

  const readLists = createKeyedFlight(1, async () => {
    const at = timers.now();
    const [networks, containers] = await Promise.all([
      permitted('networks', () => client.networks()),
      permitted('containers', () => client.containers()),
    ]);
    answered();
    const inSwarm = networks.items.some(({ scope }) => scope === 'swarm');
    const changed = networks.items.length > 0 && inSwarm !== (info?.value.swarm !== undefined);
    const outdated = !info || at - info.at >= pace.info || changed;
    if (outdated) info = { at, ...(await readInfo(client, info?.value)) };
    const tracked = await readTracked(client, networks.items, facts.networks());
    const store = await readStoreNetworks(client, {
      clusterStore: info?.value.clusterStore,
      listed: tracked.items,
      containers: containers.items,
      known: lastNetworks(),
      silent: storeIsSilent,
    });
    storeIsSilent = store.silent;
    const told = await readServices(client, info?.value.swarm, services);
    services = told.services;
    facts.list({
      at,
      networks: store.networks,
      containers: containers.items,
      warnings: [networks, containers, tracked, store, told].flatMap(({ warnings }) => warnings),
    });
    // What was held back because it may be gone in a moment shows with the next list.
    if (facts.isHoldingBack()) relist.trailing();
    // The default bridge gets another id whenever the engine starts: we missed that it did.
    const bridge = networks.items.find(
      ({ name, driver }) => name === 'bridge' && driver === 'bridge',
    )?.nativeId;
    if (bridgeId !== undefined && bridge !== bridgeId) again.resolve();
    bridgeId = bridge;
    show();
  });
  const relist = createRelist({ timers, pace, read: () => readLists('') });

  const inspect = createKeyedFlight(inspectsAtATime, async (key) => {
    const [kind, nativeId = ''] = key.split(' ');
    const at = timers.now();
    try {
      if (kind === 'network')
        facts.network(nativeId, { at, fact: (await client.inspectNetwork(nativeId)).fact });
      else facts.container(nativeId, { at, fact: (await client.inspectContainer(nativeId)).fact });
    } catch (error) {
      if (!isFailure(error)) throw error;
      const gone = goneKind(error.code);
      // One thing that can't be inspected is no reason to give up the host: the lists will tell, and the
      // heartbeat decides whether the engine is there.
      // Whether one of a key-value store is gone, or the store silent, the lists find out.
      const isGlobal = facts.networks().some((one) => one.nativeId === nativeId && one.scope === 'global');
      if (gone === 'network' && isGlobal) relist.soon();
      else if (gone === 'network') facts.network(nativeId, { at, fact: 'gone' });
      else if (gone === 'container') facts.container(nativeId, { at, fact: 'gone' });
    }
    relist.trailing();
  });

  const look = async ({
    containers = [],
    networks = [],
    joined = [],
    goneContainers = [],
  }: Partial<Touched>) => {
    await listed.promise;
    const known = facts.networks();
    const members = joined.filter((id) => {
      const network = known.find(({ nativeId }) => nativeId === id);
      return !network || isTracked(network);
    });
    // Who joins an overlay gets a gateway endpoint on docker_gwbridge, too, of which no event tells.
    const gateway =
      members.length > 0 ? known.find(({ name }) => name === 'docker_gwbridge')?.nativeId : undefined;
    const ids = new Set([...networks, ...members, ...(gateway ? [gateway] : [])]);
    for (const id of goneContainers) facts.container(id, { at: timers.now(), fact: 'gone' });
    // What belongs together is shown together: a member without its container would be drawn as a stranger. But
    // one thing that is slow to inspect holds up the others only so long.
    const cancel = timers.after(pace.together, show);
    await Promise.all([
      ...containers.map((id) => inspect(`container ${id}`)),
      ...[...ids].map((id) => inspect(`network ${id}`)),
    ]);
    cancel();
    show();
  };

  /** Events, or none with a warning where they are not permitted. */
  const openEvents = async (signal: AbortSignal): Promise<AsyncIterable<EngineEvent> | undefined> => {
    try {
      return await client.events(signal);
    } catch (error) {
      if (!isDenied(error)) throw error;
      eventless = [notPermitted('events')];
      return undefined;
    }
  };
  const follow = async (events: AsyncIterable<EngineEvent>) => {
    try {
      for await (const event of events) {
        answered();
        const touched = touchedBy(event);
        if (!touched) continue;
        look(touched).catch(again.reject);
        relist.soon();
        relist.trailing();
      }
    } catch (error) {
      // However a stream ends, the next session's first call tells whether the engine is there, and why not.
      if (!isFailure(error)) throw error;
    }
  };
  const beat = async (signal: AbortSignal) => {
    for (;;) {
      await wait(timers, pace.heartbeat, signal);
      if (signal.aborted) return;
      await client.ping();
      answered();
    }
  };

  return {
    look,
    async run(signal) {
      const inner = new AbortController();
      const stop = () => inner.abort();
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      try {
        ping = await client.ping();
        answered();
        // Events first: what happens while the lists are read waits in the stream.
        const events = await openEvents(inner.signal);
        await readLists('');
        listed.resolve();
        // Podman tells of no network that is created or removed, and no engine of what others do in their common store.
        const tellsAll =
          events !== undefined && ping.flavour === 'docker' && info?.value.clusterStore === undefined;
        const polling = relist.run(inner.signal, tellsAll ? pace.poll : pace.pollWithoutEvents);
        // What happened just before the stream began is in no event, and may not be in the first list yet.
        relist.trailing();
        const lifetime = wait(timers, pace.recycle, inner.signal);
        const following = events ? [follow(events)] : [];
        await Promise.race([...following, beat(inner.signal), polling, again.promise, lifetime]);
      } finally {
        ended = true;
        listed.resolve();
        signal.removeEventListener('abort', stop);
        stop();
      }
    },
  };
}

function goneKind(code: string): 'network' | 'container' | undefined {
  if (code === 'no-such-network') return 'network';
  return code === 'no-such-container' ? 'container' : undefined;
}
