// @ts-check
import { retry } from './retry.js';

/**
 * Orders a book. The shop takes each attempt for an order of its own. Let
 * it see that all of them are one and the same.
 * @param {import('#timeline').Lane} client
 * @param {string} url
 */
export function order(client, url) {
  return retry(client, async (signal) => {
    const response = await fetch(url, { method: 'POST', signal });
    return response.text();
  });
}
