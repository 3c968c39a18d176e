/**
 * `<node-sandbox>`: the script that comes with the page. It loads the notebook's app at once when the
 * reader acts on the element, the page comes out of a reload or its address brings code. Else nothing is loaded before the
 * reader has touched anything on the page, or has edited this sandbox at an earlier visit; from then
 * on it is when the element comes near the window and the browser is idle. What the reader did before
 * the app was there is done again once it is.
 */
import { keptOverReload } from '../runtime/isolation/reload.ts';
import type { App } from './app.tsx';
import { loadEdits } from './edits.ts';
import { isLinkFor } from './share-link.ts';

/** Milliseconds without a sign after which the page says what it is doing. */
const LATE = 300;

/** Resolves when the reader first touches the page, in whatever way. */
const touched = new Promise<void>((resolve) => {
  for (const type of ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'keydown']) {
    addEventListener(type, () => resolve(), { once: true, passive: true, capture: true });
  }
});

/** Of the sandboxes so far: each is laid out in a frame of its own, when there is nothing else to do. */
let laidOut = Promise.resolve();

export class NodeSandbox extends HTMLElement {
  #loading: Promise<App> | undefined;
  #observer: IntersectionObserver | undefined;
  #listening: AbortController | undefined;

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    const layOut = () => void this.toggleAttribute('data-laid-out', true);
    // Where the address names a place below, what is above that takes its room before it is looked for.
    if (location.hash) layOut();
    else laidOut = laidOut.then(idleFrame).then(layOut);
    this.addEventListener('click', (event) => this.#onClick(event), { capture: true, signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { capture: true, signal });
    this.#observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) whenIdle(() => void this.#load());
      },
      { rootMargin: '300px' },
    );
    const name = this.getAttribute('name')!;
    const loadForLink = () => isLinkFor(this) && void this.#load();
    addEventListener('hashchange', loadForLink, { signal });
    if (keptOverReload(name) || isLinkFor(this)) return void this.#load();
    const isEdited = loadEdits(() => localStorage, name) !== null;
    void (isEdited ? Promise.resolve() : touched).then(() => this.#observer!.observe(this));
  }

  /** Runs the program as the Run button does; resolves when that has come to an end. */
  async run(): Promise<void> {
    await (await this.#load()).run();
  }

  stop(): void {
    if (this.#loading) void this.#loading.then((app) => app.stop());
  }

  disconnectedCallback(): void {
    this.#observer?.disconnect();
    this.#listening?.abort();
  }

  #onClick(event: MouseEvent): void {
    const target = event.target as Element;
    const wanted = target.closest('button') ?? target.closest('[data-file]');
    if (!wanted) return;
    event.stopPropagation();
    const again = new MouseEvent('click', event);
    void this.#load().then(() => wanted.dispatchEvent(again));
  }

  #onKey(event: KeyboardEvent): void {
    const isRun = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    const isEdit = event.key === 'Enter' && (event.target as Element).closest('[data-file]');
    if (!isRun && !isEdit) return;
    event.preventDefault();
    event.stopPropagation();
    const { target } = event;
    const again = new KeyboardEvent('keydown', event);
    void this.#load().then(() => target?.dispatchEvent(again));
  }

  /** Resolves when the app has taken over; never, if it could not be loaded. */
  #load(): Promise<App> {
    this.#observer?.disconnect();
    return (this.#loading ??= this.#takeOver());
  }

  async #takeOver(): Promise<App> {
    const late = setTimeout(() => this.#say('loading'), LATE);
    try {
      const { takeOver } = await import('./app.tsx');
      this.#listening?.abort();
      return takeOver(this);
    } catch {
      this.#loading = undefined;
      this.#say('loadFailed');
      return new Promise<never>(() => {});
    } finally {
      clearTimeout(late);
    }
  }

  #say(what: 'loading' | 'loadFailed'): void {
    const status = this.querySelector('[role="status"].nb-state');
    if (status) status.textContent = this.dataset[what] ?? '';
  }
}

function idleFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => whenIdle(resolve)));
}

/** Safari has no requestIdleCallback. */
function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 2000 });
  else setTimeout(callback, 200);
}

customElements.define('node-sandbox', NodeSandbox);
