/** internalBinding('timers'): src/timers.cc. */
import type { BindingFactory } from '../thread/thread.ts';

export const timers: BindingFactory = ({ loop }) => ({
  immediateInfo: loop.immediateInfo,
  timeoutInfo: new Int32Array(1),
  setupTimers(
    processImmediate: typeof loop.immediateCallback,
    processTimers: typeof loop.timersCallback,
  ) {
    loop.immediateCallback = processImmediate;
    loop.timersCallback = processTimers;
  },
  getLibuvNow: () => loop.updateTime(),
  scheduleTimer: (ms: number) => loop.scheduleTimer(ms),
  toggleTimerRef: (on: boolean) => loop.refTimer(on),
  /** The loop looks at immediateInfo itself. */
  toggleImmediateRef() {},
});
