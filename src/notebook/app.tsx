/** The browser's side: takes the server's HTML over, and mirrors the run's state to the element. */
import { effect } from '@preact/signals';
import { hydrate } from 'preact';
import { pageDurable, pageRuntime } from '../runtime/page.ts';
import { installSnapshots } from '../runtime/snapshots.ts';
import { beforeReload, keptOverReload } from '../runtime/isolation/reload.ts';
import { Notebook } from './Notebook.tsx';
import { connectSettings, isCalm } from './reader-settings.ts';
import { loadChecks, sandboxSnapshots, sandboxTree } from './sandbox-files.ts';
import type { Sandbox } from './sandbox.ts';
import { Session, type KeptSession } from './session.ts';
import { isLinkFor } from './share-link.ts';

/** `top`: where the notebook that runs stood in the window, in pixels. */
type KeptNotebook = KeptSession & { top: number };

/** What the page may ask of a notebook. */
export interface App {
  /** Resolves when the run has come to an end, or serves. */
  run: () => Promise<void>;
  stop: () => void;
}
connectSettings(() => localStorage);
effect(() => void document.documentElement.toggleAttribute('data-calm', isCalm.value));

/** Makes the server's HTML in `host` live. */
export function takeOver(host: HTMLElement): App {
  const sandbox = JSON.parse(host.querySelector('script')!.textContent!) as Sandbox;
  const panels = [...host.querySelectorAll<HTMLElement>('[data-file]')];
  const highlighted = Object.fromEntries(
    panels.map((panel) => [panel.dataset['file']!, panel.innerHTML]),
  );
  const session = new Session(sandbox, host.lang === 'ko' ? 'ko' : 'en', {
    runtime: pageRuntime(),
    storage: () => localStorage,
    nextFrame,
    loadChecks,
    sandboxTree,
    sandboxSnapshots,
    install: installSnapshots,
    durable: pageDurable,
    address: () => location.origin + location.pathname,
    forgetLink: () => history.replaceState(history.state, '', location.pathname + location.search),
  });
  const ticked = [...host.querySelectorAll<HTMLInputElement>('input:checked')];
  const moved = [...host.querySelectorAll<HTMLInputElement>('.nb-controls input')]
    .map((input) => ({ input, value: input.value }))
    .filter(({ input, value }) => value !== input.defaultValue);
  hydrate(
    <Notebook session={session} highlighted={highlighted} />,
    host.querySelector('.nb-root')!,
  );
  const kept = keptOverReload(sandbox.name) as KeptNotebook | undefined;
  session.connect(kept);
  // What the reader chose while only the server's HTML was there, which ticks nothing.
  for (const input of ticked) {
    input.checked = true;
    input.dispatchEvent(new Event('change'));
  }
  for (const { input, value } of moved) {
    input.value = value;
    input.dispatchEvent(new Event('input'));
  }
  effect(() => mirror(host, session));
  if (!kept) openLink(host, session);
  addEventListener('hashchange', () => openLink(host, session));
  if (kept?.runs) scrollBy(0, topOf(host) - kept.top);
  beforeReload(() => ({ [sandbox.name]: { ...session.keep(), top: topOf(host) } }));
  return {
    run: () => Promise.race([session.run(), served(session)]),
    stop: () => session.stop(),
  };
}

/** Resolves when the program has become a server, whose run has no end. */
function served({ runner }: Session): Promise<void> {
  return new Promise((resolve) => {
    effect(() => {
      if (runner.served.value) resolve();
    });
  });
}

/** Shows code that the page's address brings for this sandbox. */
function openLink(host: HTMLElement, session: Session): void {
  if (!isLinkFor(host)) return;
  host.scrollIntoView();
  void session.shared.open(location.hash);
}

function topOf(host: HTMLElement): number {
  return host.getBoundingClientRect().top;
}

function mirror(host: HTMLElement, { runner }: Session): void {
  const set = (name: string, value: string | undefined) => {
    if (value === undefined) delete host.dataset[name];
    else host.dataset[name] = value;
  };
  set('state', runner.state.value);
  set('runtime', runner.container.value?.kind);
  set('exitCode', runner.exitCode.value?.toString());
}

/** After the next paint; in a hidden tab, where nothing is painted, after a moment. */
function nextFrame(): Promise<unknown> {
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 250);
    requestAnimationFrame(() => {
      clearTimeout(late);
      setTimeout(resolve);
    });
  });
}
