import { expect, it } from 'vitest';
import { listenersIn } from './proc-net-unix.ts';

const text = `Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 13851 /run/docker.sock
0000000000000000: 00000003 00000000 00000000 0001 03 13852 /run/docker.sock
0000000000000000: 00000003 00000000 00000000 0001 03 13853 /run/other.sock
0000000000000000: 00000002 00000000 00010000 0001 01 13854 /home/a b/engine.sock
0000000000000000: 00000002 00000000 00010000 0001 01 13855 @/abstract
0000000000000000: 00000002 00000000 00010000 0001 01 13856
`;

it('gives the sockets that something listens on, with their paths', () => {
  expect(listenersIn(text)).toEqual([
    { path: '/run/docker.sock', inode: 13851 },
    { path: '/home/a b/engine.sock', inode: 13854 },
  ]);
});
