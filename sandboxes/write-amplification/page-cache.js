// @ts-check
// A page cache: a model. What a program writes changes a page in memory and
// makes it dirty; a flush hands whole pages to the device.

export const PAGE = 4096; // bytes

export class PageCache {
  /** @type {Set<number>} */
  #dirty = new Set();
  #device;

  /** @param {{ write(page: number): void }} device */
  constructor(device) {
    this.#device = device;
  }

  /** @param {number} offset the byte of the file that changes */
  writeByte(offset) {
    this.#dirty.add(Math.floor(offset / PAGE));
  }

  /** The device knows no bytes, only pages. */
  flush() {
    for (const page of this.#dirty) this.#device.write(page);
    this.#dirty.clear();
  }
}
