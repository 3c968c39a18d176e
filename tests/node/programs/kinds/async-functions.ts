/** Async functions and generators; in their bodies tasks may be awaited. */
import type { Kind, Kinds, Parts } from '../tree.ts';

/** `code` writes the statements of an async function around its body. */
const asyncFunction = (code: (parts: Parts) => string): Kind => ({
  blocks: [{ canAwait: true }],
  code: (parts) => `asyncJob(async () => {\n${code(parts).replace(/^(?=.)/gm, '  ')}\n});`,
});

export const asyncFunctions: Kinds = {
  async: asyncFunction(({ body }) => body),
  'async-awaits': asyncFunction(({ body, log }) => `await null;\n${log()}\n${body}`),
  'async-catches': asyncFunction(
    ({ body, log }) =>
      `try {\n  await Promise.reject(new Error());\n} catch ${body} finally {\n  ${log()}\n}`,
  ),
  'async-loops': asyncFunction(
    ({ body, log }) => `for (const x of [1, 2]) {\n  await x;\n  ${log()}\n}\n${body}`,
  ),
  'for-await': asyncFunction(
    ({ body, log }) => `for await (const x of [1, Promise.resolve(2)]) { ${log()} }\n${body}`,
  ),
  'async-generator': asyncFunction(({ body, log, name }) => {
    const g = name();
    return `async function* ${g}() { ${log()} yield 1; ${log()} yield Promise.resolve(2); await null; ${log()} }\nfor await (const x of ${g}()) { ${log()} }\n${body}`;
  }),
  'async-generator-left': asyncFunction(({ body, log, name }) => {
    const g = name();
    return `async function* ${g}() { try { yield* [1, 2]; } finally { await null; ${log()} } }\nfor await (const x of ${g}()) { ${log()} break; }\n${body}`;
  }),
  'async-generator-stores': asyncFunction(({ body, log, name }) => {
    const g = name();
    return `const ${g} = (async function* () { yield 1; ${log()} await 0; yield 2; ${log()} })();\nconst steps = [als.run('first', () => ${g}.next()), als.run('second', () => ${g}.next()), als.run('third', () => ${g}.next())];\nawait Promise.all(steps);\n${body}`;
  }),
  'await-using': asyncFunction(
    ({ body, log }) =>
      `await using resource = { async [Symbol.asyncDispose]() { ${log()} await null; ${log()} } };\n${body}`,
  ),
  'await-thenable': asyncFunction(
    ({ body, log }) => `await { then(resolve) { ${log()} resolve(); } };\n${body}`,
  ),
  'enter-with': asyncFunction(
    ({ body, log }) => `als.enterWith('entered');\n${log()}\nawait null;\n${log()}\n${body}`,
  ),
  'async-methods': asyncFunction(({ body, name }) => {
    const c = name();
    return `class ${c} { static async make() { await null; return new ${c}(); } #value = 1; async get() { await undefined; return this.#value; } }\nawait (await ${c}.make()).get();\n${body}`;
  }),
  'array-from-async': asyncFunction(
    ({ body, log }) =>
      `await Array.fromAsync([1, Promise.resolve(2)], () => { ${log()} });\n${body}`,
  ),
};

const AWAITED = [
  'null',
  'Promise.resolve()',
  '(async () => {})()',
  '(async () => { await null; })()',
  '(async () => Promise.resolve())()',
  '{ then(resolve) { resolve(); } }',
  'new Promise((resolve) => process.nextTick(resolve))',
  'new Promise((resolve) => queueMicrotask(resolve))',
  'Promise.reject(1).catch(() => {})',
  'Promise.all([1, (async () => {})()])',
  '(await null, await undefined)',
];

/** Between the tasks of an async function, or of a module's top level. */
export const awaits: Kinds = {
  await: {
    slot: 'await',
    numbers: { what: AWAITED.length },
    blocks: [],
    code: ({ choice, log }) => `await ${choice('what', AWAITED)};\n${log()}`,
  },
};
