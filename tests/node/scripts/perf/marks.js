// Marks, measures, observers, timerify, histograms and the loop's own numbers.
const {
  performance,
  PerformanceObserver,
  PerformanceEntry,
  createHistogram,
  monitorEventLoopDelay,
  timerify,
  eventLoopUtilization,
  constants,
} = require('perf_hooks');

console.log(performance === globalThis.performance, PerformanceObserver.supportedEntryTypes);
console.log(Object.keys(constants));
console.log(Math.abs(Date.now() - (performance.timeOrigin + performance.now())) < 1000);
const timing = performance.nodeTiming.toJSON();
console.log(Object.keys(timing), timing.name, timing.entryType);
console.log(
  timing.nodeStart <= timing.v8Start,
  timing.v8Start <= timing.environment,
  timing.environment <= timing.bootstrapComplete,
  timing.loopExit,
  timing.loopStart,
);

// A process that has just begun, and a thread of it.
console.log(performance.now() < 20_000, process.uptime() < 20, timing.bootstrapComplete >= 0);
const { Worker } = require('worker_threads');
const worker = new Worker(
  "require('worker_threads').parentPort.postMessage([performance.timeOrigin, performance.now()])",
  { eval: true },
);
const heard = new Promise((resolve) => worker.once('exit', resolve));
let told;
worker.once('message', (message) => (told = message));

const plain = (entry) => ({ name: entry.name, type: entry.entryType, detail: entry.detail });
const mark = performance.mark('a', { detail: { some: 'detail' }, startTime: 10 });
console.log(mark.toJSON(), mark instanceof PerformanceEntry);
performance.mark('b', { startTime: 25 });
console.log(performance.measure('a to b', 'a', 'b').duration);
console.log(performance.measure('spans', { start: 5, end: 8, detail: 1 }).toJSON());
console.log(performance.measure('long', { start: 'a', duration: 4 }).duration);
console.log(performance.getEntries().map(plain));
console.log(
  performance.getEntriesByName('a').length,
  performance.getEntriesByType('measure').length,
);
performance.clearMarks('a');
performance.clearMeasures();
console.log(performance.getEntries().map(plain));
for (const attempt of [
  () => performance.measure('x', 'unknown'),
  () => performance.mark('x', { startTime: -1 }),
  () => performance.mark(Symbol('s')),
  () => new PerformanceObserver(),
  () => new PerformanceObserver(() => {}).observe(),
  () => timerify('x'),
  () => createHistogram({ lowest: 0 }),
  () => monitorEventLoopDelay({ resolution: 0 }),
]) {
  try {
    console.log(attempt());
  } catch ({ name, code, message }) {
    console.log(name, code, message);
  }
}

const histogram = createHistogram({ lowest: 1, highest: 1_000_000, figures: 3 });
for (let i = 1; i <= 100; i++) histogram.record(i * 10);
histogram.record(12345n);
console.log(histogram.count, histogram.min, histogram.max, histogram.mean, histogram.stddev);
console.log(
  histogram.percentile(50),
  histogram.percentile(99),
  histogram.exceeds,
  histogram.percentiles,
);
console.log(histogram);
const other = createHistogram();
other.record(7);
histogram.add(other);
console.log(histogram.count, histogram.min, histogram.toJSON().count);
const copy = structuredClone(histogram);
console.log(copy.count, copy.max, copy.mean, copy.percentile(50), copy.record(5), copy.count);
histogram.reset();
console.log(histogram.count, histogram.max, histogram.countBigInt);

const timed = timerify(function named(a, b) {
  return a + b;
});
console.log(timed.name, timed.length, timed(1, 2));
console.log(Object.keys(eventLoopUtilization()), eventLoopUtilization().active >= 0);

const seen = [];
const observer = new PerformanceObserver((list, self) => {
  console.log(self === observer, list.getEntries().map(plain));
  seen.push(...list.getEntries());
});
observer.observe({ entryTypes: ['mark', 'measure', 'function'] });
performance.mark('observed');
performance.measure('measured', { start: 0, end: 1 });
timed(3, 4);
console.log('nothing yet', seen.length, observer.takeRecords().map(plain));
performance.mark('again');

const buffered = new PerformanceObserver((list) => {
  console.log('buffered', list.getEntriesByType('mark').map(plain));
  buffered.disconnect();
  observer.disconnect();
  performance.mark('nobody hears this');
  heard.then(delays);
});
setImmediate(() => buffered.observe({ type: 'mark', buffered: true }));

function delays() {
  const [timeOrigin, now] = told;
  console.log('thread', timeOrigin === performance.timeOrigin, now > timing.bootstrapComplete);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  console.log(delay.enable(), delay.enable(), delay.count);
  const began = eventLoopUtilization();
  const start = performance.now();
  const wait = () => {
    if (delay.count < 3) return setTimeout(wait, 5);
    while (performance.now() - start < 200);
    setTimeout(() => {
      const { utilization } = eventLoopUtilization(began);
      console.log(delay.disable(), delay.disable(), delay.max >= 50e6, delay.min > 0);
      console.log(utilization > 0 && utilization <= 1, delay.percentiles.size > 0);
    }, 20);
  };
  wait();
}
