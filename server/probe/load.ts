/** What reading the wires of all hosts together costs, so that hundreds of them leave the machine time for other things. */
export interface Load {
  /** Counts another host in. */
  join(): Share;
}

/** One host's part of it. */
interface Share {
  /** How many links were read last. */
  links(count: number): void;
  /** How long it is at least from one read to the next when nothing happens, in milliseconds. */
  shortest(): number;
  /** How long this host is left alone after a read, in milliseconds. */
  gap(): number;
  leave(): void;
}

/** What a link costs to be read, parsed and compared, in milliseconds: 280 took 40 ms through a helper, 30 ms from the kernel. */
const costOfLink = 0.15;
/** How much of one core reading may take. */
const part = 0.2;

export function createLoad(): Load {
  let all = 0;
  return {
    join() {
      let own = 0;
      const links = (count: number) => {
        all += count - own;
        own = count;
      };
      return {
        links,
        shortest: () => (all * costOfLink) / part,
        gap: () => (own * costOfLink) / part,
        leave: () => links(0),
      };
    },
  };
}
