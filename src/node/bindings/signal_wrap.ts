/** internalBinding('signal_wrap') (src/signal_wrap.cc): handlers of POSIX signals. */
import { canBeHandled, SIGNALS } from '../frame/signals.ts';
import { HandleWrap } from '../thread/handle.ts';
import type { BindingFactory } from '../thread/thread.ts';

export const signalWrap: BindingFactory = (thread) => {
  const handles = new Set<Signal>();
  const raise = (signal: number): void => {
    for (const handle of handles) if (handle.signal === signal) handle.emit('onsignal', signal);
  };
  thread.onMessage('signal', ({ signal }) => raise(signal));
  thread.onMessage('resize', () => raise(SIGNALS['SIGWINCH']!));

  class Signal extends HandleWrap {
    #signal = 0;

    override get provider(): string {
      return 'SIGNALWRAP';
    }
    get signal(): number {
      return this.#signal;
    }
    start(signal: number): number {
      if (!canBeHandled(signal)) return thread.errno('EINVAL');
      this.#signal = signal;
      handles.add(this);
      this.setActive(true);
      thread.post({ type: 'watch-signal', signal, watching: true });
      return 0;
    }
    stop(): number {
      if (!handles.delete(this)) return 0;
      this.setActive(false);
      const signal = this.#signal;
      const watching = [...handles].some((other) => other.signal === signal);
      thread.post({ type: 'watch-signal', signal, watching });
      return 0;
    }
    override onClose(): void {
      this.stop();
    }
  }
  return { Signal };
};
