/** What the toolbar has beside the run, out of the way until asked for: sharing, settings. */
import { useSignal } from '@preact/signals';
import type { Session } from './session.ts';
import { Settings } from './Settings.tsx';
import { Share } from './Share.tsx';

export function Drawers({ session }: { session: Session }) {
  const { words, sandbox } = session;
  const open = useSignal<'share' | 'settings' | null>(null);
  const drawers = {
    share: { title: words.share.title, Content: Share },
    settings: { title: words.settings.title, Content: Settings },
  };
  const id = `nb-${sandbox.name}-drawer`;
  const Content = open.value && drawers[open.value].Content;

  return (
    <>
      <div class="nb-buttons nb-scripted nb-drawer-buttons">
        {(['share', 'settings'] as const).map((name) => (
          <button
            key={name}
            type="button"
            class="nb-quiet"
            aria-expanded={open.value === name}
            aria-controls={open.value === name ? id : undefined}
            onClick={() => (open.value = open.value === name ? null : name)}
          >
            {drawers[name].title}
          </button>
        ))}
      </div>
      {Content && (
        <div class="nb-drawer" id={id}>
          <Content session={session} />
        </div>
      )}
    </>
  );
}
