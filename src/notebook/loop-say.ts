/** A loop's steps and callbacks in words. */
import type { LoopStep, LoopTask } from './loop-model.ts';
import type { LoopWords } from './loop-words.ts';

/** Providers of async_hooks, by what they are to a reader. */
const KINDS: [RegExp, 'file' | 'network' | 'process' | 'message' | 'worker' | 'crypto'][] = [
  [/^(FS|FILE|READFILE|DIR)/, 'file'],
  [
    /^(TCP|UDP|PIPE|TLS|GETADDRINFO|GETNAMEINFO|QUERY|HTTP|SHUTDOWN|WRITE|STREAM|JSSTREAM)/,
    'network',
  ],
  [/^(PROCESS|SIGNAL)/, 'process'],
  [/^MESSAGE/, 'message'],
  [/^WORKER/, 'worker'],
  [/^(PBKDF2|SCRYPT|HKDF|HASH|RANDOM|CIPHER|SIGN|KEY|ZLIB|CHECKPRIME|ARGON2)/, 'crypto'],
];

export function nameOf({ kind, delay }: LoopTask, words: LoopWords, language: string): string {
  switch (kind) {
    case 'TickObject':
      return 'process.nextTick';
    case 'Microtask':
      return 'queueMicrotask';
    case 'Immediate':
      return 'setImmediate';
    case 'then':
      return 'promise.then';
    case 'await':
      return 'await';
    case 'Timeout':
      return words.kinds.timer((delay ?? 0).toLocaleString(language));
  }
  const known = KINDS.find(([pattern]) => pattern.test(kind))?.[1];
  return known ? words.kinds[known] : words.kinds.other(kind);
}

/** What happens in a step, in a sentence. */
export function sayStep(step: LoopStep, words: LoopWords, language: string): string {
  const say = words.step;
  switch (step.type) {
    case 'phase':
      if (step.phase === 'main') return say.main;
      return step.phase === 'exit' ? say.exit : say.phase(words.phases[step.phase]);
    case 'sleep':
      return say.sleep(step.ms.toLocaleString(language, { maximumFractionDigits: 1 }));
    case 'module':
      return say.module(step.site);
    case 'print':
      return say.print(step.text);
    case 'queue':
    case 'run':
    case 'cancel':
      return say[step.type](nameOf(step.task, words, language));
  }
}

/** The lines of code that a step is about: the one that runs, then the one that queued it. */
export function sitesOf(step: LoopStep): string[] {
  const sites =
    step.type === 'print' || step.type === 'module'
      ? [step.site]
      : step.type === 'run'
        ? [step.task.runsAt, step.task.queuedAt]
        : step.type === 'queue' || step.type === 'cancel'
          ? [step.task.queuedAt]
          : [];
  return [...new Set(sites)].filter((site) => site !== undefined);
}
