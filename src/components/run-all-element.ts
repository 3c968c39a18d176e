/**
 * `<run-all>`: runs the page's programs one after the other. Not at once: what a program shows of its
 * event loop holds only where that gets a processor.
 */
import type { NodeSandbox } from '../notebook/element.ts';

class RunAll extends HTMLElement {
  #stop: () => void = () => {};

  connectedCallback(): void {
    this.#button('run').onclick = () => void this.#run();
    this.#button('stop').onclick = () => this.#stop();
  }

  async #run(): Promise<void> {
    let isStopped = false;
    const { promise: stopped, resolve } = Promise.withResolvers<void>();
    this.#exchange('run', 'stop');
    const sandboxes = [...document.querySelectorAll<NodeSandbox>('node-sandbox')];
    for (const [i, sandbox] of sandboxes.entries()) {
      const title = titleOf(sandbox);
      this.#say('running', { number: i + 1, of: sandboxes.length, title });
      this.#stop = () => {
        isStopped = true;
        sandbox.stop();
        resolve();
      };
      await Promise.race([sandbox.run(), stopped]);
      if (isStopped) break;
    }
    this.#exchange('stop', 'run');
    const bad = sandboxes.filter((sandbox) => !ranWell(sandbox)).map(titleOf);
    if (isStopped) this.#say('stopped');
    else if (bad.length === 0) this.#say('well', { of: sandboxes.length });
    else this.#say('notWell', { of: sandboxes.length, title: bad.join(', ') });
  }

  #exchange(shown: string, next: string): void {
    const hadFocus = this.#button(shown) === document.activeElement;
    this.#button(shown).hidden = true;
    this.#button(next).hidden = false;
    if (hadFocus) this.#button(next).focus();
  }

  #say(sentence: string, values: Record<string, string | number> = {}): void {
    this.querySelector('[role="status"]')!.textContent = this.dataset[sentence]!.replace(
      /\{(\w+)\}/g,
      (_, name: string) => String(values[name]),
    );
  }

  #button(action: string): HTMLButtonElement {
    return this.querySelector(`[data-action="${action}"]`)!;
  }
}

function titleOf(sandbox: Element): string {
  return sandbox.querySelector('.nb-title')!.textContent!.trim();
}

/** It ended by itself and well, or serves on; and what the lesson says of it holds. */
function ranWell(sandbox: HTMLElement): boolean {
  const { state, exitCode } = sandbox.dataset;
  const claims = '.nb-results [data-claim][data-holds="false"]';
  return (state === 'running' || exitCode === '0') && !sandbox.querySelector(claims);
}

customElements.define('run-all', RunAll);
