/** The values with which a sandbox must go as claimed besides its own: the ends of what may be set. */
import { defaultsOf, FAULT, SEED, type Controls, type Values } from '../notebook/controls.ts';

/** This and the lesson's own stand for all seeds: what is drawn from them differs. */
const OTHER_SEED = 8;

/**
 * Every pair of slider ends, and each fault with both seeds: all that differ from the lesson's own
 * values. Sliders stand at their defaults for faults and seeds.
 */
export function cornersOf(controls: Controls | undefined): Values[] {
  if (!controls) return [];
  const defaults = defaultsOf(controls);
  const ends = controls.numbers.reduce<Values[]>(
    (corners, { env, min, max }) =>
      corners.flatMap((corner) => [min, max].map((end) => ({ ...corner, [env]: `${end}` }))),
    [defaults],
  );
  const faults = controls.faults.length > 0 ? controls.faults.map(({ value }) => value) : [null];
  const seeds = controls.seed === null ? [null] : [controls.seed, OTHER_SEED];
  const drawn = faults.flatMap((fault) =>
    seeds.map((seed) => ({
      ...defaults,
      ...(fault !== null && { [FAULT]: fault }),
      ...(seed !== null && { [SEED]: `${seed}` }),
    })),
  );
  const all = new Map([...ends, ...drawn].map((values) => [JSON.stringify(values), values]));
  all.delete(JSON.stringify(defaults));
  return [...all.values()];
}
