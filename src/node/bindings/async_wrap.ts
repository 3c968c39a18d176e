/** internalBinding('async_wrap'): src/async_wrap.cc. */
import type { BindingFactory, BindingObject } from '../thread/thread.ts';

export const asyncWrap: BindingFactory = ({ asyncHooks, loop, skeleton }) => {
  const destroyed: number[] = [];
  /** Destroy hooks run together, in a native immediate. */
  asyncHooks.queueDestroy = (asyncId) => {
    if (destroyed.push(asyncId) > 1) return;
    loop.setNativeImmediate(() => {
      for (const id of destroyed.splice(0)) asyncHooks.hooks?.destroy(id);
    });
  };
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
    queueDestroyAsyncId: asyncHooks.queueDestroy,
    registerDestroyHook() {},
    setPromiseHooks(...hooks: unknown[]) {
      promiseHooks = hooks;
    },
    getPromiseHooks: () => promiseHooks,
  };
  asyncHooks.onGrow = (idsStack) => (binding.async_ids_stack = idsStack);
  return binding;
};
