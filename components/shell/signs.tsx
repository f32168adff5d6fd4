/** The picture's signs, small, each 48 by 16. */

function Column() {
  return <rect x="20" y="0" width="22" height="16" className="fill-bridge/15" />;
}

export function Jack({ stopped = false }: { stopped?: boolean }) {
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

export function Crossing() {
  return (
    <>
      <Column />
      <circle cx="31" cy="8" r="3.25" strokeWidth="1.75" className="fill-panel stroke-accent" />
    </>
  );
}

export function PortSign() {
  return (
    <>
      <rect x="20.5" y="0.5" width="21" height="15" strokeDasharray="2 2" className="stroke-faint" />
      <path d="M2 8h29" strokeWidth="1.25" className="stroke-hostns" />
      <path d="m31 4 4 4-4 4-4-4z" className="fill-hostns" />
    </>
  );
}

export function Rider() {
  return (
    <>
      <rect x="4.5" y="0.5" width="20" height="6" rx="1" className="stroke-faint" />
      <path d="M8 6.5v6h6" className="stroke-hostns" />
      <rect x="14.5" y="9.5" width="20" height="6" rx="1" className="stroke-faint" />
    </>
  );
}

export function Torn() {
  return (
    <>
      <rect x="2.5" y="2.5" width="22" height="11" rx="1" strokeDasharray="2 2" className="stroke-faint" />
      <path d="M25 8h8" strokeWidth="1.25" strokeDasharray="2 2" className="stroke-bad" />
      <path d="m34 5 6 6m0-6-6 6" strokeWidth="1.5" className="stroke-bad" />
    </>
  );
}

/** A bar of tunnels, one of which is blocked. */
export function Mesh() {
  return (
    <>
      <rect
        x="4"
        y="1"
        width="40"
        height="4"
        rx="1"
        className="fill-hostns/30 stroke-hostns"
        strokeWidth="0.75"
      />
      <path d="M10 5v11M38 5v2.5M38 13.5v2.5" strokeWidth="1.5" className="stroke-hostns" />
      <path d="m36 8.5 4 4m0-4-4 4" strokeWidth="1.25" className="stroke-warn" />
    </>
  );
}

/** A jack whose link is down. */
export function Cut() {
  return (
    <>
      <Column />
      <path d="M2 8h17" strokeWidth="1.5" className="stroke-bridge" />
      <path d="m20.5 5.5 5 5m0-5-5 5" strokeWidth="1.5" className="stroke-bad" />
      <circle cx="32" cy="8" r="3.25" strokeWidth="1.5" className="fill-panel stroke-bad" />
    </>
  );
}

/** A jack without a veth pair. */
export function Lone() {
  return (
    <>
      <Column />
      <path d="M2 8h25" strokeWidth="1.5" className="stroke-bridge" />
      <rect x="27" y="3.5" width="9" height="9" strokeWidth="1.5" className="fill-panel stroke-warn" />
    </>
  );
}

export function Warning() {
  return (
    <path
      d="m24 2.5 7 11.5H17z"
      strokeWidth="1.5"
      strokeLinejoin="round"
      className="fill-panel stroke-warn"
    />
  );
}

export function Backplane() {
  return (
    <>
      <rect x="4" y="1" width="40" height="4" rx="1" className="fill-overlay/40" />
      <path d="M10 5v11M38 5v11" strokeWidth="1.5" className="stroke-overlay" />
    </>
  );
}
