// @ts-check
/**
 * Reads what a run said of itself, for claims: spans, beats and the silence
 * between them. Times are milliseconds; claims compare them with each other
 * and never with a number of their own.
 * @typedef {import('../../src/notebook/timeline-events.ts').Run} Run
 *
 * @typedef {{ label: string, lane: string, from: number, to: number }} Span
 */

/**
 * The finished spans of a run in the order in which they began; `lane` is
 * the lane's label.
 * @param {Run} run
 * @param {{ label?: string, lane?: string }} [wanted]
 * @returns {Span[]}
 */
export function spans(run, wanted = {}) {
  const lanes = new Map();
  const ends = new Map();
  for (const event of run.events) {
    if (event.type === 'lane') lanes.set(event.lane, event.label);
    if (event.type === 'end') ends.set(event.span, event.at);
  }
  return run.events
    .filter((event) => event.type === 'begin')
    .filter((event) => ends.has(event.span))
    .map(({ label, lane, span, at }) => ({
      label,
      lane: lanes.get(lane) ?? lane,
      from: at,
      to: ends.get(span),
    }))
    .filter(({ label }) => label === (wanted.label ?? label))
    .filter(({ lane }) => lane === (wanted.lane ?? lane))
    .sort((a, b) => a.from - b.from);
}

/**
 * The only span of that name. An error if the run has none: then nothing
 * can be said of it.
 * @param {Run} run
 * @param {string} label
 * @returns {Span}
 */
export function span(run, label) {
  const [found] = spans(run, { label });
  if (!found) throw new Error(`The run has no finished span "${label}".`);
  return found;
}

/** @param {Span} span */
export function length(span) {
  return span.to - span.from;
}

/**
 * When the heart beat, in order. `lane` is the label of its lane, in a run
 * of several hearts.
 * @param {Run} run
 * @param {string} [lane]
 * @returns {number[]}
 */
export function beats(run, lane) {
  const lanes = run.events
    .filter((event) => event.type === 'lane')
    .filter(({ label }) => label === (lane ?? label))
    .map((event) => event.lane);
  return run.events
    .filter((event) => event.type === 'beat')
    .filter((event) => lanes.includes(event.lane))
    .map((event) => event.at)
    .sort((a, b) => a - b);
}

/**
 * How often the heart beat in a span.
 * @param {Run} run
 * @param {Span} span
 * @param {string} [lane]
 */
export function beatsDuring(run, span, lane) {
  return beats(run, lane).filter((at) => at > span.from && at < span.to)
    .length;
}

/**
 * The times between two beats that touch a span, from the longest down.
 * @param {Run} run
 * @param {Span} span
 * @param {string} [lane]
 */
export function silences(run, span, lane) {
  const times = beats(run, lane);
  return times
    .slice(1)
    .map((to, i) => ({ from: times[i] ?? to, to }))
    .filter(({ from, to }) => from < span.to && to > span.from)
    .map(({ from, to }) => to - from)
    .sort((a, b) => b - a);
}

/**
 * The longest of them.
 * @param {Run} run
 * @param {Span} span
 * @param {string} [lane]
 */
export function silence(run, span, lane) {
  return silences(run, span, lane)[0] ?? 0;
}

/**
 * How long two lists of spans were under way at the same time.
 * @param {Span[]} some
 * @param {Span[]} others
 */
export function overlap(some, others) {
  let total = 0;
  for (const a of some) {
    for (const b of others)
      total += Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
  }
  return total;
}
