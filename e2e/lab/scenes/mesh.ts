import { ensureOnHost, type Stage } from './stage.ts';

/** One container on the default bridge of each host (`meshed1`, `meshed2`, …): with `up N --mesh` they reach each other. */
export async function mesh(stage: Stage): Promise<void> {
  for (const { index } of stage.hosts) {
    const member = { name: `meshed${index}`, network: 'default' };
    await ensureOnHost(stage, index, { networks: [], containers: [member] });
  }
}
