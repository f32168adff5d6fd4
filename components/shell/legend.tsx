import type { ReactNode } from 'react';
import { Kbd } from '#components/ui/kbd.tsx';
import { Driver } from '#components/words/driver.tsx';
import { Backplane, Crossing, Cut, Jack, Lone, Mesh, PortSign, Rider, Torn, Warning } from './signs.tsx';

const drivers: readonly { driver: string; says: string }[] = [
  { driver: 'bridge', says: 'A bridge inside one host; containers on it reach each other.' },
  { driver: 'overlay', says: 'One network over several hosts, through tunnels between them.' },
  { driver: 'macvlan', says: 'Containers stand on the physical network with a MAC of their own.' },
  { driver: 'ipvlan', says: 'As macvlan, with the host’s own MAC.' },
  { driver: 'host', says: 'No network of its own: the host’s interfaces and ports.' },
  { driver: 'plugin', says: 'Any other driver.' },
];

const wires: readonly { word: string; says: string }[] = [
  {
    word: 'eth0 ⇄ veth @ br',
    says: 'A container’s device, the other end of its pair on the host, and the bridge it is a port of.',
  },
  { word: 'eth0 on eth1', says: 'A macvlan or ipvlan: no pair, it hangs on an interface of the host.' },
  {
    word: 'br0, vxlan0',
    says: 'An overlay’s inside: its bridge on each host, and the device its tunnels leave by.',
  },
  {
    word: 'tunnel',
    says: 'From one host to another: VXLAN, GRE and such. Declared: the engine lists it. Seen: the kernel has it.',
  },
  {
    word: 'STP',
    says: 'The spanning tree, which blocks a port where bridges would form a loop.',
  },
  {
    word: 'finding',
    says: 'What engines declare and kernels have differs, or can’t work so. Each says what to do.',
  },
];

/** How to read the picture. */
export function Legend() {
  return (
    <section className="grid gap-4">
      <div>
        <h3 className="mb-2 text-2xs text-muted">In the picture</h3>
        <ul className="grid gap-1.5">
          <Sign sign={<Jack />}>
            A jack is an endpoint: a container’s wire meets a network’s column. Its address stands beside it.
          </Sign>
          <Sign sign={<Jack stopped />}>
            Dashed and hollow: the container is stopped, and still a member.
          </Sign>
          <Sign sign={<Crossing />}>
            A free crossing: the container is not on this network. Click to connect it.
          </Sign>
          <Sign sign={<PortSign />}>A published port of the host, in its last column.</Sign>
          <Sign sign={<Rider />}>One container rides on the other’s network stack.</Sign>
          <Sign sign={<Torn />}>
            A wire that ends in nothing: the container’s network is gone, so it can’t start.
          </Sign>
          <Sign sign={<Backplane />}>An overlay’s tunnel, which joins its columns over all hosts.</Sign>
          <Sign sign={<Mesh />}>
            Tunnels between other bridges: a line for each side. Crossed: the spanning tree blocks it. Dashed:
            it is missing on this side.
          </Sign>
          <Sign sign={<Warning />}>
            Something was found that is not as it should be. Point at it to read what, and what to do.
          </Sign>
        </ul>
      </div>
      <div>
        <h3 className="mb-2 text-2xs text-muted">The wires</h3>
        <p className="mb-2 text-muted">
          Press <Kbd>w</Kbd>, or zoom in: each jack tells its interface, its veth pair, the bridge, MTU, state
          and indices as the host’s kernel has them, each column its bridge, each host its own interfaces.
        </p>
        <ul className="grid gap-1.5">
          <Sign sign={<Cut />}>
            The link is down at one of its ends, or its bridge does not forward for it.
          </Sign>
          <Sign sign={<Lone />}>The kernel was read, and no veth pair of this endpoint was found.</Sign>
        </ul>
        <dl className="mt-3 grid gap-1.5">
          {wires.map(({ word, says }) => (
            <div key={word} className="grid grid-cols-[7rem_1fr] gap-x-3">
              <dt className="font-mono text-xs leading-5">{word}</dt>
              <dd className="text-muted">{says}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <h3 className="mb-2 text-2xs text-muted">Drivers</h3>
        <dl className={rows}>
          {drivers.map(({ driver, says }) => (
            <div key={driver} className="contents">
              <dt>
                <Driver driver={driver} />
              </dt>
              <dd className="text-muted">{says}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

const rows = 'grid grid-cols-[4.5rem_1fr] gap-x-3 gap-y-1.5';

function Sign({ sign, children }: { sign: ReactNode; children: ReactNode }) {
  return (
    <li className="grid grid-cols-[4.5rem_1fr] gap-x-3">
      <svg viewBox="0 0 48 16" className="h-4 w-12" fill="none" aria-hidden="true">
        {sign}
      </svg>
      <span className="text-muted">{children}</span>
    </li>
  );
}
