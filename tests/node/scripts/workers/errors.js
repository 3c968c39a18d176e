// What arrives of an error that a worker throws.
const { Worker } = require('worker_threads');
const { once } = require('events');
(async () => {
  const sources = [
    'throw new RangeError("range")',
    'throw Object.assign(new Error("with properties"), { code: "E_X", status: 3 })',
    'class Custom extends Error { name = "Custom" }; throw new Custom("custom")',
    'throw "a string"',
    'throw { plain: true }',
    'throw undefined',
    'throw new Error("outer", { cause: new Error("inner") })',
    'throw new AggregateError([new Error("one")], "many")',
    'throw () => {}',
    'throw new (require("util").types.isDate, DOMException)("aborted", "AbortError")',
  ];
  for (const source of sources) {
    const worker = new Worker(source, { eval: true });
    worker.on('exit', (code) => console.log('exit', code));
    const [error] = await once(worker, 'error');
    console.log(typeof error, error instanceof Error, error?.constructor?.name, error?.name, error?.message, error?.code, error?.status, error?.cause?.message);
    await once(worker, 'exit');
  }
})();
