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
import { completionsAt, type NodeNames } from './completions.ts';

let nodeNames: NodeNames | undefined;

type Result = CompletionResult | null;

/** `files`: names of the sandbox's own. */
export function nodeCompletion(files: readonly string[]): Extension {
  function found({ state, pos, explicit }: CompletionContext, names: NodeNames) {
    const completions = completionsAt(state.doc.toString(), pos, names, files, explicit);
    return (
      completions && {
        from: completions.from,
        options: completions.names.map((label) => ({ label })),
        validFor: /^[\w$:/.#-]*$/,
      }
    );
  }
  // At once where it can be: CodeMirror forgets what is asked for while it waits for an answer.
  function complete(context: CompletionContext): Result | Promise<Result> {
    if (nodeNames) return found(context, nodeNames);
    return import('virtual:in-step/node-names').then((names) =>
      found(context, (nodeNames = names)),
    );
  }
  const locals = (context: CompletionContext) =>
    context.explicit ? localCompletionSource(context) : null;
  return [
    autocompletion({ override: [complete, locals], icons: false, defaultKeymap: false }),
    Prec.highest(keymap.of(completionKeymap)),
  ];
}
