import type { ReactNode } from 'react';
import { Driver } from '#components/words/driver.tsx';

const drivers: readonly { driver: string; says: string }[] = [
  { driver: 'bridge', says: 'A bridge inside one host; containers on it reach each other.' },
  { driver: 'overlay', says: 'One network over several hosts, through tunnels between them.' },
  { driver: 'macvlan', says: 'Containers stand on the physical network with a MAC of their own.' },
  { driver: 'ipvlan', says: 'As macvlan, with the host’s own MAC.' },
  { driver: 'host', says: 'No network of its own: the host’s interfaces and ports.' },
  { driver: 'plugin', says: 'Any other driver.' },
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
          <Sign sign={<Backplane />}>An overlay’s tunnel, which joins its columns over all hosts.</Sign>
        </ul>
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

function Column() {
  return <rect x="20" y="0" width="22" height="16" className="fill-bridge/15" />;
}

function Jack({ stopped = false }: { stopped?: boolean }) {
  return (
    <>
      <Column />
      <path
        d="M2 8h29"
        strokeWidth="1.5"
        className={stopped ? 'stroke-faint' : 'stroke-bridge'}
        strokeDasharray={stopped ? '3 2' : undefined}
      />
      <circle
        cx="31"
        cy="8"
        r="3.5"
        strokeWidth="1.5"
        className={stopped ? 'fill-panel stroke-faint' : 'fill-bridge stroke-bridge'}
      />
    </>
  );
}

function Crossing() {
  return (
    <>
      <Column />
      <circle cx="31" cy="8" r="3.25" strokeWidth="1.75" className="fill-panel stroke-accent" />
    </>
  );
}

function PortSign() {
  return (
    <>
      <rect x="20.5" y="0.5" width="21" height="15" strokeDasharray="2 2" className="stroke-faint" />
      <path d="M2 8h29" strokeWidth="1.25" className="stroke-hostns" />
      <path d="m31 4 4 4-4 4-4-4z" className="fill-hostns" />
    </>
  );
}

function Rider() {
  return (
    <>
      <rect x="4.5" y="0.5" width="20" height="6" rx="1" className="stroke-faint" />
      <path d="M8 6.5v6h6" className="stroke-hostns" />
      <rect x="14.5" y="9.5" width="20" height="6" rx="1" className="stroke-faint" />
    </>
  );
}

function Backplane() {
  return (
    <>
      <rect x="4" y="1" width="40" height="4" rx="1" className="fill-overlay/40" />
      <path d="M10 5v11M38 5v11" strokeWidth="1.5" className="stroke-overlay" />
    </>
  );
}
