// @ts-check
// A queue, in a place that does not crash: a model. It gives an event out
// until that is acknowledged, and then forgets it.

/** @typedef {{ id: number, kind: 'purchase' | 'view' }} Event */

export class Queue {
  /** @type {Event[]} */
  #events = [];
  #lane;

  /**
   * Every sixth event is a purchase.
   * @param {import('#timeline').Lane} lane
   * @param {number} length
   */
  constructor(lane, length) {
    this.#lane = lane;
    for (let id = 1; id <= length; id++) {
      this.#events.push({ id, kind: id % 6 === 0 ? 'purchase' : 'view' });
    }
  }

  waiting() {
    return [...this.#events];
  }

  /**
   * "I have everything up to there, you may forget it."
   * @param {number} id
   */
  acknowledge(id) {
    this.#lane.mark('forgets');
    this.#events = this.#events.filter((event) => event.id > id);
  }
}
