/**
 * `<node-sandbox>`: the script that comes with the page. It loads the notebook's app when the
 * element comes near the window and the browser is idle, or at once when the reader acts on it or
 * the page comes out of a reload; what the reader did before the app was there is done again once
 * it is.
 */
import { keptOverReload } from '../runtime/isolation/reload.ts';

class NodeSandbox extends HTMLElement {
  #loading: Promise<void> | undefined;
  #observer: IntersectionObserver | undefined;
  #listening: AbortController | undefined;

  connectedCallback(): void {
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.addEventListener('click', (event) => this.#onClick(event), { capture: true, signal });
    this.addEventListener('keydown', (event) => this.#onKey(event), { capture: true, signal });
    this.#observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) whenIdle(() => void this.#load());
      },
      { rootMargin: '300px' },
    );
    this.#observer.observe(this);
    if (keptOverReload(this.getAttribute('name')!)) void this.#load();
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
  #load(): Promise<void> {
    this.#observer?.disconnect();
    this.#loading ??= import('./app.tsx').then(
      ({ takeOver }) => {
        this.#listening?.abort();
        takeOver(this);
      },
      () => {
        this.#loading = undefined;
        const status = this.querySelector('[role="status"].nb-state');
        if (status) status.textContent = this.dataset['loadFailed'] ?? '';
        return new Promise<never>(() => {});
      },
    );
    return this.#loading;
  }
}

/** Safari has no requestIdleCallback. */
function whenIdle(callback: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(callback, { timeout: 2000 });
  else setTimeout(callback, 200);
}

customElements.define('node-sandbox', NodeSandbox);
