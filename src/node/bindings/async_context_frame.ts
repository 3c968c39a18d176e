/** internalBinding('async_context_frame'): the slot behind AsyncLocalStorage. */
import { getFrame, setFrame } from '../modules/async-context.ts';
import type { BindingFactory } from '../thread/thread.ts';

export const asyncContextFrame: BindingFactory = () => ({
  getContinuationPreservedEmbedderData: getFrame,
  setContinuationPreservedEmbedderData: setFrame,
});
