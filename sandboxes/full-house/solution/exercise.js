// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Places an order. `post` sends it and gives the response: 202 if it was
 * accepted, 503 if the house is full. Gives true once it is accepted, and
 * false if the client gives up.
 * @param {() => Promise<Response>} post
 * @returns {Promise<boolean>}
 */
export async function order(post) {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const response = await post();
    if (response.status === 202) return true;
    // When it was told to, and not all in the same moment.
    const seconds = Number(response.headers.get('retry-after') ?? 1);
    await pause(seconds * 1000 + Math.random() * 300);
  }
  return false;
}
