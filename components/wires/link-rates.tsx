'use client';

import type { ReactNode } from 'react';
import { byteRateText, bytesText, packetRateText } from '#components/words/rate-text.ts';
import { type CounterName, countedIn, latestRates, type RatePoint } from '#lib/store/counters.ts';
import type { CounterSample } from '#lib/wire/counters.ts';
import { Sparkline } from './sparkline.tsx';
import { useCounters } from './use-counters.ts';

/** What goes over a link now, a small history of it, and what it lost since it was made. Asks as long as it shows. */
export function LinkRates({ id }: { id: string }) {
  const { samples, points, failure } = useCounters(id);
  const last = samples?.at(-1);
  if (!last) {
    return (
      <p className="text-xs text-muted" role="status">
        {failure?.message ?? (samples ? 'Nothing was counted so far.' : 'Reading the counters…')}
      </p>
    );
  }
  const now = latestRates(points);
  const perSecond = (name: CounterName, text: (rate: number) => string) => (now ? text(now[name]) : '–');
  return (
    <div className="grid gap-1.5" data-testid="rates">
      <Sparkline points={points} rx="rxBytes" tx="txBytes" what="Bytes" text={byteRateText} />
      <table className="w-full text-left text-xs tabular-nums">
        <thead className="text-2xs text-muted">
          <tr>
            <td />
            <th scope="col" className="w-2/5 font-normal">
              <span aria-hidden="true" className="mr-1 inline-block size-1.5 rounded-[1px] bg-bridge" />
              in
            </th>
            <th scope="col" className="w-2/5 font-normal">
              <span aria-hidden="true" className="mr-1 inline-block size-1.5 rounded-[1px] bg-macvlan" />
              out
            </th>
          </tr>
        </thead>
        <tbody>
          <Line
            what="Bytes"
            rx={perSecond('rxBytes', byteRateText)}
            tx={perSecond('txBytes', byteRateText)}
          />
          <Line
            what="Packets"
            rx={perSecond('rxPackets', packetRateText)}
            tx={perSecond('txPackets', packetRateText)}
          />
          <Line
            what="Dropped"
            rx={<Lost name="rxDropped" last={last} points={points} />}
            tx={<Lost name="txDropped" last={last} points={points} />}
          />
          <Line
            what="Errors"
            rx={<Lost name="rxErrors" last={last} points={points} />}
            tx={<Lost name="txErrors" last={last} points={points} />}
          />
          <Line what="In all" rx={bytesText(last.rxBytes)} tx={bytesText(last.txBytes)} />
        </tbody>
      </table>
      {failure && <p className="text-xs text-warn">As last read. {failure.message}</p>}
    </div>
  );
}

function Line({ what, rx, tx }: { what: string; rx: ReactNode; tx: ReactNode }) {
  return (
    <tr>
      <th scope="row" className="font-normal text-muted">
        {what}
      </th>
      <td className="font-mono">{rx}</td>
      <td className="font-mono">{tx}</td>
    </tr>
  );
}

/** Packets lost since the device was made; those of the history are told apart: they are news. */
function Lost({
  name,
  last,
  points,
}: {
  name: CounterName;
  last: CounterSample;
  points: readonly RatePoint[];
}) {
  const fresh = countedIn(points, name);
  return (
    <>
      {last[name].toLocaleString('en')}
      {fresh > 0 && <span className="text-bad"> · {fresh.toLocaleString('en')} just now</span>}
    </>
  );
}
