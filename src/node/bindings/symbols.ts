/** internalBinding('symbols'): the per-isolate symbols of src/env_properties.h. */
import type { BindingFactory } from '../thread/thread.ts';

export const symbols: BindingFactory = ({ perIsolateSymbols }) => perIsolateSymbols;
