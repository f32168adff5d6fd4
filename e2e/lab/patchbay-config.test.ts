import { expect, it } from 'vitest';
import { patchbayConfig } from './patchbay-config.ts';

const first = { index: 1, name: 'x1', socket: '/labs/x/x1/docker.sock', address: '10.98.0.1' };
const second = {
  index: 2,
  name: 'x2',
  socket: '/labs/x/x2/docker.sock',
  address: '10.98.0.2',
  tcp: 'tcp://10.98.0.2:2375',
};

it('names each host with the way to reach it', () => {
  expect(patchbayConfig([first, second])).toBe(`hosts:
  - name: x1
    url: unix:///labs/x/x1/docker.sock
  - name: x2
    url: tcp://10.98.0.2:2375
`);
});

it('gives sockets when asked', () => {
  expect(patchbayConfig([second], 'unix')).toContain('url: unix:///labs/x/x2/docker.sock');
});

it('is valid without hosts', () => {
  expect(patchbayConfig([])).toBe('hosts: []\n');
});
