import { LabError } from '../errors.ts';
import { basic } from './basic.ts';
import { bridges } from './bridges.ts';
import { crowd } from './crowd.ts';
import { dangling } from './dangling.ts';
import { lan } from './lan.ts';
import { links } from './links.ts';
import { mesh } from './mesh.ts';
import { plugin } from './plugin.ts';
import { ports } from './ports.ts';
import { projects } from './projects.ts';
import { services } from './services.ts';
import { shared } from './shared.ts';
import type { Stage } from './stage.ts';
import { store } from './store.ts';

const scenes = {
  basic,
  bridges,
  ports,
  shared,
  links,
  dangling,
  lan,
  projects,
  services,
  plugin,
  store,
  mesh,
  crowd: (stage: Stage, count = 20) => crowd(stage, count),
} satisfies Record<string, (stage: Stage, count?: number) => Promise<void>>;

export type SceneName = keyof typeof scenes;
export const SCENES = Object.keys(scenes);

/** Whether a scene of this name exists. */
export function isSceneName(name: string): name is SceneName {
  return Object.hasOwn(scenes, name);
}

/** Plays a scene. Playing it again repairs what has changed since. */
export function playScene(name: SceneName, count: number | undefined, stage: Stage): Promise<void> {
  if (stage.hosts.length === 0) throw new LabError('The lab has no hosts. Make some with "up N".');
  return scenes[name](stage, count);
}
