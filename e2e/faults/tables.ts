/** A fault that was told, with the times it took, in milliseconds. */
export interface Measured {
  readonly fault: string;
  /** The reason that was given, if it was not over too soon. */
  readonly says: string;
  readonly said: number | undefined;
  readonly healed: number | undefined;
}

/** Something that must not cost a host its picture, and how long it took until all was shown, in milliseconds. */
export interface Borne {
  readonly what: string;
  readonly after: number;
}

/** The tables of e2e/FAULTS.md, in Markdown. */
export function tables(measured: readonly Measured[], borne: readonly Borne[]): string {
  return [
    '| fault | what is said | said after | live again after |',
    '| --- | --- | ---: | ---: |',
    ...measured.map(
      ({ fault, says, said, healed }) => `| ${fault} | ${says} | ${seconds(said)} | ${seconds(healed)} |`,
    ),
    '',
    '| what | shown after |',
    '| --- | ---: |',
    ...borne.map(({ what, after }) => `| ${what} | ${seconds(after)} |`),
  ].join('\n');
}

function seconds(milliseconds: number | undefined): string {
  return milliseconds === undefined ? '–' : `${(milliseconds / 1_000).toFixed(2)} s`;
}
