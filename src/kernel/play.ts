/** Plays a scene at the bench, step by step. */
import type { Lab } from './lab.ts';
import type { Recorder } from './recorder.ts';
import type { Scene } from './scene.ts';

/** Resolves when its last step is done; rejects with the reason of `signal` when that is aborted. */
export async function play(
  scene: Pick<Scene, 'steps'>,
  lab: Lab,
  recorder: Recorder,
  signal?: AbortSignal,
  /** Is told which step begins, from 1. */
  onStep: (step: number) => void = () => {},
): Promise<void> {
  for (const [i, step] of scene.steps.entries()) {
    signal?.throwIfAborted();
    onStep(i + 1);
    if ('delay' in step) lab.setDelay(step.delay);
    else if ('command' in step) {
      recorder.lane = step.lane;
      await lab.command(step.command);
    } else if (step.act === 'power-on') await lab.powerOn();
    else if (step.act === 'pull') await lab.pull();
    else lab.newDisk();
  }
  signal?.throwIfAborted();
}
