import { expect, it } from 'vitest';
import { hostIndex, hostPaths, labPaths } from './paths.ts';

const lab = labPaths('x', '/labs');

it('derives every name from the name of the lab', () => {
  expect(lab).toMatchObject({ dir: '/labs/x', switchNetns: 'xsw', leg: 'xroot', cgroup: 'patchbay-lab-x' });
  expect(hostPaths(lab, 12)).toMatchObject({ name: 'x12', socket: '/labs/x/x12/docker.sock' });
});

it.each(['', 'X', 'x1', '-x', 'x-', '../x', 'muchtoolong'])('refuses the lab name "%s"', (name) => {
  expect(() => labPaths(name, '/labs')).toThrow('is no name for a lab');
});

it('refuses hosts that can not be', () => {
  for (const index of [0, 65, 1.5, Number.NaN])
    expect(() => hostPaths(lab, index)).toThrow('There is no host');
});

it('tells hosts from other files', () => {
  expect(['x1', 'x64', 'x65', 'x0', 'x01', 'y1', 'bin', 'x'].map((name) => hostIndex(lab, name))).toEqual([
    1,
    64,
    ...Array.from({ length: 6 }, () => undefined),
  ]);
});
