import { ensureOnHost, type HostSpec, type Stage } from './stage.ts';

const HOST: HostSpec = {
  networks: [{ name: 'inside', args: ['--internal'] }],
  containers: [
    { name: 'on-all', network: 'bridge', args: ['-p', '18000:80'] },
    { name: 'on-loopback', network: 'bridge', args: ['-p', '127.0.0.1:18001:80'] },
    { name: 'on-v6', network: 'bridge', args: ['-p', '[::1]:18002:80'] },
    { name: 'on-range', network: 'bridge', args: ['-p', '18100-18103:100-103'] },
    { name: 'on-any-of', network: 'bridge', args: ['-p', '18200-18205:200'] },
    { name: 'on-udp', network: 'bridge', args: ['-p', '18053:53/udp', '-p', '18053:53/tcp'] },
    { name: 'on-nothing', network: 'inside', args: ['-p', '18004:80'] },
    { name: 'on-host', network: 'host', args: ['-p', '18005:80'] },
  ],
};

/** Published ports of all sorts on the first host, and some that have no effect. */
export async function ports(stage: Stage): Promise<void> {
  await ensureOnHost(stage, 1, HOST);
}
