/** Which bytes of a file are dirty: ranges in order, that neither touch nor overlap. */
export class ByteRanges {
  #ranges: [start: number, end: number][] = [];

  add(start: number, end: number): void {
    if (start >= end) return;
    const first = this.#ranges.findLastIndex((range) => range[1] < start) + 1;
    let after = first;
    for (; after < this.#ranges.length && this.#ranges[after]![0] <= end; after++) {
      start = Math.min(start, this.#ranges[after]![0]);
      end = Math.max(end, this.#ranges[after]![1]);
    }
    this.#ranges.splice(first, after - first, [start, end]);
  }

  /** Forgets what is beyond `size`. */
  cut(size: number): void {
    this.#ranges = this.#ranges
      .filter(([start]) => start < size)
      .map(([start, end]) => [start, Math.min(end, size)]);
  }

  get bytes(): number {
    return this.#ranges.reduce((sum, [start, end]) => sum + end - start, 0);
  }

  [Symbol.iterator](): IterableIterator<[start: number, end: number]> {
    return this.#ranges.values();
  }
}
