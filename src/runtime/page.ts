/** This page's one runtime: choose.ts with the browser's storage, address and makers. */
import { settings } from 'virtual:in-step/settings';
import { createRuntime, type Runtime, type Slot } from './choose.ts';
import type { ContainerKind } from './container.ts';
import { findIsolatedPlace, isolatePage } from './isolation/isolate.ts';
import type { Settings } from './settings.ts';
import { BootError } from './words.ts';

const offers: Record<Settings['runtime'], readonly ContainerKind[]> = {
  webcontainer: ['webcontainer', 'embedded'],
  embedded: ['embedded', 'webcontainer'],
  'embedded-only': ['embedded'],
};

let runtime: Runtime | undefined;

/** The same runtime on every call; nothing of a container is loaded before its first demand. */
export function pageRuntime(): Runtime {
  const { apiKey, deadlines } = settings;
  runtime ??= createRuntime({
    asked: new URLSearchParams(location.search).get('runtime'),
    offers: offers[settings.runtime],
    deadlines,
    mayBootWebContainer: ['localhost', '127.0.0.1'].includes(location.hostname) || Boolean(apiKey),
    choice: slot(() => localStorage, 'in-step:runtime'),
    failure: slot(() => sessionStorage, 'in-step:webcontainer-failure'),
    makers: {
      webcontainer: async (options) => {
        const { bootWebContainer } = await fetched(import('./webcontainer.ts'));
        return bootWebContainer({ ...options, apiKey, isolate: isolatePage });
      },
      embedded: async (options) => {
        const { bootEmbedded } = await fetched(import('./embedded.ts'));
        return bootEmbedded({ ...options, findPlace: findIsolatedPlace });
      },
    },
  });
  return runtime;
}

/** Leaves nothing of what programs kept at /mnt/durable. Rejects with a `DurableError`. */
export async function wipeDurable(): Promise<void> {
  const state = pageRuntime().getState();
  if (state.phase === 'ready' && state.kind === 'embedded') {
    return (await pageRuntime().demand()).wipeDurable!();
  }
  const { wipeDisk } = await fetched(import('./durable.ts'));
  return wipeDisk();
}

/** What is imported on demand may meet a network that has gone. */
async function fetched<T>(module: Promise<T>): Promise<T> {
  try {
    return await module;
  } catch (error) {
    throw new BootError(navigator.onLine ? 'unreachable' : 'no-network', String(error));
  }
}

/** Storage may be refused to a page (private modes, cookies off): then nothing is remembered. */
function slot(storage: () => Storage, key: string): Slot {
  return {
    get() {
      try {
        return storage().getItem(key);
      } catch {
        return null;
      }
    },
    set(value) {
      try {
        if (value === null) storage().removeItem(key);
        else storage().setItem(key, value);
      } catch {
        // not remembered
      }
    },
  };
}
