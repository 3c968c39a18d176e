/** Tasks that run in a macrotask of their own: timers, immediates, messages. */
import type { Kinds } from '../tree.ts';

const AWAITS = [{ canAwait: true }];

export const timers: Kinds = {
  timeout: { code: ({ body }) => `setTimeout(job(() => ${body}));` },
  'timeout-1': { code: ({ body }) => `setTimeout(job(() => ${body}), 1);` },
  'timeout-promisified': {
    code: ({ body }) => `promisify(setTimeout)(1).then(job(() => ${body}));`,
  },
  'timeout-awaited': {
    blocks: AWAITS,
    code: ({ body }) => `asyncJob(async () => {\n  await timers.setTimeout(1);\n${body}\n});`,
  },
  interval: {
    code: ({ body, log, name }) => {
      const i = name();
      return `let ${i}count = 0;\nconst ${i} = setInterval(repeatedly(2, () => ${i}count++, () => { ${log()} }, () => { clearInterval(${i}); ${body} }), 1);`;
    },
  },
  'timeout-cleared': {
    code: ({ body, name }) => {
      const t = name();
      return `const ${t} = setTimeout(() => log('never'));\nsetTimeout(job(() => ${body}));\nclearTimeout(${t});`;
    },
  },
  'handled-in-timeout': {
    code: ({ body, name }) => {
      const p = name();
      return `const ${p} = Promise.reject(new Error('late'));\nsetTimeout(job(() => { ${p}.catch(() => {}); ${body} }));`;
    },
  },
  'interval-awaited': {
    blocks: AWAITS,
    code: ({ body, log }) =>
      `asyncJob(async () => {\n  for await (const x of timers.setInterval(1)) { ${log()} break; }\n${body}\n});`,
  },
};

export const immediates: Kinds = {
  immediate: { code: ({ body }) => `setImmediate(job(() => ${body}));` },
  'immediate-arguments': { code: ({ body }) => `setImmediate(job((x) => ${body}), 1);` },
  'immediate-promisified': {
    code: ({ body }) => `promisify(setImmediate)().then(job(() => ${body}));`,
  },
  'immediate-awaited': {
    blocks: AWAITS,
    code: ({ body }) => `asyncJob(async () => {\n  await timers.setImmediate();\n${body}\n});`,
  },
  'scheduler-yield': {
    blocks: AWAITS,
    code: ({ body }) => `asyncJob(async () => {\n  await timers.scheduler.yield();\n${body}\n});`,
  },
  'immediate-cleared': {
    code: ({ body, name }) => {
      const i = name();
      return `const ${i} = setImmediate(() => log('never'));\nsetImmediate(job(() => ${body}));\nclearImmediate(${i});`;
    },
  },
};

export const messages: Kinds = {
  message: { code: ({ body }) => `post(job(() => ${body}));` },
};
