/** internalBinding('async_wrap'): src/async_wrap.cc. */
import { expectHooks } from '../modules/async-context.ts';
import { setPromiseHooks } from '../modules/promise-hooks.ts';
import type { BindingFactory, BindingObject } from '../thread/thread.ts';

interface DestroyHook {
  asyncId: number;
  /** Says that the hook has run already. */
  destroyed: { destroyed: boolean } | undefined;
}

export const asyncWrap: BindingFactory = (thread) => {
  const { asyncHooks, loop, skeleton } = thread;
  const collected = new FinalizationRegistry<DestroyHook>(({ asyncId, destroyed }) => {
    if (!destroyed?.destroyed) asyncHooks.emitDestroy(asyncId);
  });
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
    registerDestroyHook(object: object, asyncId: number, destroyed?: DestroyHook['destroyed']) {
      collected.register(object, { asyncId, destroyed });
    },
    setPromiseHooks(...hooks: any[]) {
      promiseHooks = hooks;
      const [init, before, after, settled] = hooks;
      const failed = (error: unknown) => thread.triggerUncaughtException(error, false);
      const some = init || before || after || settled;
      if (some) expectHooks();
      setPromiseHooks(some && { init, before, after, settled, failed });
    },
    getPromiseHooks: () => promiseHooks,
  };
  asyncHooks.onGrow = (idsStack) => (binding.async_ids_stack = idsStack);
  return binding;
};
