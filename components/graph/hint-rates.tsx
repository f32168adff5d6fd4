import { useCounters } from '#components/wires/use-counters.ts';
import { byteRateText, packetRateText } from '#components/words/rate-text.ts';
import { latestRates } from '#lib/store/counters.ts';

/** What goes over a link now, and what it lost since it was made. Asks as long as it shows. */
export function HintRates({ id }: { id: string }) {
  const { samples, points, failure } = useCounters(id);
  const last = samples?.at(-1);
  // The inspector says why; here it would be in the way of what is known.
  if (!last) return failure ? null : <div className="text-faint">…</div>;
  const now = latestRates(points);
  const [drops, errors] = [last.rxDropped + last.txDropped, last.rxErrors + last.txErrors];
  return (
    <div className="mt-0.5 tabular-nums" data-testid="hint-rates">
      {now && (
        <>
          <Line sign="↓" says="in" bytes={now.rxBytes} packets={now.rxPackets} />
          <Line sign="↑" says="out" bytes={now.txBytes} packets={now.txPackets} />
        </>
      )}
      <div className={drops + errors > 0 ? 'text-warn' : 'text-muted'}>
        {drops.toLocaleString('en')} dropped · {errors.toLocaleString('en')} errors
      </div>
    </div>
  );
}

function Line({
  sign,
  says,
  bytes,
  packets,
}: {
  sign: string;
  says: string;
  bytes: number;
  packets: number;
}) {
  return (
    <div>
      {sign} {byteRateText(bytes)} · {packetRateText(packets)} packets {says}
    </div>
  );
}
