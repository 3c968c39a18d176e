/** Tasks that begin with an event, and end before the next macrotask. */
import type { Kinds } from '../tree.ts';

export const events: Kinds = {
  emit: {
    code: ({ body, name }) => {
      const e = name();
      return `const ${e} = new EventEmitter();\n${e}.on('event', job(() => ${body}));\n${e}.emit('event');`;
    },
  },
  once: {
    code: ({ body, name }) => {
      const e = name();
      return `const ${e} = new EventEmitter();\nonce(${e}, 'event').then(job(() => ${body}));\nprocess.nextTick(() => ${e}.emit('event'));`;
    },
  },
  'dispatch-event': {
    code: ({ body, name }) => {
      const e = name();
      return `const ${e} = new EventTarget();\n${e}.addEventListener('event', job(() => ${body}), { once: true });\n${e}.dispatchEvent(new Event('event'));`;
    },
  },
  abort: {
    code: ({ body, name }) => {
      const a = name();
      return `const ${a} = new AbortController();\n${a}.signal.addEventListener('abort', job(() => ${body}));\nqueueMicrotask(() => ${a}.abort());`;
    },
  },
  'readable-from': {
    code: ({ body, name }) => {
      const s = name();
      return `const ${s} = Readable.from(['a', 'b']);\n${s}.on('data', () => {});\n${s}.on('end', job(() => ${body}));`;
    },
  },
};
