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
  /** Its page is taken out of it, to be asked for anew. */
  | 'emptying'
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
  #element: HTMLIFrameElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listeners = new Set<(state: FrameState) => void>();

  constructor() {
    const host = hostOrigin();
    // Before the client's own listener, for this frame is watched first.
    addEventListener('message', (event: MessageEvent) => {
      if (event.origin !== host || event.data?.type !== 'init') return;
      // A word of the page that has gone brings a port that nobody answers.
      if (this.#state === 'emptying') event.stopImmediatePropagation();
      else this.#enter('initialised');
    });
    // `load` does not bubble, but it can be captured, even before the client has made its frame.
    const onLoad = ({ target }: Event) => {
      if (this.#state === 'loading' && this.#isElement(target as Node)) this.#enter('loaded');
    };
    document.addEventListener('load', onLoad, { capture: true });
    document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
      if (blockedURI.startsWith(host)) this.#enter('blocked');
    });
    new MutationObserver((changes) => {
      const removed = changes.flatMap(({ removedNodes }) => [...removedNodes]);
      if (removed.some((node) => this.#isElement(node))) this.#enter('removed');
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
   * Asks for the frame's page anew, which makes the client's pending boot come true. The page that is
   * there goes first: it may just have said its word, and that would be taken for the new one's.
   */
  reload(): void {
    const element = this.#find();
    if (!element || this.#state === 'emptying') return;
    const address = element.src;
    this.#enter('emptying');
    const onLoad = () => {
      // The host's own document is not to be seen from here; this was the load of the one that goes.
      if (!element.contentDocument) return;
      element.removeEventListener('load', onLoad);
      this.#enter('loading');
      element.src = address;
    };
    element.addEventListener('load', onLoad);
    element.src = 'about:blank';
  }

  #find(): HTMLIFrameElement | undefined {
    this.#element ??= [...document.querySelectorAll('iframe')].find(hasHostAddress);
    return this.#element;
  }

  #isElement(node: Node): boolean {
    return node === this.#element || hasHostAddress(node);
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

function hasHostAddress(node: Node): boolean {
  return node instanceof HTMLIFrameElement && node.src.startsWith(`${hostOrigin()}/headless`);
}
