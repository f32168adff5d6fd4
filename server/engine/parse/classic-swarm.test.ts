import { expect, it } from 'vitest';
import { readClassicSwarm } from './classic-swarm.ts';

const status = [
  ['Role', 'primary'],
  ['Strategy', 'spread'],
  ['Filters', 'health, port, dependency, affinity, constraint'],
  ['Nodes', '2'],
  [' web-1', '10.1.0.108:2376'],
  ['  └ ID', 'RDEJ:ZCV6:CJH5:UCNB:P5RR:66LB:JZSO:YACX:TBL3:PYMV:2F77:KBUA'],
  ['  └ Status', 'Healthy'],
  [' db-1', '10.1.0.109:2376'],
  ['  └ Status', 'Healthy'],
];

it('reads a classic Swarm and the engines behind it, by the form its documentation gives', () => {
  const found = { version: '1.2.9', engines: ['web-1 at 10.1.0.108:2376', 'db-1 at 10.1.0.109:2376'] };
  expect(readClassicSwarm({ ServerVersion: 'swarm/1.2.9', SystemStatus: status })).toEqual(found);
  expect(readClassicSwarm({ ServerVersion: 'swarm/1.2.9', DriverStatus: status })).toEqual(found);
  expect(readClassicSwarm({ ServerVersion: 'swarm/1.2.9' })).toEqual({ version: '1.2.9', engines: [] });
});

it('takes nothing else for one', () => {
  expect(readClassicSwarm({ ServerVersion: '20.10.24', SystemStatus: status })).toBeUndefined();
  for (const odd of [null, 'OK', { ServerVersion: 7 }]) expect(readClassicSwarm(odd)).toBeUndefined();
});
