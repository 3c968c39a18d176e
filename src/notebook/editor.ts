/** CodeMirror in the place of the highlighted code, with the same type, colours and measures. */
import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  forceParsing,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { EditorState, Transaction, type Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { nodeCompletion } from './editor-completion.ts';
import { faultMarks, markFault } from './editor-fault.ts';
import { lightLines, litLines } from './editor-lit.ts';
import { codeColors, languageOf } from './code-colors.ts';
import type { Fault } from './stack.ts';

export interface EditorOptions {
  parent: HTMLElement;
  /** The accessible name for a file's code. */
  label: (file: string) => string;
  /** Id of the element that says how to leave with the keyboard. */
  describedBy: string;
  onChange: (file: string, text: string) => void;
}

/** A place in the text; line and column count from 0. */
export interface Caret {
  line: number;
  column: number;
  /** It is to be brought into view. */
  isSought?: boolean;
}

export interface CodeEditor {
  /** Shows a file; what was undone and selected in it is remembered. */
  show(file: string, text: string): void;
  focus(caret: Caret): void;
  /** Marks the line of an error in whichever file it is, or none. */
  mark(fault: Fault | null): void;
  /** Lights lines, from 1, of the file that is shown; `isSought`: brings the first into view. */
  light(lines: readonly number[], isSought: boolean): void;
  /** Lays the text out and scrolls to `top` pixels. */
  scrollTo(top: number): void;
  destroy(): void;
}

/** Milliseconds after Esc in which Tab leaves the editor. */
const LEAVING = 30_000;

/** Milliseconds that parsing may take before a file is seen. */
const MAX_PARSING = 300;

const LAST_NEWLINE = /\n$/;

/** A maker of editors for these files, with the languages that they are written in. */
export async function loadEditor(files: readonly string[]) {
  const isHtml = files.some((file) => languageOf(file) === 'html');
  const html = isHtml ? (await import('@codemirror/lang-html')).html() : [];
  const languages = { javascript: [javascript(), nodeCompletion(files)], html };
  const languageFor = (file: string): Extension => {
    const language = languageOf(file);
    return language ? languages[language] : [];
  };
  return (options: EditorOptions) => createEditor(options, languageFor);
}

function createEditor(
  options: EditorOptions,
  languageFor: (file: string) => Extension,
): CodeEditor {
  const { parent, label, describedBy, onChange } = options;
  const states = new Map<string, EditorState>();
  let current = '';

  const extensionsFor = (file: string) => [
    lineNumbers(),
    highlightSpecialChars(), // what is not to be seen, such as marks that turn the text round
    faultMarks,
    history(),
    indentOnInput(),
    indentUnit.of('  '),
    bracketMatching(),
    closeBrackets(),
    languageFor(file),
    syntaxHighlighting(codeColors),
    litLines,
    keymap.of([
      { key: 'Mod-Enter', run: () => true }, // no blank line: the notebook around it runs
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

  let fault: Fault | null = null;
  /** Files that have not been told of `fault`: later their marks are moved, and go, by edits. */
  let unmarked = new Set<string>();
  const markShown = () => {
    if (!unmarked.delete(current)) return;
    view.dispatch({ effects: markFault.of(fault?.file === current ? fault : null) });
  };

  return {
    show(file, text) {
      const doc = text.replace(LAST_NEWLINE, '');
      if (file !== current) {
        if (current !== '') states.set(current, view.state);
        current = file;
        const kept = states.get(file);
        view.setState(kept ?? EditorState.create({ doc, extensions: extensionsFor(file) }));
        if (!kept) unmarked.add(file);
        markShown();
        // All of it, or what is not parsed yet would be seen without colours for a moment.
        forceParsing(view, view.state.doc.length, MAX_PARSING);
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
      const anchor = Math.min(line.from + caret.column, line.to);
      const effects = caret.isSought ? EditorView.scrollIntoView(anchor, { yMargin: 60 }) : [];
      view.dispatch({ selection: { anchor }, effects });
      view.focus();
    },
    mark(next) {
      if (next === fault) return;
      fault = next;
      unmarked = new Set(states.keys()).add(current);
      markShown();
    },
    light: (lines, isSought) => lightLines(view, lines, isSought),
    scrollTo(top) {
      view.coordsAtPos(0); // lays the text out now, not in the next frame
      view.scrollDOM.scrollTop = top;
    },
    destroy: () => view.destroy(),
  };
}
