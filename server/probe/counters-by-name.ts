import type { Counters } from '#lib/wires/facts.ts';

/** Counters out of a table that calls them as the kernel's sysfs does; Open vSwitch's statistics do so, too. */
export function countersByName(count: (name: string) => number): Counters {
  return {
    rxBytes: count('rx_bytes'),
    rxPackets: count('rx_packets'),
    rxErrors: count('rx_errors'),
    rxDropped: count('rx_dropped'),
    txBytes: count('tx_bytes'),
    txPackets: count('tx_packets'),
    txErrors: count('tx_errors'),
    txDropped: count('tx_dropped'),
  };
}
