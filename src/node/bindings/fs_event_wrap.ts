/** internalBinding('fs_event_wrap') (src/fs_event_wrap.cc): nothing watches files here. */
import { HandleWrap } from '../thread/handle.ts';
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingFactory } from '../thread/thread.ts';

class FSEvent extends HandleWrap {
  get initialized(): boolean {
    return false;
  }

  start(): never {
    return notImplemented('fs.watch()');
  }
}

export const fsEventWrap: BindingFactory = (thread) => ({
  ...thread.skeleton('fs_event_wrap'),
  FSEvent,
});
