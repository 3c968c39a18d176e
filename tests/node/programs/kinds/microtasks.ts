/** Tasks that are done before the next macrotask: ticks, microtasks, promises. */
import type { Kinds } from '../tree.ts';

export const microtasks: Kinds = {
  call: { code: ({ body }) => `job(() => ${body})();` },
  'next-tick': { code: ({ body }) => `process.nextTick(job(() => ${body}));` },
  'next-tick-arguments': { code: ({ body }) => `process.nextTick(job((a, b) => ${body}), 1, 2);` },
  'queue-microtask': { code: ({ body }) => `queueMicrotask(job(() => ${body}));` },
  then: { code: ({ body }) => `Promise.resolve().then(job(() => ${body}));` },
  'then-rejected': { code: ({ body }) => `Promise.reject(1).then(null, job(() => ${body}));` },
  'then-then': {
    code: ({ body, log }) =>
      `Promise.resolve().then(job(() => { ${log()} })).then(job(() => ${body}));`,
  },
  'catch-finally': {
    code: ({ body, log }) =>
      `Promise.reject(new Error()).catch(job(() => { ${log()} })).finally(job(() => ${body}));`,
  },
  'resolved-in-tick': {
    code: ({ body }) =>
      `new Promise((resolve) => process.nextTick(resolve)).then(job(() => ${body}));`,
  },
  'resolved-with-promise': {
    code: ({ body }) =>
      `new Promise((resolve) => resolve(Promise.resolve())).then(job(() => ${body}));`,
  },
  'resolved-with-thenable': {
    code: ({ body }) =>
      `Promise.resolve({ then(resolve) { resolve(); } }).then(job(() => ${body}));`,
  },
  'promise-in-then': {
    code: ({ body }) => `Promise.resolve().then(() => Promise.resolve()).then(job(() => ${body}));`,
  },
  all: {
    code: ({ body }) =>
      `Promise.all([1, Promise.resolve(2), new Promise((resolve) => process.nextTick(resolve))]).then(job(() => ${body}));`,
  },
  race: {
    code: ({ body }) =>
      `Promise.race([new Promise(() => {}), Promise.resolve()]).finally(job(() => ${body}));`,
  },
  'all-settled': {
    code: ({ body }) => `Promise.allSettled([Promise.reject(1), 2]).then(job(() => ${body}));`,
  },
  any: {
    code: ({ body }) =>
      `Promise.any([Promise.reject(1), Promise.resolve(2)]).then(job(() => ${body}));`,
  },
  'with-resolvers': {
    code: ({ body, name }) => {
      const p = name();
      return `const ${p} = Promise.withResolvers();\n${p}.promise.then(job(() => ${body}));\nqueueMicrotask(${p}.resolve);`;
    },
  },
  'handled-later': {
    code: ({ body, name }) => {
      const p = name();
      return `const ${p} = Promise.reject(new Error('handled later'));\nconst ${p}handler = job(() => ${body});\nqueueMicrotask(() => queueMicrotask(() => ${p}.catch(${p}handler)));`;
    },
  },
};
