// What arrives of an error that a worker throws.
const { Worker } = require('worker_threads');
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
    const exit = new Promise((resolve) => worker.on('exit', resolve));
    const error = await new Promise((resolve) => worker.on('error', resolve));
    console.log(
      typeof error,
      error instanceof Error,
      error?.constructor?.name,
      error?.name,
      error?.message,
      error?.code,
      error?.status,
      error?.cause?.message,
    );
    console.log('exit', await exit);
  }
})();
