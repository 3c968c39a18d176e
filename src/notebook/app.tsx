/** The browser's side: takes the server's HTML over, and mirrors the run's state to the element. */
import { effect } from '@preact/signals';
import { hydrate } from 'preact';
import { pageRuntime } from '../runtime/page.ts';
import { installSnapshots } from '../runtime/snapshots.ts';
import { Notebook } from './Notebook.tsx';
import { loadClaims, sandboxSnapshots, sandboxTree } from './sandbox-files.ts';
import type { Sandbox } from './sandbox.ts';
import { Session } from './session.ts';

/** Makes the server's HTML in `host` live. */
export function takeOver(host: HTMLElement): void {
  const sandbox = JSON.parse(host.querySelector('script')!.textContent!) as Sandbox;
  const panels = [...host.querySelectorAll<HTMLElement>('[data-file]')];
  const highlighted = Object.fromEntries(
    panels.map((panel) => [panel.dataset['file']!, panel.innerHTML]),
  );
  const session = new Session(sandbox, host.lang === 'ko' ? 'ko' : 'en', {
    runtime: pageRuntime(),
    storage: () => localStorage,
    nextFrame,
    loadClaims,
    sandboxTree,
    sandboxSnapshots,
    install: installSnapshots,
  });
  hydrate(
    <Notebook session={session} highlighted={highlighted} />,
    host.querySelector('.nb-root')!,
  );
  session.connect();
  effect(() => mirror(host, session));
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
