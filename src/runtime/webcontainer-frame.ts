/**
 * The hidden iframe in which `@webcontainer/api` runs, seen from outside: the client itself waits
 * for its first message for ever, whatever became of it.
 */
import { BootError } from './words.ts';

/** Milliseconds from the frame's `load` to its first message; a refused frame loads at once. */
const LOAD_TO_INIT = 8_000;

/** What the client puts into the page is known by its address, ever since it is there. */
type FrameState =
  /** There is none yet, or what it asks for has not come. */
  | 'loading'
  /** Something came; if it is the host it will say a word soon. */
  | 'loaded'
  /** It has not. */
  | 'silent'
  /** The policy of the page does not let it in. */
  | 'blocked'
  /** The host's word has come, and with it the client's port. */
  | 'initialised'
  /** Somebody took it out of the page: the client can make no other. */
  | 'removed';

/** The origin that the client talks to; `WEBCONTAINER_API_IFRAME_URL` is the client's own name. */
export function hostOrigin(): string {
  const { WEBCONTAINER_API_IFRAME_URL: url } = globalThis as {
    WEBCONTAINER_API_IFRAME_URL?: string;
  };
  return new URL(url ?? 'https://stackblitz.com').origin;
}

/** The one frame of this page, watched from before the client makes it until the page ends. */
export class HostFrame {
  #state: FrameState = 'loading';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Set<(state: FrameState) => void>();

  constructor() {
    const host = hostOrigin();
    addEventListener('message', ({ origin, data }: MessageEvent) => {
      if (origin === host && data?.type === 'init') this.#enter('initialised');
    });
    // `load` does not bubble, but it can be captured, even before the client has made its frame.
    const onLoad = ({ target }: Event) => {
      if (this.#state === 'loading' && isHostFrame(target as Node)) this.#enter('loaded');
    };
    document.addEventListener('load', onLoad, { capture: true });
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
      if (blockedURI.startsWith(host)) this.#enter('blocked');
    });
    new MutationObserver((changes) => {
      const removed = changes.flatMap(({ removedNodes }) => [...removedNodes]);
      if (removed.some(isHostFrame)) this.#enter('removed');
    }).observe(document.body, { childList: true });
  }

  get state(): FrameState {
    return this.#state;
  }

  /** Asks the host for anything. Rejects at once on a dead network; to succeed proves nothing yet. */
  async probe(signal?: AbortSignal): Promise<void> {
    const address = `${hostOrigin()}/headless`;
    try {
      await fetch(address, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal });
    } catch {
      signal?.throwIfAborted();
      // Where the page's policy has refused it, word of that comes in a task of its own.
      await new Promise((resolve) => setTimeout(resolve));
      if (this.#state === 'blocked') throw new BootError('blocked');
      throw new BootError(navigator.onLine ? 'unreachable' : 'no-network');
    }
  }

  /** Calls `listener` with the state as it is, and with each that follows, until `signal` aborts. */
  watch(listener: (state: FrameState) => void, signal: AbortSignal): void {
    this.#listeners.add(listener);
    signal.addEventListener('abort', () => this.#listeners.delete(listener));
    listener(this.#state);
  }

  /**
   * Sets the frame's address again, which makes the client's pending boot come true. For a frame
   * that has failed only: one that is on its way would be cut off, and its port be lost.
   */
  reload(): void {
    const frame = findFrame();
    this.#enter('loading');
    frame?.setAttribute('src', frame.src);
  }

  #enter(state: FrameState): void {
    // The client keeps the first port that it was given, and makes no second frame.
    if (this.#state === 'removed' || (this.#state === 'initialised' && state !== 'removed')) return;
    clearTimeout(this.#timer);
    this.#state = state;
    if (state === 'loaded') this.#timer = setTimeout(() => this.#enter('silent'), LOAD_TO_INIT);
    for (const listener of [...this.#listeners]) listener(state);
  }
}

function findFrame(): HTMLIFrameElement | undefined {
  return [...document.querySelectorAll('iframe')].find(isHostFrame);
}

function isHostFrame(node: Node | null): boolean {
  return node instanceof HTMLIFrameElement && node.src.startsWith(`${hostOrigin()}/headless`);
}
