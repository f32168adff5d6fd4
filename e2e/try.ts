import { openLab } from './lab/lab.ts';
import * as t from './wire-truth.ts';

const lab = openLab({ name: process.argv[2] ?? 'wg' });
for (const { index } of lab.hosts()) {
  const s = performance.now();
  try {
    console.log(
      (await t.readWireTruth(lab, index))
        .map((l) => l.replaceAll(/[0-9a-z]{25,64}/g, (x) => x.slice(0, 8)))
        .join('\n'),
    );
  } catch (e) {
    console.log(String(e));
  }
  console.log(Math.round(performance.now() - s), 'ms');
  console.log(await t.readOverlayTruth(lab, index));
}
