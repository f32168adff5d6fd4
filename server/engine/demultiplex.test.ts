import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createDemultiplexer } from './demultiplex.ts';

const frame = (stream: number, text: string) => {
  const body = Buffer.from(text);
  const head = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body]);
};

it('however the bytes are cut, each stream is whole', () => {
  const part = fc.record({ stream: fc.constantFrom(1, 2), text: fc.string({ maxLength: 30 }) });
  fc.assert(
    fc.property(fc.array(part), fc.array(fc.integer({ min: 1, max: 20 })), (parts, cuts) => {
      const bytes = Buffer.concat(parts.map(({ stream, text }) => frame(stream, text)));
      const frames = createDemultiplexer();
      let at = 0;
      for (const length of [...cuts, bytes.length]) {
        frames.push(bytes.subarray(at, at + length));
        at += length;
      }
      const of = (stream: number) =>
        parts.flatMap((one) => (one.stream === stream ? [one.text] : [])).join('');
      expect(frames.output()).toEqual({ stdout: of(1), stderr: of(2) });
      expect(frames.whole()).toBe(true);
    }),
  );
});

it('knows a frame that breaks off, in its head and in its body', () => {
  for (const length of [3, 8, 10]) {
    const frames = createDemultiplexer();
    frames.push(frame(1, 'hello').subarray(0, length));
    expect(frames.whole()).toBe(false);
  }
});

it('refuses what is no such stream', () => {
  expect(() => createDemultiplexer().push(Buffer.from('<html><body>'))).toThrow('a frame that is none');
  expect(() => createDemultiplexer().push(frame(3, 'x'))).toThrow('a frame that is none');
});
