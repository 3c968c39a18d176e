// @ts-check
// A flash chip: a model, and far too small. A page can only be written while
// it is empty. Only a whole block can be emptied, and only so many times.

export const BLOCKS = 12;
export const PAGES = 8; // in a block
export const ENDURANCE = 100; // how often a block can be erased

/**
 * `pages` says what stands on those that were written: the number of a page
 * as the system counts, or `null` if it is out of date.
 * @typedef {{ pages: (number | null)[], erased: number }} Block
 */

export class Flash {
  /** @type {Block[]} */
  blocks = Array.from({ length: BLOCKS }, () => ({ pages: [], erased: 0 }));
  /** How many pages were written, for whatever reason. */
  written = 0;

  /**
   * @param {Block} block
   * @param {number} page
   */
  program(block, page) {
    if (block.pages.length === PAGES) throw new Error('The block is full.');
    block.pages.push(page);
    this.written += 1;
  }

  /** @param {Block} block */
  erase(block) {
    block.pages = [];
    block.erased += 1;
  }

  /** How often the blocks were erased: the least and the most worn. */
  get wear() {
    const erased = this.blocks.map((block) => block.erased);
    return { least: Math.min(...erased), most: Math.max(...erased) };
  }
}
