// @ts-check
// Many clients come before the shop has opened. Once nobody is turned
// away, once only a few may wait. Then it is your turn to come back.
import { setTimeout as pause } from 'node:timers/promises';
import { lane } from '#timeline';
import { order } from './exercise.js';
import { buildShop } from './shop.js';

const clients = lane('clients');

for (const limit of [Infinity, Number(process.env.QUEUE_LIMIT ?? 5)]) {
  const shop = await buildShop(limit);
  const title = limit === Infinity ? 'no limit' : 'few may wait';
  const statuses = await clients.span(title, () =>
    Promise.all(numbers(20).map(async (n) => (await post(shop, n)).status)),
  );
  shop.open();
  await shop.close();
  report(title, statuses.filter((status) => status === 202).length, 20);
  const longest = Math.round(Math.max(...shop.waits));
  const others = shop.waits.length - 1; // all were served before the last
  console.log(`  longest wait: ${longest} ms, behind ${others} others`);
  await pause(60);
}

// Your turn: ten clients that use `order` in exercise.js. The shop opens
// when all of them have been there once.
const shop = await buildShop(5);
const orders = numbers(10).map((n) => order(() => post(shop, n)));
while (shop.visits() < 10) await pause(10);
shop.open();
const placed = await clients.span('your turn', () => Promise.all(orders));
await shop.close();
report('your turn', placed.filter(Boolean).length, 10);
console.log(`  came back too early: ${shop.early()} times`);
for (const [seconds, all] of Object.entries(shop.away)) {
  const mean = all.reduce((sum, ms) => sum + ms, 0) / all.length / 1000;
  const stayed = all.length > 0 ? `${mean.toFixed(2)} s` : 'for good';
  console.log(`  told ${seconds} s: stayed away ${stayed}`);
}

/**
 * @param {Awaited<ReturnType<typeof buildShop>>} shop
 * @param {number} client
 */
function post(shop, client) {
  return fetch(`${shop.address}/${client}`, { method: 'POST' });
}

/** @param {number} count */
function numbers(count) {
  return Array.from({ length: count }, (_, i) => i + 1);
}

/**
 * @param {string} title
 * @param {number} accepted
 * @param {number} all
 */
function report(title, accepted, all) {
  const refused = all - accepted;
  console.log(`${title}: ${accepted} accepted, ${refused} refused`);
}
