/** This page's one runtime: choose.ts with the browser's storage, address and makers. */
import { settings } from 'virtual:in-step/settings';
import { createRuntime, type Runtime, type Slot } from './choose.ts';
import type { Container, ContainerKind, DurableFolder } from './container.ts';
import { findIsolatedPlace, isolatePage } from './isolation/isolate.ts';
import { BASE } from './isolation/site-frame.ts';
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
        // Known when the site is built: where it is false, what follows is no part of it.
        if (!import.meta.env.HAS_WEBCONTAINER) throw new BootError('not-allowed');
        const { bootWebContainer } = await fetched(import('./webcontainer.ts'));
        return bootWebContainer({ ...options, apiKey, isolate: isolatePage });
      },
      embedded: async (options) => {
        const { bootEmbedded } = await fetched(import('./embedded.ts'));
        return bootEmbedded({ ...options, base: BASE, findPlace: findIsolatedPlace });
      },
    },
  });
  return runtime;
}

/** What programs keep at /mnt/durable; to wipe it no container is needed. */
export const pageDurable: DurableFolder = {
  list: async () => (await readyContainer())?.durable?.list() ?? [],
  async wipe() {
    const { durable } = (await readyContainer()) ?? {};
    if (durable) return durable.wipe();
    const { wipeDisk } = await fetched(import('./durable.ts'));
    return wipeDisk();
  },
};

/** The container, if there is one: none is booted for this. */
async function readyContainer(): Promise<Container | null> {
  const runtime = pageRuntime();
  return runtime.getState().phase === 'ready' ? runtime.demand() : null;
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
