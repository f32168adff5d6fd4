import { describe, expect, it } from 'vitest';
import { readStp, stpSettled } from './stp.ts';

/** As Open vSwitch 3.1.0 prints it, in part. */
const show = (state: string, root = '2e:c8:92:91:e0:43') => `---- br0 ----
Root ID:
  stp-priority  32768
  stp-system-id   ${root}
  stp-hello-time  2s
  stp-max-age     20s
  stp-fwd-delay   15s
  root-port       gre1
  root-path-cost  2

Bridge ID:
  stp-priority  32768
  stp-system-id   32:80:6b:82:fa:4e

  Interface  Role       State      Cost  Pri.Nbr 
  ---------- ---------- ---------- ----- -------
  gre3       alternate  ${state}   2     128.1
  gre1       root       forwarding 2     128.2

`;

describe('the spanning tree', () => {
  it('is read from what Open vSwitch prints', () => {
    expect(readStp(show('blocking'))).toEqual({
      root: '2e:c8:92:91:e0:43',
      ports: [
        { name: 'gre3', role: 'alternate', state: 'blocking' },
        { name: 'gre1', role: 'root', state: 'forwarding' },
      ],
    });
  });

  it('is settled when all have one root and no port is still on its way', () => {
    expect(stpSettled([show('blocking'), show('forwarding')])).toBe(true);
    expect(stpSettled([show('blocking'), show('learning')])).toBe(false);
    expect(stpSettled([show('blocking'), show('blocking', '6e:ee:73:aa:27:5a')])).toBe(false);
  });
});
