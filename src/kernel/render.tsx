/** The server's side: a kernel lab as HTML that is whole before any script. */
import { renderToString } from 'preact-render-to-string';
import { words, type Language } from '../notebook/words.ts';
import { KernelLab } from './KernelLab.tsx';
import type { Scene } from './scene.ts';
import { LabSession, type Recorded } from './session.ts';

/** The whole `<kernel-lab>` element, with what its script needs to take over: the recorded run. */
export function renderLab(scene: Scene, recorded: Recorded, lang: Language): string {
  const session = new LabSession(scene, lang, recorded, null);
  const json = JSON.stringify(recorded).replaceAll('<', '\\u003c');
  return renderToString(
    <kernel-lab
      class="not-content"
      scene={scene.name}
      lang={lang}
      data-load-failed={words[lang].loadFailed}
    >
      <script type="application/json" dangerouslySetInnerHTML={{ __html: json }} />
      <div class="nb-root">
        <KernelLab session={session} />
      </div>
    </kernel-lab>,
  );
}
