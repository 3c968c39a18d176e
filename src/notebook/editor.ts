/** CodeMirror in the place of the highlighted code, with the same type, colours and measures. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState, Transaction } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export interface EditorOptions {
  parent: HTMLElement;
  /** The accessible name for a file's code. */
  label: (file: string) => string;
  /** Id of the element that says how to leave with the keyboard. */
  describedBy: string;
  onChange: (file: string, text: string) => void;
  onRun: () => void;
}

/** A place in the text; line and column count from 0. */
export interface Caret {
  line: number;
  column: number;
}

export interface CodeEditor {
  /** Shows a file; what was undone and selected in it is remembered. */
  show(file: string, text: string): void;
  focus(caret: Caret): void;
  /** Lays the text out and scrolls to `top` pixels. */
  scrollTo(top: number): void;
  destroy(): void;
}

/** Milliseconds after Esc in which Tab leaves the editor. */
const LEAVING = 30_000;

const colors = HighlightStyle.define([
  { tag: [tags.keyword, tags.operator, tags.self, tags.null], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.atom], color: 'var(--code-number)' },
  { tag: tags.comment, color: 'var(--code-comment)' },
  {
    tag: [tags.function(tags.variableName), tags.function(tags.propertyName)],
    color: 'var(--code-function)',
  },
  { tag: [tags.punctuation, tags.bracket, tags.separator], color: 'var(--code-punctuation)' },
]);

const LAST_NEWLINE = /\n$/;

export function createEditor(options: EditorOptions): CodeEditor {
  const { parent, label, describedBy, onChange, onRun } = options;
  const states = new Map<string, EditorState>();
  let current = '';

  const extensionsFor = (file: string) => [
    lineNumbers(),
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    javascript(),
    syntaxHighlighting(colors),
    keymap.of([
      { key: 'Mod-Enter', run: () => (onRun(), true), preventDefault: true },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      indentWithTab,
    ]),
    EditorView.domEventObservers({
      keyup: (event, view) => {
        if (event.key === 'Escape') view.setTabFocusMode(LEAVING);
      },
    }),
    EditorView.contentAttributes.of({ 'aria-label': label(file), 'aria-describedby': describedBy }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange(file, `${update.state.doc}\n`);
    }),
  ];

  const view = new EditorView({ parent });

  return {
    show(file, text) {
      const doc = text.replace(LAST_NEWLINE, '');
      if (file !== current) {
        if (current !== '') states.set(current, view.state);
        current = file;
        const kept = states.get(file);
        view.setState(kept ?? EditorState.create({ doc, extensions: extensionsFor(file) }));
      }
      if (view.state.doc.toString() === doc) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: doc },
        annotations: Transaction.userEvent.of('input.replace'),
      });
    },
    focus(caret) {
      const { doc } = view.state;
      const line = doc.line(Math.min(caret.line + 1, doc.lines));
      view.dispatch({ selection: { anchor: Math.min(line.from + caret.column, line.to) } });
      view.focus();
    },
    scrollTo(top) {
      view.coordsAtPos(0); // lays the text out now, not in the next frame
      view.scrollDOM.scrollTop = top;
    },
    destroy: () => view.destroy(),
  };
}
