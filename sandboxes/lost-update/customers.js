// @ts-check
import { lane } from '#timeline';

/** @typedef {typeof customers[number]} Customer */

/** Who comes, and for how much. */
export const customers = [
  { amount: 20, here: lane('takes 20') },
  { amount: 500, here: lane('takes 500') },
  { amount: 10, here: lane('takes 10') },
];
