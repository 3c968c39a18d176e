/** The server's side: a sandbox as HTML that is whole before any script. */
import { renderToString } from 'preact-render-to-string';
import { Notebook } from './Notebook.tsx';
import type { Sandbox } from './sandbox.ts';
import { Session } from './session.ts';
import { words, type Language } from './words.ts';

interface RenderOptions {
  sandbox: Sandbox;
  /** Shiki's HTML by file name, its colours as CSS variables. */
  highlighted: Record<string, string>;
  lang: Language;
}

/**
 * The whole `<node-sandbox>` element, with what its script needs to take over: the sandbox as JSON.
 * (The highlighted code is not repeated there; the script reads it from the page.)
 */
export function renderNotebook({ sandbox, highlighted, lang }: RenderOptions): string {
  const session = new Session(sandbox, lang, null);
  const json = JSON.stringify(sandbox).replaceAll('<', '\\u003c');
  return renderToString(
    <node-sandbox
      class="not-content"
      name={sandbox.name}
      lang={lang}
      data-state="idle"
      data-loading={words[lang].loading}
      data-load-failed={words[lang].loadFailed}
    >
      <script type="application/json" dangerouslySetInnerHTML={{ __html: json }} />
      <div class="nb-root">
        <Notebook session={session} highlighted={highlighted} />
      </div>
    </node-sandbox>,
  );
}
