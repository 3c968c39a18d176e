/** All scenes of the kernel lab, by their names. */
import type { Scene } from './scene.ts';
import { asleepOnDisk } from './scenes/asleep-on-disk.ts';
import { dirtyPages } from './scenes/dirty-pages.ts';
import { pullThePlug } from './scenes/pull-the-plug.ts';
import { threeWaysToWait } from './scenes/three-ways-to-wait.ts';

export const scenes: readonly Scene[] = [pullThePlug, dirtyPages, asleepOnDisk, threeWaysToWait];

/** Throws, in a sentence, where there is none of that name. */
export function sceneOf(name: string): Scene {
  const scene = scenes.find((scene) => scene.name === name);
  if (scene) return scene;
  const names = scenes.map(({ name }) => name).join(', ');
  throw new Error(`There is no scene "${name}" of the kernel lab; there are ${names}.`);
}
