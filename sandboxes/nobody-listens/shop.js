// @ts-check
// A shop that takes orders. What it gives is a promise.
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { lane } from '#timeline';

/** The program that orders, on the timeline. */
export const customer = lane(basename(process.argv[1] ?? ''));

/**
 * Brings the goods after some milliseconds, unless they are sold out.
 * @param {string} goods
 * @param {number} ms
 * @returns {Promise<string>}
 */
export async function order(goods, ms) {
  const end = customer.begin(goods);
  await pause(ms);
  end();
  if (goods !== 'lamp') return goods;
  customer.mark('rejected');
  throw new Error('The lamp is sold out.');
}
