import { LabError } from '../errors.ts';
import { basic } from './basic.ts';
import { crowd } from './crowd.ts';
import type { Stage } from './stage.ts';

export const SCENES = ['basic', 'crowd'] as const;
export type SceneName = (typeof SCENES)[number];

/** Whether a scene of this name exists. */
export function isSceneName(name: string): name is SceneName {
  return SCENES.some((scene) => scene === name);
}

/** Plays a scene. Playing it again repairs what has changed since. */
export function playScene(name: SceneName, count: number | undefined, stage: Stage): Promise<void> {
  if (stage.hosts.length === 0) throw new LabError('The lab has no hosts. Make some with "up N".');
  return name === 'basic' ? basic(stage) : crowd(stage, count ?? 20);
}
