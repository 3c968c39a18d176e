// @ts-check
// A subscriber. What it hears goes into its own inbox, and it reads one
// message after the other, as fast as it can.
import { setTimeout as pause } from 'node:timers/promises';
import { counter, lane } from '#timeline';

export class Subscriber {
  /** @type {string[]} */
  heard = [];
  unread = 0;

  /**
   * @param {string} name
   * @param {number} [ms] that it takes to read a message
   */
  constructor(name, ms = 0) {
    this.name = name;
    this.ms = ms;
    this.lane = lane(name);
    this.count = counter(`unread, ${name}`);
    this.reading = Promise.resolve();
  }

  /** @param {string} message */
  hear(message) {
    this.lane.mark(`hears ${message}`);
    this.heard.push(message);
    this.count(++this.unread);
    this.reading = this.reading.then(() => this.read(message));
  }

  /** @param {string} message */
  async read(message) {
    // A model of what it does with it: a timer.
    if (this.ms > 0) {
      await this.lane.span(`reads ${message}`, () => pause(this.ms));
    }
    this.count(--this.unread);
  }
}
