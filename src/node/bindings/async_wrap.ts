/** internalBinding('async_wrap'): src/async_wrap.cc. */
import type { BindingFactory, BindingObject } from '../thread/thread.ts';

export const asyncWrap: BindingFactory = ({ asyncHooks, loop, skeleton }) => {
  asyncHooks.setNativeImmediate = (callback) => loop.setNativeImmediate(callback);
  let promiseHooks: unknown[] = [undefined, undefined, undefined, undefined];
  const binding: BindingObject = {
    ...skeleton('async_wrap'),
    async_hook_fields: asyncHooks.fields,
    async_id_fields: asyncHooks.ids,
    async_ids_stack: asyncHooks.idsStack,
    execution_async_resources: asyncHooks.resources,
    setupHooks(hooks: any) {
      asyncHooks.hooks = hooks;
    },
    setCallbackTrampoline() {},
    pushAsyncContext: (asyncId: number, triggerAsyncId: number) =>
      asyncHooks.push(asyncId, triggerAsyncId),
    popAsyncContext: (asyncId: number) => asyncHooks.pop(asyncId),
    clearAsyncIdStack: () => asyncHooks.clear(),
    executionAsyncResource: (index: number) => asyncHooks.resources[index],
    queueDestroyAsyncId: (asyncId: number) => asyncHooks.queueDestroy(asyncId),
    registerDestroyHook() {},
    setPromiseHooks(...hooks: unknown[]) {
      promiseHooks = hooks;
    },
    getPromiseHooks: () => promiseHooks,
  };
  asyncHooks.onGrow = (idsStack) => (binding.async_ids_stack = idsStack);
  return binding;
};
