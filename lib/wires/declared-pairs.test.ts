import { describe, expect, it } from 'vitest';
import { build } from '../topology/build.ts';
import { attachmentFact, containerFact, networkFact } from '../topology/testdata/facts.ts';
import type { LinkFact, StackFact } from './facts.ts';
import { linkFact, stackFact, vethFact } from './testdata/facts.ts';
import { wiredReading } from './testdata/hosts.ts';
import { type Wires, wiresOf } from './wires-of.ts';

/** Two containers on one bridge, as sysfs shows them: no namespace has a number. */
function read(host: LinkFact[], a: LinkFact[], b: LinkFact[], more: Partial<StackFact> = {}): Wires {
  const member = (name: string, mac: string) =>
    containerFact(name, { attachments: [attachmentFact('front', { mac })] });
  const reading = wiredReading(
    'alpha',
    {
      networks: [networkFact('front', { options: { 'com.docker.network.bridge.name': 'br-front' } })],
      containers: [member('a', '02:00:00:00:00:0a'), member('b', '02:00:00:00:00:0b')],
    },
    [
      stackFact('host', [linkFact(3, 'br-front', { kind: 'bridge' }), ...host], more),
      stackFact('a', a),
      stackFact('b', b),
    ],
    { handles: { a: 'a', b: 'b' } },
  );
  const wires = wiresOf(reading.wires, build(reading));
  if (!wires) throw new Error('Nothing was read.');
  return wires;
}

const eth0 = (of: 'a' | 'b', peerIndex: number) =>
  vethFact(2, 'eth0', peerIndex, undefined, { mac: `02:00:00:00:00:0${of}` });
const port = (index: number, more: Partial<LinkFact> = {}) =>
  vethFact(index, `veth${index}`, 2, undefined, { master: 3, ...more });

const pairsOf = ({ pairs }: Wires) =>
  [...pairs].map(([{ stack, link }, other]) => `${stack.id} ${link.name} ${other.link.name}`);
const reasonsOf = ({ unpaired }: Wires) =>
  Object.fromEntries([...unpaired].map(([{ stack, link }, reason]) => [`${stack.id} ${link.name}`, reason]));

describe('pairs by what Docker declares', () => {
  it('[P2] are told apart by the index that each leads to', () => {
    const wires = read([port(7), port(8)], [eth0('a', 7)], [eth0('b', 8)]);
    expect(pairsOf(wires).sort()).toEqual([
      'a eth0 veth7',
      'b eth0 veth8',
      'host veth7 eth0',
      'host veth8 eth0',
    ]);
  });

  it('[P2] [P4] are none where two endpoints claim one link', () => {
    const wires = read([port(7)], [eth0('a', 7)], [eth0('b', 7)]);
    expect(pairsOf(wires)).toEqual([]);
    expect(reasonsOf(wires)).toEqual({
      'a eth0': 'ambiguous',
      'b eth0': 'ambiguous',
      'host veth7': 'undeclared',
    });
  });

  it('[P2] [P4] are none with a link that is no port of the network’s bridge', () => {
    const other = [linkFact(4, 'br-other', { kind: 'bridge' }), port(7, { master: 4 })];
    const wires = read([...other, port(8)], [eth0('a', 7)], [eth0('b', 8)]);
    expect(pairsOf(wires).sort()).toEqual(['b eth0 veth8', 'host veth8 eth0']);
    expect(reasonsOf(wires)).toMatchObject({ 'a eth0': 'undeclared' });
  });

  it('[P2] [P4] are none with a link that leads elsewhere, is no veth, or is not there', () => {
    const wires = read([port(7, { peerIndex: 9 })], [eth0('a', 7)], [eth0('b', 8)]);
    expect(reasonsOf(wires)).toMatchObject({ 'a eth0': 'not-mutual', 'b eth0': 'missing' });
    const tap = read([port(7, { kind: 'tun' })], [eth0('a', 7)], []);
    expect(reasonsOf(tap)).toEqual({ 'a eth0': 'not-mutual' });
  });

  it('[P2] are none where one side has numbers of namespaces and the other has not', () => {
    expect(pairsOf(read([port(7)], [eth0('a', 7)], [], { namespaces: {} }))).toEqual([]);
  });
});
