import { describe, expect, it } from 'vitest';
import { sortDescriptors } from './descriptors.ts';

/** As Linux 6.18 writes them; the port is 3000, which is 0BB8. */
const tcp = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:0BB8 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 501 1 0 100 0 0 10 0
   1: 0100007F:0BB8 0100007F:D431 01 00000000:00000000 02:00000580 00000000     0        0 502 2 0 20 4 30 10 -1
   2: 0100007F:0BB8 0100007F:D432 08 00000000:00000000 02:00000580 00000000     0        0 503 2 0 20 4 30 10 -1
   3: FE00620A:C350 0300620A:0947 01 00000000:00000000 02:00000580 00000000     0        0 504 2 0 20 4 30 10 -1
   4: 0100007F:0BB8 0100007F:D433 06 00000000:00000000 03:00000580 00000000     0        0 0 3 0
`;
const unix = `Num       RefCount Protocol Flags    Type St Inode Path
ffff888100b5b000: 00000003 00000000 00000000 0001 03 601
ffff888100b5b400: 00000003 00000000 00000000 0001 03 602 /var/run/docker.sock
`;

describe('sortDescriptors', () => {
  it('tells sockets apart by the tables', () => {
    const sockets = [501, 502, 503, 504, 601, 602].map((inode) => `socket:[${inode}]`);
    const others = ['/dev/null', 'anon_inode:[eventpoll]', 'pipe:[601]', '/data/patchbay.db'];
    expect(sortDescriptors([...sockets, ...others], { tcp, unix }, 3000)).toEqual({
      all: 10,
      browsers: 2,
      listening: 1,
      tcp: 1,
      unix: 2,
    });
  });

  it('counts a socket that is in no table among all only', () => {
    expect(sortDescriptors(['socket:[999]'], { tcp, unix }, 3000)).toEqual({
      all: 1,
      browsers: 0,
      listening: 0,
      tcp: 0,
      unix: 0,
    });
  });
});
