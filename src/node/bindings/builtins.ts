/** internalBinding('builtins'): src/node_builtins.cc, over the bundle of Node's lib. */
import { activate } from '../modules/async-context.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** Whoever loads it is about to use AsyncLocalStorage. */
const ASYNC_LOCAL_STORAGE = 'internal/async_local_storage/async_context_frame';

export const builtins: BindingFactory = ({ lib, hooks }) => ({
  natives: {},
  builtinIds: [...lib.modules.keys(), ...Object.keys(lib.leftOut)].sort(),
  builtinCategories: {
    cannotBeRequired: new Set(lib.data.cannotBeRequired),
    canBeRequired: new Set(lib.data.canBeRequired),
  },
  config: lib.data.config,
  compileFunction(id: string) {
    const reason = lib.leftOut[id];
    if (reason !== undefined) {
      const name = id.startsWith('internal/') ? id : `node:${id}`;
      const error = new Error(`${name} is not available in the embedded Node: ${reason}.`);
      throw Object.assign(error, { code: 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM' });
    }
    if (id === ASYNC_LOCAL_STORAGE) activate();
    return lib.functionOf(id);
  },
  setInternalLoaders(
    internalBinding: NonNullable<typeof hooks.internalBinding>,
    require: NonNullable<typeof hooks.require>,
  ) {
    hooks.internalBinding = internalBinding;
    hooks.require = require;
  },
  hasCachedBuiltins: () => true,
  getCacheUsage: () => ({
    compiledWithCache: [],
    compiledWithoutCache: [],
    compiledInSnapshot: [],
  }),
});
