// @ts-check
import { randomUUID } from 'node:crypto';
import { retry } from './retry.js';

/**
 * Orders a book. The key is made once for the order, and not once for each
 * attempt: by it the shop knows that it has had this order already.
 * @param {import('#timeline').Lane} client
 * @param {string} url
 */
export function order(client, url) {
  const headers = { 'Idempotency-Key': randomUUID() };
  return retry(client, async (signal) => {
    const response = await fetch(url, { method: 'POST', headers, signal });
    return response.text();
  });
}
