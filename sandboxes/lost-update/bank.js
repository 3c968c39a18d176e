// @ts-check
// A model of a bank. The account is a number in memory; but each call is
// answered 20 milliseconds later, as though the bank were somewhere else.
import { setTimeout as pause } from 'node:timers/promises';
import { counter } from '#timeline';

/** @typedef {ReturnType<typeof openAccount>} Account */

/**
 * @param {string} name
 * @param {number} balance
 */
export function openAccount(name, balance) {
  const show = counter(name);
  show(balance);

  return {
    async read() {
      await pause(20);
      return balance;
    },

    /** @param {number} value */
    async write(value) {
      await pause(20);
      show((balance = value));
    },

    /**
     * Reads and writes in one go: nobody else can come in between.
     * @param {(balance: number) => number} change
     */
    async update(change) {
      await pause(20);
      show((balance = change(balance)));
    },
  };
}

/**
 * What remains, unless it would be less than nothing.
 * @param {number} balance
 * @param {number} amount
 */
export function minus(balance, amount) {
  if (amount > balance) throw new Error('There is not enough money.');
  return balance - amount;
}
