import { expect, it } from 'vitest';
import { interfaceId } from '../topology/ids.ts';
import { attachmentFact, containerFact, nativeId, networkFact } from '../topology/testdata/facts.ts';
import { validate } from '../topology/validate.ts';
import { linkFact, stackFact, vethFact } from '../wires/testdata/facts.ts';
import { topologyOf } from '../wires/testdata/hosts.ts';
import { predict } from './predict.ts';

it('S6: a network that goes takes its bridge along; what hung on that is still there', () => {
  const front = networkFact('front', { options: { 'com.docker.network.bridge.name': 'br-front' } });
  const mac = '02:42:ac:11:00:02';
  const host = [
    linkFact(3, 'br-front', { kind: 'bridge' }),
    linkFact(4, 'eth1', { master: 3, port: { state: 'forwarding' } }),
    linkFact(5, 'tun0', { kind: 'gretap', master: 3, tunnel: { remote: '10.0.0.2' } }),
    vethFact(7, 'veth1', 2, 0, { master: 3 }),
  ];
  const before = topologyOf([
    'alpha',
    {
      networks: [front, networkFact('back', { driver: 'weave' })],
      containers: [containerFact('web', { attachments: [attachmentFact('back', { mac })] })],
    },
    [
      stackFact('host', host, { namespaces: { 0: 'c' } }),
      stackFact('c', [vethFact(2, 'eth0', 7, 0, { mac })], { namespaces: { 0: 'host' } }),
    ],
    { handles: { web: 'c' } },
  ]);
  const networkId = `network:alpha/${nativeId('n-front')}`;
  const [network] = Object.values(before.networks).filter(({ id }) => id === networkId);
  if (!network) throw new Error('There is no network front.');
  const about = { severity: 'error', hostId: 'alpha', message: 'Odd.', remedy: 'Look.' } as const;
  const finding = { ...about, id: 'finding:odd/front', code: 'odd', about: [networkId] };
  const after = predict(
    { ...before, findings: { [finding.id]: finding } },
    { kind: 'remove-network', hostId: 'alpha', network },
  );
  expect(validate(after)).toEqual([]);
  expect(after.findings).toEqual({});
  expect(Object.keys(before.interfaces)).toHaveLength(3);
  expect(Object.keys(after.interfaces)).toHaveLength(2);
  expect(after.interfaces[interfaceId('alpha', 'host', 4)]).not.toHaveProperty('masterId');
  expect(Object.values(before.tunnels)[0]).toHaveProperty('networkId', networkId);
  expect(Object.values(after.tunnels)[0]).not.toHaveProperty('networkId');
  const [endpoint] = Object.values(after.endpoints);
  expect(Object.values(before.endpoints)[0]?.veth?.bridge).toBe('br-front');
  expect(endpoint?.veth).toMatchObject({ name: 'veth1', bridge: '' });
});
