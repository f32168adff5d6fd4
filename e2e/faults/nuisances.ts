import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';
import type { Manners, ProxiedCall } from '#e2e/support/engine-proxy.ts';
import type { World } from './world.ts';

/** Something odd that must not cost a host its picture: it stays live, and what is done by hand is seen all the same. */
export interface Nuisance {
  readonly name: string;
  begin(world: World): void;
  end(world: World): void;
  /** How often something is done by hand; three times unless told. */
  readonly rounds?: number;
  /** Goes on meanwhile, until aborted. */
  meanwhile?(signal: AbortSignal): Promise<void>;
}

/** Does something else with the stream of events, and cuts what is under way, as such a proxy does when it starts. */
const streaming = (manners: Manners) => ({
  begin({ proxy }: World) {
    proxy.behave((call) => (call.path === '/events' ? manners(call) : call.pass()));
    proxy.hangUp();
  },
  end({ proxy }: World) {
    proxy.behave();
    proxy.hangUp();
  },
});

const open = ({ reply }: ProxiedCall) => {
  reply.writeHead(200, { 'Content-Type': 'application/json' });
  reply.flushHeaders();
};

/** Events whose times leap by a day, back and forth, as when somebody sets the engine's clock. */
function leaping(): Transform {
  const day = 86_400;
  let back = false;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      back = !back;
      const by = back ? -day : day;
      const text = chunk
        .toString()
        .replace(/"time":(\d+)/g, (_all, time) => `"time":${Number(time) + by}`)
        .replace(/"timeNano":(\d+)(\d{9})/g, (_all, time, rest) => `"timeNano":${Number(time) + by}${rest}`);
      if (text === chunk.toString()) done(new Error(`events without a time: ${text}`));
      else done(null, text);
    },
  });
}

export const nuisances: readonly Nuisance[] = [
  {
    name: 'event streams cut as soon as they open',
    ...streaming((call) => {
      open(call);
      setImmediate(() => call.reply.destroy());
    }),
  },
  {
    name: 'event streams cut every second',
    ...streaming((call) => {
      call.pass();
      setTimeout(() => call.reply.destroy(), 1_000);
    }),
  },
  {
    name: 'event streams that stay silent',
    rounds: 1,
    ...streaming(open),
  },
  {
    name: 'garbage among the events',
    ...streaming((call) => {
      open(call);
      call.reply.write('{"Type":"network","Act\0\u0007\n');
    }),
  },
  {
    name: 'the engine’s clock leaps a day, back and forth',
    ...streaming((call) => call.pass(leaping())),
  },
  {
    name: 'the clock here leaps a day, back and forth',
    begin: () => {
      vi.useFakeTimers({ toFake: ['Date'] });
    },
    end: () => {
      vi.useRealTimers();
    },
    async meanwhile(signal) {
      const real = performance.timeOrigin;
      for (let back = true; !signal.aborted; back = !back) {
        vi.setSystemTime(real + performance.now() + (back ? -86_400_000 : 86_400_000));
        await sleep(300);
      }
    },
  },
  {
    name: 'every reply a second late',
    begin: ({ proxy }) =>
      proxy.behave(async (call) => {
        await sleep(1_000);
        call.pass();
      }),
    end: ({ proxy }) => proxy.behave(),
  },
];
