/** internalBinding('performance'): src/node_perf.cc. */
import { CLONEABLE } from '../thread/cloneables.ts';
import type { BindingFactory, Thread } from '../thread/thread.ts';
import { Histogram, IntervalHistogram } from './histogram.ts';

/** Indices of `milestones`, which are in nanoseconds but for the origin's timestamp (µs). */
const MILESTONE = {
  timeOriginTimestamp: 0,
  timeOrigin: 1,
  environment: 2,
  nodeStart: 3,
  v8Start: 4,
  loopStart: 5,
  loopExit: 6,
  bootstrapComplete: 7,
} as const;

const NS_PER_MS = 1e6;

export const performanceBinding: BindingFactory = (thread: Thread) => {
  const { skeleton, loop } = thread;
  const shape = skeleton('performance');
  const milestones: Float64Array = shape['milestones'];
  const now = () => thread.uptime();
  /** As `process.hrtime()` has it, in nanoseconds. */
  const hrtime = () => (performance.timeOrigin + performance.now()) * NS_PER_MS;
  for (const name of Object.keys(shape['constants'])) {
    if (/_(ENTRY_TYPE|MILESTONE)_/.test(name)) {
      Object.defineProperty(shape['constants'], name, { enumerable: false });
    }
  }
  addMissing(Histogram, shape['Histogram']);
  thread.cloneables.register(Histogram, {
    name: 'performance:Histogram',
    mode: () => CLONEABLE,
    read: Histogram.contents,
    make: Histogram.of,
  });
  /** A thread is booted before its process begins; that counts as done at once. */
  const markStart = () => {
    milestones[MILESTONE.timeOriginTimestamp] = thread.timeOrigin * 1000;
    milestones[MILESTONE.timeOrigin] = thread.timeOrigin * NS_PER_MS;
    for (const name of ['nodeStart', 'v8Start', 'environment'] as const) {
      milestones[MILESTONE[name]] = hrtime();
    }
  };
  markStart();
  milestones[MILESTONE.loopStart] = -1;
  loop.onStart = () => {
    milestones[MILESTONE.loopStart] = hrtime();
  };
  milestones[MILESTONE.loopExit] = -1;
  return {
    ...shape,
    now,
    milestones,
    Histogram,
    createELDHistogram: (resolution: number) => new IntervalHistogram(resolution),
    setupObservers() {},
    notify() {},
    installGarbageCollectionTracking() {},
    removeGarbageCollectionTracking() {},
    markBootstrapComplete() {
      markStart();
      milestones[MILESTONE.bootstrapComplete] = hrtime();
    },
    loopIdleTime: () => loop.times.idle,
    uvMetricsInfo: () => [0, 0, 0],
  };
};

/** The methods of a class of the skeleton that `Class` does not implement: they say so. */
function addMissing(Class: { prototype: object }, skeleton: { prototype: object }): void {
  const methods = Object.getOwnPropertyDescriptors(skeleton.prototype);
  for (const [name, method] of Object.entries(methods)) {
    if (!(name in Class.prototype)) Object.defineProperty(Class.prototype, name, method);
  }
}
