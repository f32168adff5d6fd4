import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyTopology } from '#lib/topology/model.ts';
import type { DiffMessage, ResetMessage } from '#lib/wire/messages.ts';
import { createPushStream, frame } from './sse.ts';

const reset: ResetMessage = { epoch: 'e', version: 7, topology: emptyTopology() };
const diff = (version: number, size = 0): DiffMessage => ({
  epoch: 'e',
  base: version - 1,
  version,
  changes: { hosts: { remove: ['x'.repeat(size)] } },
});

let listeners: Set<(message: DiffMessage) => void>;
const source = {
  current: () => reset,
  subscribe(listener: (message: DiffMessage) => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
const publish = (message: DiffMessage) => {
  for (const listener of [...listeners]) listener(message);
};
const open = (options: Partial<Parameters<typeof createPushStream>[0]> = {}) =>
  createPushStream({ source, signals: [], onSlow: () => undefined, ...options });
async function read(stream: ReadableStream<Uint8Array>, count: number): Promise<string[]> {
  const reader = stream.getReader();
  const chunks: string[] = [];
  for (let i = 0; i < count; i++) {
    const { value } = await reader.read();
    chunks.push(new TextDecoder().decode(value));
  }
  reader.releaseLock();
  return chunks;
}

beforeEach(() => {
  vi.useFakeTimers();
  listeners = new Set();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('frame', () => {
  it('is one event with one line of data, whatever names hold', () => {
    const hostile: ResetMessage = { ...reset, epoch: 'a\n\ndata: b\r\nevent: c\u2028' };
    const text = frame({ event: 'reset', data: hostile });
    expect(text.split('\n')).toHaveLength(4);
    expect(text.startsWith('event: reset\ndata: {')).toBe(true);
    expect(text.endsWith('}\n\n')).toBe(true);
    expect(text).not.toContain('\r');
    expect(JSON.parse(text.split('\n')[1]?.slice(6) ?? '')).toEqual(hostile);
  });
});

describe('the stream of a browser', () => {
  it('begins with a reset, and goes on with each diff', async () => {
    const stream = open();
    publish(diff(8));
    publish(diff(9));
    const [retry, first, ...more] = await read(stream, 4);
    expect(retry).toMatch(/^retry: \d+\n\n$/);
    expect(first).toBe(frame({ event: 'reset', data: reset }));
    expect(more).toEqual([frame({ event: 'diff', data: diff(8) }), frame({ event: 'diff', data: diff(9) })]);
  });

  it('has a heartbeat at least every fifteen seconds', async () => {
    const stream = open();
    await vi.advanceTimersByTimeAsync(31_000);
    const chunks = await read(stream, 4);
    const heartbeat = expect.stringMatching(/^:.*\nevent: heartbeat\ndata: \{\}\n\n$/);
    expect(chunks.slice(2)).toEqual([heartbeat, heartbeat]);
  });

  it('ends when the browser goes away, and holds nothing any more', async () => {
    const stream = open();
    expect(listeners.size).toBe(1);
    await stream.cancel();
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends when one of its signals is aborted, also beforehand', async () => {
    const closing = new AbortController();
    const stream = open({ signals: [new AbortController().signal, closing.signal] });
    closing.abort();
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    open({ signals: [closing.signal] });
    expect(listeners.size).toBe(0);
  });

  it('is dropped when the browser does not read, and only then', async () => {
    const onSlow = vi.fn();
    const stream = open({ onSlow, mostWaiting: 10_000 });
    for (let version = 8; version < 13; version++) publish(diff(version, 1_000));
    expect(onSlow).not.toHaveBeenCalled();
    await read(stream, 7);
    for (let version = 13; version < 100; version++) publish(diff(version, 1_000));
    expect(onSlow).toHaveBeenCalledTimes(1);
    expect(listeners.size).toBe(0);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('a first message larger than the limit is sent all the same', async () => {
    const onSlow = vi.fn();
    const big = { ...reset, epoch: 'x'.repeat(50_000) };
    const stream = open({ source: { ...source, current: () => big }, onSlow, mostWaiting: 10_000 });
    const [, first] = await read(stream, 2);
    expect(first).toContain(big.epoch);
    publish(diff(8));
    expect(await read(stream, 1)).toHaveLength(1);
    expect(onSlow).not.toHaveBeenCalled();
  });
});
