// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { counter, lane } from '#timeline';

/** @type {Record<string, import('#timeline').Lane>} */
const lanes = {};
/** @type {Record<string, () => void>} */
const underWay = {};
const showTold = counter('price one is told');
const showTruth = counter('true price');

/**
 * Draws a step before it is made, and slowly enough to be seen.
 * @param {string} name
 * @param {string} what
 * @param {{ told: number, truth: number }} price
 */
export async function show(name, what, { told, truth }) {
  showTold(told);
  showTruth(truth);
  if (what === 'end') return;
  const here = (lanes[name] ??= lane(
    name < 'X' ? `reader ${name}` : `writer ${name}`,
  ));
  if (what === 'asks') underWay[name] = here.begin('waits for the answer');
  else if (what === 'is answered') underWay[name]?.();
  else here.mark(what);
  await pause(20);
}
