/** Completion of Node's names; they are loaded when the first of them may be wanted. */
import {
  autocompletion,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import { localCompletionSource } from '@codemirror/lang-javascript';
import { Prec, type Extension } from '@codemirror/state';
import { keymap } from '@codemirror/view';
import { completionsAt } from './completions.ts';

/** `files`: names of the sandbox's own. */
export function nodeCompletion(files: readonly string[]): Extension {
  async function complete(context: CompletionContext): Promise<CompletionResult | null> {
    const names = await import('virtual:in-step/node-names');
    const { state, pos, explicit } = context;
    const found = completionsAt(state.doc.toString(), pos, names, files, explicit);
    return (
      found && {
        from: found.from,
        options: found.names.map((label) => ({ label })),
        validFor: /^[\w$:/.#-]*$/,
      }
    );
  }
  const locals = (context: CompletionContext) =>
    context.explicit ? localCompletionSource(context) : null;
  return [
    autocompletion({ override: [complete, locals], icons: false, defaultKeymap: false }),
    Prec.highest(keymap.of(completionKeymap)),
  ];
}
