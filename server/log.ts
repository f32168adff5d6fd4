import { type Logger, pino } from 'pino';

/** The process's log: JSON lines on standard error. `PATCHBAY_LOG` sets the level (`debug`, `info`, `warn`, `silent`). */
export function createLog(level = 'info'): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
