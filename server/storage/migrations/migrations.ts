import type { Migration, MigrationProvider } from 'kysely/migration';
import { up as hosts } from './0001-hosts.ts';
import { up as hostWays } from './0002-host-ways.ts';
import { up as audit } from './0003-audit.ts';
import { up as hostProbe } from './0004-host-probe.ts';
import { up as instance } from './0005-instance.ts';

/** Every migration by name, in the order in which they run. One that was released is never changed. */
const migrations: Record<string, Migration> = {
  '0001-hosts': { up: hosts },
  '0002-host-ways': { up: hostWays },
  '0003-audit': { up: audit },
  '0004-host-probe': { up: hostProbe },
  '0005-instance': { up: instance },
};

export const migrationProvider: MigrationProvider = { getMigrations: async () => migrations };
