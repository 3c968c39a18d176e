/** internalBinding('cjs_lexer'): which names a CommonJS module exports, by looking at its text. */
import { initSync, parse } from 'cjs-module-lexer';
import type { BindingFactory } from '../thread/thread.ts';

export const cjsLexer: BindingFactory = () => ({
  /** The exported names, and the specifiers whose exports are exported again. */
  parse(source: string): [Set<string>, string[]] {
    initSync();
    const { exports, reexports } = parse(source);
    return [new Set(exports), reexports];
  },
});
