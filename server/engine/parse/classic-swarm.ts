import { z } from 'zod';
import { listOf, text } from './common.ts';

const infoSchema = z.object({
  ServerVersion: text,
  // Name and value; older ones say the same in `DriverStatus`.
  SystemStatus: listOf(z.array(z.string())),
  DriverStatus: listOf(z.array(z.string())),
});

/** A classic (standalone) Swarm: one API in front of several engines. */
export interface ClassicSwarm {
  version: string;
  /** The engines behind it: `name at address`. */
  engines: string[];
}

/**
 * `GET /info` → the classic Swarm it is of, or undefined. It calls itself `swarm/<version>`, and its status has a line
 * for each engine, one space before its name; what it says of that engine stands further in.
 */
export function readClassicSwarm(reply: unknown): ClassicSwarm | undefined {
  const info = infoSchema.safeParse(reply);
  if (!info.success) return undefined;
  const { ServerVersion, SystemStatus, DriverStatus } = info.data;
  if (!ServerVersion.startsWith('swarm/')) return undefined;
  const status = SystemStatus.length > 0 ? SystemStatus : DriverStatus;
  const engines = status.flatMap(([name = '', value = '']) =>
    /^ [^ └]/.test(name) && /:\d+$/.test(value) ? [`${name.trim()} at ${value}`] : [],
  );
  return { version: ServerVersion.slice('swarm/'.length), engines };
}
