// @ts-check
// An account of 100, and three customers who want money from it at the same
// time: 20, 500 and 10. The second cannot have it. How much remains?
import { minus, openAccount } from './bank.js';
import { customers } from './customers.js';
import { createLock } from './exercise.js';

/** @typedef {import('./bank.js').Account} Account */
/** @typedef {import('./customers.js').Customer} Customer */

// Read, then write. In between is an await.
const first = openAccount('first account', 100);
await everybody('first', first, (customer) => withdraw(first, customer));

// The bank does both in one go.
const second = openAccount('second account', 100);
await everybody('second', second, ({ amount, here }) =>
  here.span('updates', () =>
    second.update((balance) => minus(balance, amount)),
  ),
);

// Your turn: read and write as before, but behind a lock. See exercise.js.
const third = openAccount('third account', 100);
const locked = createLock();
await everybody('your turn', third, (customer) =>
  locked(() => withdraw(third, customer)),
);

/**
 * @param {Account} account
 * @param {Customer} customer
 */
async function withdraw(account, { amount, here }) {
  const balance = await here.span('reads', () => account.read());
  const rest = minus(balance, amount);
  await here.span('writes', () => account.write(rest));
}

/**
 * @param {string} name
 * @param {Account} account
 * @param {(customer: Customer) => Promise<void>} take
 */
async function everybody(name, account, take) {
  const results = await Promise.allSettled(customers.map(take));
  console.log(`${name}: ${results.map(({ status }) => status).join(', ')}`);
  console.log(`  expected 70, found ${await account.read()}`);
}
