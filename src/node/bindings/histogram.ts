/**
 * `Histogram` of internalBinding('performance'): src/histogram.cc over HdrHistogram. Values share a
 * counter when they agree in their first significant digits.
 */
import { notImplemented } from '../thread/skeleton.ts';

const MAX_INT64 = 2 ** 63;

export interface HistogramContents {
  exactBelow: number;
  highest: number;
  counts: Map<number, number>;
  exceeds: number;
}

export class Histogram {
  /** Values below are told apart; above, the digits that do not count are dropped. */
  #exactBelow: number;
  #highest: number;
  #counts = new Map<number, number>();
  #sorted: [value: number, count: number][] | undefined;
  #total = 0;
  #exceeds = 0;
  #previous = 0;

  constructor(
    _lowest: number | bigint = 1,
    highest: number | bigint = MAX_INT64,
    figures = 3,
    halfLife = 0,
  ) {
    if (halfLife > 0) notImplemented('the option halfLife of createHistogram()');
    this.#exactBelow = 2 ** Math.ceil(Math.log2(2 * 10 ** figures));
    this.#highest = Number(highest);
  }

  /** What a message carries of a histogram. */
  static contents(histogram: Histogram): HistogramContents {
    return {
      exactBelow: histogram.#exactBelow,
      highest: histogram.#highest,
      counts: histogram.#counts,
      exceeds: histogram.#exceeds,
    };
  }

  static of({ exactBelow, highest, counts, exceeds }: HistogramContents): Histogram {
    const histogram = new Histogram();
    histogram.#exactBelow = exactBelow;
    histogram.#highest = highest;
    for (const [value, count] of counts) histogram.#addCount(value, count);
    histogram.#exceeds = exceeds;
    return histogram;
  }

  /** How many values share the counter of this one. */
  #sizeAt(value: number): number {
    const ratio = (value + 1) / this.#exactBelow;
    return ratio <= 1 ? 1 : 2 ** Math.ceil(Math.log2(ratio));
  }

  #lowestOf(value: number): number {
    const size = this.#sizeAt(value);
    return Math.floor(value / size) * size;
  }

  #highestOf(value: number): number {
    return this.#lowestOf(value) + this.#sizeAt(value) - 1;
  }

  /** What a counter's values are taken for in means. */
  #medianOf(value: number): number {
    return this.#lowestOf(value) + Math.floor(this.#sizeAt(value) / 2);
  }

  #entries(): [value: number, count: number][] {
    return (this.#sorted ??= [...this.#counts].sort(([a], [b]) => a - b));
  }

  #addCount(value: number, count: number): void {
    const key = this.#lowestOf(value);
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count);
    this.#total += count;
    this.#sorted = undefined;
  }

  /** False where the value is beyond the highest that is tracked. */
  record(value: number | bigint): boolean {
    const number = Number(value);
    if (number > this.#highest) {
      this.#exceeds++;
      return false;
    }
    this.#addCount(number, 1);
    return true;
  }

  /** Records the nanoseconds since the last call. */
  recordDelta(): void {
    const now = Math.round(performance.now() * 1e6);
    if (this.#previous > 0 && now > this.#previous) this.record(now - this.#previous);
    this.#previous = now;
  }

  add(other: Histogram): void {
    for (const [value, count] of other.#counts) {
      if (value > this.#highest) this.#exceeds += count;
      else this.#addCount(value, count);
    }
    this.#exceeds += other.#exceeds;
  }

  reset(): void {
    this.#counts = new Map();
    this.#sorted = undefined;
    this.#total = this.#exceeds = this.#previous = 0;
  }

  count = () => this.#total;
  countBigInt = () => BigInt(this.#total);
  exceeds = () => this.#exceeds;
  exceedsBigInt = () => BigInt(this.#exceeds);
  countAt = (value: number) => this.#counts.get(this.#lowestOf(Number(value))) ?? 0;
  min = () => this.#entries()[0]?.[0] ?? MAX_INT64;
  minBigInt = () => (this.#total ? BigInt(this.min()) : 2n ** 63n - 1n);
  max = () => (this.#total ? this.#highestOf(this.#entries().at(-1)![0]) : 0);
  maxBigInt = () => BigInt(this.max());

  /** The mean of what `of` makes of each value. */
  #average(of: (value: number) => number): number {
    let sum = 0;
    for (const [value, count] of this.#entries()) sum += count * of(this.#medianOf(value));
    return sum / this.#total;
  }

  mean = () => this.#average((value) => value);

  #variance(mean: number): number {
    return this.#average((value) => (value - mean) ** 2);
  }

  stddev = () => Math.sqrt(this.#variance(this.mean()));

  skewness(): number {
    if (this.#total === 0) return 0;
    const mean = this.mean();
    const variance = this.#variance(mean);
    const third = this.#average((value) => (value - mean) * (value - mean) * (value - mean));
    return third / (variance * Math.sqrt(variance));
  }

  kurtosis(): number {
    if (this.#total === 0) return 0;
    const mean = this.mean();
    const variance = this.#variance(mean);
    const fourth = this.#average((value) => (value - mean) ** 2 * (value - mean) ** 2);
    return fourth / (variance * variance) - 3;
  }

  // Moving averages need a half-life.
  ewmaMean = () => 0;
  ewmaStddev = () => 0;
  ewmaErrorRate = () => 0;

  percentile(percentile: number): number {
    const wanted = Math.max(1, Math.round((Math.min(percentile, 100) / 100) * this.#total));
    let seen = 0;
    for (const [value, count] of this.#entries()) {
      seen += count;
      if (seen >= wanted) return this.#highestOf(value);
    }
    return 0;
  }

  percentileBigInt = (percentile: number) => BigInt(this.percentile(percentile));

  /** hdr_iter_percentile with one tick per half distance: 0, 50, 75, 87.5 … 100. */
  percentiles(map: Map<number, number>): void {
    let next = 0;
    let seen = 0;
    let last = 0;
    for (const [value, count] of this.#entries()) {
      seen += count;
      last = value;
      const reached = (100 * seen) / this.#total;
      while (next <= reached && next < 100) {
        map.set(next, value);
        next += 100 / 2 ** (Math.floor(Math.log2(100 / (100 - next))) + 1);
        if (seen === this.#total) break;
      }
    }
    map.set(100, last);
  }

  percentilesBigInt(map: Map<number, bigint>): void {
    const numbers = new Map<number, number>();
    this.percentiles(numbers);
    for (const [percentile, value] of numbers) map.set(percentile, BigInt(value));
  }

  percentilesAt(map: Map<number, number>, percentiles: Float64Array): void {
    for (const percentile of percentiles) map.set(percentile, this.percentile(percentile));
  }

  cdf(value: number): number {
    let below = 0;
    for (const [at, count] of this.#entries()) if (at <= value) below += count;
    return this.#total ? below / this.#total : 0;
  }
}

/** Records how late the turns of the event loop are: monitorEventLoopDelay(). */
export class IntervalHistogram extends Histogram {
  readonly #resolution: number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `resolution` in milliseconds. */
  constructor(resolution: number) {
    super(1, 3.6e12, 3);
    this.#resolution = resolution;
  }

  #tick = (): void => {
    this.recordDelta();
    this.#timer = setTimeout(this.#tick, this.#resolution);
  };

  start(reset: boolean): void {
    if (reset) this.reset();
    this.#timer ??= setTimeout(this.#tick, this.#resolution);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
