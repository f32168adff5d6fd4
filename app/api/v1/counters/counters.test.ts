import { pino } from 'pino';
import { beforeAll, expect, it } from 'vitest';
import { countersReplySchema } from '#lib/wire/counters.ts';
import { errorBodySchema } from '#lib/wire/errors.ts';
import { type Patchbay, providePatchbay } from '#server/context.ts';
import { createHostAllowed } from '#server/http/allowed-hosts.ts';
import { createCore } from '#server/patchbay.ts';
import { GET } from './[...id]/route.ts';

const known = 'interface:a/host/2';
const sample = {
  ...{ at: 1, rxBytes: 1, rxPackets: 1, rxErrors: 0, rxDropped: 0 },
  ...{ txBytes: 2, txPackets: 1, txErrors: 0, txDropped: 0 },
};
const ask = (id: string) =>
  GET(new Request(`http://localhost:3000/api/v1/counters/${id}`, { headers: { host: 'localhost:3000' } }));

beforeAll(() => {
  const log = pino({ level: 'silent' });
  const core = createCore([], log);
  const hostAllowed = createHostAllowed({ host: '127.0.0.1', port: 3000, allowedHosts: [] });
  const counters: Patchbay['counters'] = (id) =>
    id === known ? { every: 2_000, samples: [sample] } : core.counters(id);
  const parts: Partial<Patchbay> = { ...core, counters, hostAllowed, log };
  providePatchbay(parts as Patchbay);
});

it('gives the counters of a link, its id encoded or as it is', async () => {
  for (const id of [known, encodeURIComponent(known)]) {
    const reply = await ask(id);
    expect(reply.status).toBe(200);
    expect(countersReplySchema.parse(await reply.json())).toEqual({ every: 2_000, samples: [sample] });
  }
});

it('says of what it does not know that it does not', async () => {
  for (const id of ['interface:a/host/9', 'nonsense', '__proto__']) {
    const reply = await ask(id);
    expect(reply.status).toBe(404);
    expect(errorBodySchema.parse(await reply.json()).error).toMatchObject({ code: 'unknown-link' });
  }
});
