'use client';

import { type KeyboardEvent, useState } from 'react';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { type DriverTone, driverTone } from '#components/words/driver-tone.ts';
import type { OccupiedRange } from '#lib/actions/address-space.ts';
import { formatAddress } from '#lib/cidr/numbers.ts';
import { type Block, blocksIn, lanesOf, type Region } from './space-map.ts';

const fills: Record<DriverTone, string> = {
  bridge: 'fill-bridge',
  overlay: 'fill-overlay',
  macvlan: 'fill-macvlan',
  ipvlan: 'fill-ipvlan',
  hostns: 'fill-hostns',
  plugin: 'fill-plugin',
};

const laneHeight = 16;

export interface AddressMapProps {
  region: Region;
  ranges: readonly OccupiedRange[];
  /** The subnets that are to be, and the hosts they are to be on. */
  wanted: readonly string[];
  hostIds: readonly string[];
  hostName(id: string): string;
  /** The driver of a network. */
  driverOf(networkId: string): string;
}

/** A part of the address space: a lane for each host, with who has what, and where the new subnets would be. */
export function AddressMap({ region, ranges, wanted, hostIds, hostName, driverOf }: AddressMapProps) {
  const [pointed, setPointed] = useState<number>();
  const blocks = blocksIn(region, ranges);
  const lanes = lanesOf(
    blocks.map(({ range }) => range),
    hostIds,
  );
  const own = blocksIn(
    region,
    wanted.map((subnet) => ({ subnet })),
  );
  const toneOf = ({ kind, networkId }: OccupiedRange): DriverTone =>
    kind === 'network' ? driverTone(driverOf(networkId ?? '')) : 'hostns';
  const say = ({ range }: Block<OccupiedRange>) =>
    `${nameOf(range)} ${range.subnet} on ${range.hostIds.map(hostName).join(', ')}`;
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined || blocks.length === 0) return;
    event.preventDefault();
    const from = pointed ?? (step > 0 ? -1 : blocks.length);
    setPointed(Math.min(blocks.length - 1, Math.max(0, from + step)));
  };
  const at = pointed === undefined ? undefined : blocks[pointed];
  const { family, first, last } = region.extent;
  return (
    <div className="grid gap-1">
      <fieldset
        aria-label={`Addresses of ${region.subnet}, who has them: arrow keys lead from one to the next`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys walk in it.
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => setPointed(undefined)}
        className="min-w-0 rounded-xs"
      >
        {lanes.map((lane) => (
          <div key={lane.hostId} className="flex items-center gap-2">
            <span
              className="w-16 shrink-0 truncate text-right text-2xs text-muted"
              title={hostName(lane.hostId)}
            >
              {hostName(lane.hostId)}
            </span>
            <svg
              aria-hidden="true"
              className="min-w-0 flex-1 overflow-visible"
              width="100%"
              height={laneHeight}
              onPointerLeave={() => setPointed(undefined)}
            >
              <rect width="100%" y={2} height={laneHeight - 4} className="fill-ink/6" />
              {hostIds.includes(lane.hostId) &&
                own.map(({ start, width }) => (
                  <rect
                    key={start}
                    y={0.5}
                    height={laneHeight - 1}
                    style={place(start, width)}
                    className="fill-accent/30 stroke-accent"
                  />
                ))}
              {blocks.map((block, position) =>
                block.range.hostIds.includes(lane.hostId) ? (
                  <rect
                    key={`${nameOf(block.range)} ${block.range.subnet}`}
                    y={4}
                    height={laneHeight - 8}
                    style={place(block.start, block.width)}
                    onPointerEnter={() => setPointed(position)}
                    className={`${fills[toneOf(block.range)]} ${position === pointed ? 'stroke-ink stroke-2' : 'stroke-panel'}`}
                  />
                ) : null,
              )}
            </svg>
          </div>
        ))}
      </fieldset>
      <div className="flex justify-between pl-18 font-mono text-2xs text-muted">
        <span>{formatAddress({ family, value: first })}</span>
        <span>{formatAddress({ family, value: last })}</span>
      </div>
      <p className="min-h-4 text-2xs wrap-anywhere" aria-live="polite">
        {at ? (
          say(at)
        ) : (
          <span className="text-muted">
            {count(blocks.length)} in {region.subnet}.
          </span>
        )}
      </p>
      {blocks.length > 0 && (
        <Disclosure summary="In words">
          <ul className="grid max-h-40 gap-0.5 overflow-y-auto text-2xs">
            {blocks.map((block) => (
              <li key={say(block)} className="wrap-anywhere">
                {say(block)}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}

/** What a range is called: a network by its name, a host's address or LAN by what it is. */
function nameOf({ kind, name }: OccupiedRange): string {
  if (kind === 'network') return name;
  return kind === 'lan' ? `LAN at ${name}` : 'own address';
}

function count(others: number): string {
  if (others === 0) return 'Nothing else';
  return others === 1 ? 'One other range' : `${others} other ranges`;
}

/** Narrow ranges are still to be seen. */
function place(start: number, width: number) {
  return { x: `${start * 100}%`, width: `max(3px, ${width * 100}%)` };
}
