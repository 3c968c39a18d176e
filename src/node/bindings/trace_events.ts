/** internalBinding('trace_events'): src/node_trace_events.cc. Nothing is traced. */
import type { BindingFactory } from '../thread/thread.ts';

export const traceEvents: BindingFactory = ({ skeleton }) => ({
  ...skeleton('trace_events'),
  hasAgent: () => false,
  isTraceCategoryEnabled: () => false,
  trace() {},
  setTraceCategoryStateUpdateHandler() {},
  getCategoryEnabledBuffer: () => new Uint8Array(1),
  getEnabledCategories: () => undefined,
});
