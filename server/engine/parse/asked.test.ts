import { describe, expect, it } from 'vitest';
import { readAskedPorts, readLinks } from './asked.ts';

describe('asked ports', () => {
  it('are what -p said, ranges and v6 included', () => {
    expect(
      readAskedPorts({
        '443/tcp': [{ HostIp: '::1', HostPort: '18443' }],
        '80/udp': [{ HostIp: undefined, HostPort: '18200-18205' }],
        '80/tcp': [
          { HostIp: '127.0.0.1', HostPort: '' },
          { HostIp: undefined, HostPort: '0' },
        ],
        nonsense: [{ HostIp: undefined, HostPort: '1' }],
      }),
    ).toEqual([
      { hostAddress: '127.0.0.1', containerPort: 80, protocol: 'tcp' },
      { containerPort: 80, protocol: 'tcp' },
      { hostPort: '18200-18205', containerPort: 80, protocol: 'udp' },
      { hostAddress: '::1', hostPort: '18443', containerPort: 443, protocol: 'tcp' },
    ]);
  });
});

describe('links', () => {
  it('are read from the container and from its networks', () => {
    const links = readLinks(['/ldb:/lweb/ldb', '/ldb:/lweb/database', 'odd', ':'], {
      bridge: { Links: [] },
      dual: { Links: ['back:rear'] },
    });
    expect(links).toEqual([
      { to: 'back', alias: 'rear', networkName: 'dual' },
      { to: 'ldb', alias: 'database' },
      { to: 'ldb', alias: 'ldb' },
    ]);
  });
});
