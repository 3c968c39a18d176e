/** A container that does nothing but be torn down and lost. */
import type { Container, ContainerKind } from '../../src/runtime/container.ts';

export class FakeContainer implements Container {
  readonly kind: ContainerKind;
  readonly version = 'v26.10.0';
  readonly workdir = '/home/in-step';
  teardowns = 0;
  #lostListeners = new Set<(reason: string) => void>();

  constructor(kind: ContainerKind) {
    this.kind = kind;
  }

  get fs(): never {
    throw new Error('a fake has no files');
  }

  mount(): Promise<never> {
    return Promise.reject(new Error('a fake has no files'));
  }

  spawn(): Promise<never> {
    return Promise.reject(new Error('a fake has no processes'));
  }

  openPreview(): never {
    throw new Error('a fake has no ports');
  }

  on(event: string, listener: (...args: never[]) => void) {
    const lost = listener as (reason: string) => void;
    if (event === 'lost') this.#lostListeners.add(lost);
    return () => this.#lostListeners.delete(lost);
  }

  lose(reason: string) {
    for (const listener of this.#lostListeners) listener(reason);
  }

  teardown() {
    this.teardowns++;
  }
}
