/** The browser's side: takes the server's HTML over, and mirrors the lab's state to the element. */
import { effect } from '@preact/signals';
import { hydrate } from 'preact';
import { KernelLab } from './KernelLab.tsx';
import { sceneOf } from './scenes.ts';
import { LabSession, type Recorded } from './session.ts';
import { loadLab } from './tab-lab.ts';

/** Makes the server's HTML in `host` live. */
export function takeOver(host: HTMLElement): void {
  const recorded = JSON.parse(host.querySelector('script')!.textContent!) as Recorded;
  const scene = sceneOf(host.getAttribute('scene')!);
  const session = new LabSession(scene, host.lang === 'ko' ? 'ko' : 'en', recorded, {
    load: loadLab,
    nextFrame: (then) => void setTimeout(then, 100),
  });
  // What the reader chose while only the server's HTML was there.
  const ticked = [...host.querySelectorAll<HTMLInputElement>('input:checked')];
  const delay = host.querySelector('select')!.value;
  hydrate(<KernelLab session={session} />, host.querySelector('.nb-root')!);
  for (const input of ticked) {
    input.checked = true;
    input.dispatchEvent(new Event('change'));
  }
  session.setDelay(Number(delay));
  effect(() => void (host.dataset['state'] = session.phase.value.name));
}
