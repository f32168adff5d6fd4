import { expect, it } from 'vitest';
import { byteRateText, bytesText, packetRateText } from './rate-text.ts';

it.each([
  [0, '0 B/s', '0 /s'],
  [0.01, '< 0.1 B/s', '< 0.1 /s'],
  [0.44, '0.4 B/s', '0.4 /s'],
  [9.97, '10 B/s', '10 /s'],
  [640, '640 B/s', '640 /s'],
  [999.7, '1 kB/s', '1 k/s'],
  [1500, '1.5 kB/s', '1.5 k/s'],
  [12_345_678, '12 MB/s', '12 M/s'],
  [4e15, '4000 TB/s', '4000 T/s'],
])('%d a second is %s or %s', (rate, bytes, packets) => {
  expect(byteRateText(rate)).toBe(bytes);
  expect(packetRateText(rate)).toBe(packets);
});

it('says how many bytes there were', () => {
  expect([0, 1, 2048, 3.2e9].map(bytesText)).toEqual(['0 B', '1 B', '2 kB', '3.2 GB']);
});
