import { LabError } from '../errors.ts';
import { basic } from './basic.ts';
import { crowd } from './crowd.ts';
import type { Stage } from './stage.ts';

export const SCENES = ['basic', 'crowd'] as const;

/** Plays a scene. Playing it again repairs what has changed since. */
export async function playScene(name: string, count: number | undefined, stage: Stage): Promise<void> {
  if (stage.hosts.length === 0) throw new LabError('The lab has no hosts. Make some with "up N".');
  if (name === 'basic') return basic(stage);
  if (name === 'crowd') return crowd(stage, count ?? 20);
  throw new LabError(`There is no scene "${name}". There are: ${SCENES.join(', ')}.`);
}
