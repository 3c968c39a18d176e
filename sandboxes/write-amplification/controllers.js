// @ts-check
// Two ways to run a flash chip: models. Both offer numbered pages that can be
// rewritten, as if there were no blocks.
import { Flash, PAGES } from './flash.js';

/** @typedef {import('./flash.js').Block} Block */

/** Each page has its place. To change it, its whole block is written anew. */
export class InPlace {
  flash = new Flash();

  /** @param {number} page */
  write(page) {
    const block = this.flash.blocks[Math.floor(page / PAGES)];
    if (!block) throw new Error(`There is no page ${page}.`);
    const kept = block.pages.filter((other) => other !== page);
    if (kept.length < block.pages.length) {
      this.flash.erase(block);
      for (const other of kept) this.flash.program(block, Number(other));
    }
    this.flash.program(block, page);
  }
}

/** A page is written wherever there is room. A table knows where it is. */
export class Translated {
  flash = new Flash();
  /** @type {Map<number, Block>} */
  #table = new Map();
  #free = new Set(this.flash.blocks);
  /** What is written and what is only moved go into blocks of their own. */
  #open = { written: this.#take('written'), moved: this.#take('moved') };
  #blockToMove;

  /** @param {typeof import('./exercise.js').blockToMove} blockToMove */
  constructor(blockToMove) {
    this.#blockToMove = blockToMove;
  }

  /** @param {number} page */
  write(page) {
    if (this.#open.written.pages.length === PAGES) this.#makeRoom();
    this.#put(page, 'written');
  }

  /**
   * @param {number} page
   * @param {'written' | 'moved'} why
   */
  #put(page, why) {
    if (this.#open[why].pages.length === PAGES) {
      this.#open[why] = this.#take(why);
    }
    const old = this.#table.get(page);
    if (old) old.pages[old.pages.indexOf(page)] = null;
    this.flash.program(this.#open[why], page);
    this.#table.set(page, this.#open[why]);
  }

  /** Garbage collection: empties what holds the most that is out of date. */
  #makeRoom() {
    while (this.#free.size < 3) {
      const [first] = this.#full().sort(
        (a, b) => stale(b) - stale(a) || a.erased - b.erased,
      );
      if (first) this.#empty(first);
    }
    const block = this.#blockToMove(this.#full(), this.flash.wear.most);
    if (block) this.#empty(block);
  }

  /** @param {Block} block */
  #empty(block) {
    for (const page of [...block.pages]) {
      if (page !== null) this.#put(page, 'moved');
    }
    this.flash.erase(block);
    this.#free.add(block);
  }

  #full() {
    const open = Object.values(this.#open);
    return this.flash.blocks.filter(
      (block) => block.pages.length === PAGES && !open.includes(block),
    );
  }

  /**
   * What is moved has long lain still: it may have the most worn block.
   * @param {'written' | 'moved'} why
   */
  #take(why) {
    const blocks = [...this.#free].sort((a, b) => a.erased - b.erased);
    const block = why === 'written' ? blocks[0] : blocks.at(-1);
    if (!block) throw new Error('No block is free.');
    this.#free.delete(block);
    return block;
  }
}

/** @param {Block} block */
function stale(block) {
  return block.pages.filter((page) => page === null).length;
}
