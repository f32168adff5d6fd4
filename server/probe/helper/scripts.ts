import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openVswitchTables } from './open-vswitch.ts';

/** Which of the two ways it reads: iproute2's if the host has it, or sysfs's in any case. */
export type Form = 'auto' | 'sysfs';

/** What a helper runs to read everything once, and the mark of the sections that it prints. */
export interface Reading {
  mark: string;
  command: string[];
}

const script = (name: string) => readFileSync(new URL(`./scripts/${name}.sh`, import.meta.url), 'utf8');

/** Reads the scripts, which lie beside this file. */
export function loadScripts() {
  const [locate, iproute2, sysfs] = [script('locate'), script('iproute2'), script('sysfs')];
  return {
    /** Another mark each time: nobody can name a device after it beforehand. */
    reading(folder: string, form: Form): Reading {
      const mark = `patchbay-${randomBytes(16).toString('hex')}`;
      const given = [mark, folder, form, iproute2, sysfs, openVswitchTables];
      return { mark, command: ['sh', '-c', locate, 'sh', ...given] };
    },
    /** What a helper that stays does until nobody has asked it for so many seconds. */
    staying: (seconds: number): string[] => ['sh', '-c', script('stay'), 'sh', String(seconds)],
  };
}
