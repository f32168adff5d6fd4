import { describe, expect, it } from 'vitest';
import { parseHostUrl } from './host-url.ts';

describe('parseHostUrl', () => {
  it.each([
    [
      'unix:///var/run/docker.sock',
      'unix:///var/run/docker.sock',
      { kind: 'unix', path: '/var/run/docker.sock' },
    ],
    ['tcp://10.0.0.5:2375', 'tcp://10.0.0.5:2375', { kind: 'tcp', host: '10.0.0.5', port: 2375 }],
    ['tcp://docker.lan', 'tcp://docker.lan:2375', { kind: 'tcp', host: 'docker.lan', port: 2375 }],
    ['tcp://docker.lan:80/', 'tcp://docker.lan:80', { kind: 'tcp', host: 'docker.lan', port: 80 }],
    ['tcp://[fd00::1]:2375', 'tcp://[fd00::1]:2375', { kind: 'tcp', host: 'fd00::1', port: 2375 }],
  ])('reads %s', (text, url, address) => {
    expect(parseHostUrl(text)).toEqual({ ok: true, url, address });
  });

  it('with TLS has another usual port', () => {
    const tls = { ca: '/ca.pem' };
    expect(parseHostUrl('tcp://box', { tls })).toEqual({
      ok: true,
      url: 'tcp://box:2376',
      address: { kind: 'tcp', host: 'box', port: 2376, tls },
    });
  });

  it.each([
    ['', 'is not a URL'],
    ['/var/run/docker.sock', 'is not a URL'],
    ['unix://relative.sock', 'no absolute path'],
    [`unix:///${'a'.repeat(107)}`, 'longer than the 107 bytes'],
    ['tcp://:2375', 'not a valid URL'],
    ['tcp://host:99999', 'not a valid URL'],
    ['tcp://host:0', 'Port 0'],
    ['tcp://host:2375/v1.41', 'goes on after the port'],
    ['ssh://', 'names no host'],
    ['ssh://box/var/run/docker.sock', 'goes on after the port'],
    ['ssh://%zz@box', 'is not a valid URL'],
    ['ssh://me;reboot@box', 'no user name has'],
    ['ssh://$(reboot)', "can't be one"],
    ['ssh://-oProxyCommand=x', "can't be one"],
    ['tcp://a`b`:2375', "can't be one"],
    ['npipe:////./pipe/docker_engine', 'npipe:// is not supported yet'],
    ['https://host:2376', 'https:// is not what Docker writes'],
  ])('refuses %s', (text, why) => {
    const parsed = parseHostUrl(text);
    expect(parsed).toMatchObject({ ok: false, message: expect.stringContaining(why) });
    expect(parsed.ok ? '' : parsed.remedy).not.toBe('');
  });

  it.each([
    ['ssh://root@box', 'ssh://root@box', { user: 'root', host: 'box', port: 22 }],
    ['ssh://box:2222/', 'ssh://box:2222', { host: 'box', port: 2222 }],
    ['ssh://a%40b@[fd00::1]', 'ssh://a%40b@[fd00::1]', { user: 'a@b', host: 'fd00::1', port: 22 }],
  ])('reads %s', (text, url, address) => {
    const ssh = { identityFiles: ['/key'], knownHosts: [] };
    expect(parseHostUrl(text, { ssh })).toEqual({ ok: true, url, address: { kind: 'ssh', ...address, ssh } });
  });

  it('refuses credentials and does not repeat them', () => {
    for (const url of [
      'tcp://me:hunter2@host:2375',
      'tcp://me:hunter2@host:99999',
      'ssh://me:hunter2@host',
    ]) {
      const parsed = parseHostUrl(url);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain('hunter2');
    }
  });
});
