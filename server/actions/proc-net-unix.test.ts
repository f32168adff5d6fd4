import { expect, it } from 'vitest';
import { listensIn } from './proc-net-unix.ts';

const text = `Num       RefCount Protocol Flags    Type St Inode Path
0000000000000000: 00000002 00000000 00010000 0001 01 13851 /run/docker.sock
0000000000000000: 00000003 00000000 00000000 0001 03 13852 /run/docker.sock
0000000000000000: 00000003 00000000 00000000 0001 03 13853 /run/other.sock
0000000000000000: 00000002 00000000 00010000 0001 01 13854 /home/a b/engine.sock
0000000000000000: 00000002 00000000 00010000 0001 01 13855 @/abstract
0000000000000000: 00000002 00000000 00010000 0001 01 13856
`;

it('gives the paths that something listens on', () => {
  expect([...listensIn(text)]).toEqual(['/run/docker.sock', '/home/a b/engine.sock']);
});
