/**
 * The await transform in real Node: each program runs as it is with Node's AsyncLocalStorage, and
 * rewritten with a storage on our own frames. Both must log the same, in the same order.
 */
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import {
  activate,
  getFrame,
  installThenCapture,
  setFrame,
} from '../../src/node/modules/async-context.ts';
import { awaitEdits, FRAME, mayAwait } from '../../src/node/modules/await-transform.ts';
import { installKeptIteration } from '../../src/node/modules/kept-iteration.ts';
import { asyncContext } from '../../src/node/modules/rewritten-code.ts';
import { applyEdits, columnMap } from '../../src/node/modules/source-edits.ts';
import { parse } from 'acorn';

type Storage = Pick<AsyncLocalStorage<unknown>, 'run' | 'enterWith' | 'getStore'>;

/** AsyncLocalStorage as Node's lib builds it on frames, over our slot. */
const ourStorage: Storage = {
  enterWith(store) {
    setFrame({ store });
  },
  run(store: unknown, callback: (...args: never[]) => unknown, ...args: never[]) {
    const prior = this.getStore();
    setFrame({ store });
    try {
      return callback(...args);
    } finally {
      setFrame({ store: prior });
    }
  },
  getStore() {
    return (getFrame() as { store: unknown } | undefined)?.store;
  },
};

const AsyncFunction = (async () => {}).constructor as FunctionConstructor;

async function runProgram(source: string, als: Storage): Promise<string[]> {
  const lines: string[] = [];
  const log = (text: unknown) => lines.push(`${text} [${als.getStore()}]`);
  const program = new AsyncFunction('als', 'log', FRAME, source);
  await program(als, log, asyncContext).catch((error: Error) => log(error.message));
  // A macrotask later every microtask has run.
  await new Promise((resolve) => setImmediate(resolve));
  return lines;
}

installThenCapture();
installKeptIteration();

const programs: Record<string, string> = {
  'await keeps the store of its own chain': `
    const work = async (name) => { log(name + 1); await null; log(name + 2); await work2(); log(name + 3); };
    const work2 = async () => { await 0; log('inner'); };
    await Promise.all([als.run('a', work, 'a'), als.run('b', work, 'b'), work('c')]);`,
  'a rejection goes on in the store too': `
    await als.run('x', async () => {
      try { await Promise.reject(new Error('no')); } catch (error) { log(error.message); }
      finally { log('finally'); }
      for (const n of (function* () { try { yield 1; } finally { log('closed'); } })()) {
        try { await Promise.reject(n); } catch { break; }
      }
    });`,
  'enterWith of a called async function stays': `
    await (async () => { als.enterWith('inside'); })();
    log('after'); await 0; log('later');`,
  'the frame is that after the operand': `
    await (als.enterWith('operand'), 1); log('a'); await (await (als.enterWith(2), 3)); log('b');`,
  'then, catch and finally run in the store of their registration': `
    let settle; const p = new Promise((resolve) => { settle = resolve; });
    als.run('reg', () => { p.then(() => log('then')).finally(() => log('finally')); });
    als.run('settle', () => settle()); await p;
    await als.run('late', () => Promise.reject(1).catch(() => log('catch')));`,
  'no store leaks into other callbacks': `
    const p = Promise.resolve();
    p.then(() => als.enterWith('leak')); p.then(() => log('clean'));
    await null; await null; log('end');`,
  'for await over an async generator': `
    async function* numbers() { log('start'); yield 1; log('resumed'); als.enterWith('gen'); yield 2; }
    als.enterWith('outer');
    for await (const n of numbers()) { log(n); als.enterWith('loop' + n); }
    log('after');`,
  'for await over promises, with break and return()': `
    const it = { i: 0, [Symbol.asyncIterator]() { return this; },
      next() { log('next'); return Promise.resolve({ value: this.i++, done: false }); },
      return(v) { log('return'); return Promise.resolve({ value: v, done: true }); } };
    await als.run('s', async () => {
      for await (const n of it) { log(n); if (n === 2) break; }
      log('left');
      for await (const n of [1, Promise.resolve(2), { then(r) { r(3); } }]) log(n);
      try { for await (const n of [Promise.reject(new Error('sync'))]) log(n); } catch (e) { log(e.message); }
    });`,
  'an async generator with several requests waiting': `
    const g = (async function* () { const a = yield 1; log('a' + a); await 0; yield Promise.resolve(2); log('b'); return Promise.resolve('r'); })();
    const steps = [als.run('n1', () => g.next()), als.run('n2', () => g.next('x')), als.run('n3', () => g.next()), als.run('n4', () => g.next())];
    for (const step of await Promise.all(steps)) log(JSON.stringify(step));`,
  'return() of a suspended async generator': `
    const g = (async function* () { try { yield 1; } finally { log('f'); await 0; log('g'); } })();
    await als.run('r1', () => g.next());
    log(JSON.stringify(await als.run('r2', () => g.return(Promise.resolve(5)))));`,
  'yield* delegates': `
    async function* inner() { try { log('i'); const x = yield 1; log('x' + x); yield 2; } finally { log('closed'); } }
    async function* outer() { const r = yield* inner(); yield* [Promise.resolve(7)]; yield; return r; }
    const g = outer();
    als.enterWith('A'); log((await g.next()).value); als.enterWith('B'); log((await g.next('v')).value);
    log((await g.next()).value); log((await g.next()).value); log((await g.return(9)).value);`,
  'await using': `
    const resource = (name) => ({ async [Symbol.asyncDispose]() { log('dispose ' + name); await 0; log('disposed ' + name); } });
    await als.run('u', async () => {
      { await using a = resource('a'), b = resource('b'); log('body'); als.enterWith('left'); }
      log('after');
      for (await using c of [resource('c1'), resource('c2')]) log('loop');
      label: for (await using d = resource('d'), n = null; ; ) { log('once'); break label; }
      log('end');
    });
    { await using none = null; }
    log('out');`,
  'a thenable runs in the store of the await': `
    await als.run('t', async () => { log(await { then(r) { log('then'); r('v'); } }); log('after'); });`,
  'errors name what the author wrote': `
    const o = { a: {} };
    try { for await (const x of o.a); } catch (e) { log(e.message); }
    try { for await (const x of o.a['b-c'] = 5); } catch (e) { log(e.message); }
    try { for await (const x of Object()); } catch (e) { log(e.message); }
    try { for await (const x of undefined); } catch (e) { log(e.message); }
    try { (await o).f(); } catch (e) { log(e.message); }
    try { const { z } = await undefined; } catch (e) { log(e.message); }`,
  'subclasses and odd awaits take their microtasks': `
    class P extends Promise {}
    const order = (async () => { for (let i = 0; i < 12; i++) { log('tick' + i); await null; } })();
    await Promise.all([order,
      (async () => { await P.resolve(1); log('subclass'); })(),
      (async () => { await (async () => Promise.resolve())(); log('returned promise'); })(),
      (async () => { await new Promise((r) => r(Promise.resolve())); log('adopted'); })(),
      (async () => { await { then(r) { r(); } }; log('thenable'); })()]);`,
};

const rewrite = (source: string) =>
  applyEdits(source, awaitEdits(source, parse(source, { ecmaVersion: 'latest' })));

for (const [name, source] of Object.entries(programs)) {
  test(name, async () => {
    const expected = await runProgram(source, new AsyncLocalStorage());
    setFrame(undefined);
    const wrapped = `async function program() {${source}\n}`;
    const rewritten = rewrite(wrapped).slice('async function program() {'.length, -2);
    activate();
    const actual = await runProgram(rewritten, ourStorage);
    setFrame(undefined);
    assert.ok(expected.length > 0);
    assert.deepEqual(actual, expected);
  });
}

test('a source without a suspension is untouched', () => {
  const source = 'const awaiting = 1; // nothing\nfunction* f() { yield 1; }';
  assert.equal(mayAwait(source), false);
  assert.equal(rewrite('async () => 1'), 'async () => 1');
});

test('lines stay, and columns can be mapped back', () => {
  const source = `async function f() { await one; await (two(),
    three); four(); yield_(5);
    for await (const five of six) await seven;
    { await using eight = nine, ten = await eleven; } /* twelve */
    for (await using thirteen of fourteen) fifteen; sixteen();
  }`;
  const edits = awaitEdits(source, parse(source, { ecmaVersion: 'latest' }));
  const lines = applyEdits(source, edits).split('\n');
  const originalLines = source.split('\n');
  assert.equal(lines.length, originalLines.length);
  const map = columnMap(source, edits);
  for (const [index, line] of lines.entries()) {
    const words = [...line.matchAll(/\w+/g)]
      .map((match) => ({ word: match[0], at: map(index + 1, match.index) }))
      .filter(({ at }) => !at.inserted);
    for (const { word, at } of words) {
      assert.ok(originalLines[index]!.startsWith(word, at.column), `${word} at ${at.column}`);
    }
    const authored = originalLines[index]!.match(/\w+/g) ?? [];
    // `await using thirteen` moves into the loop's body; every other word stays where it was.
    const kept = authored.filter((word) => index !== 4 || !/await|using|thirteen/.test(word));
    assert.deepEqual(
      words.map(({ word }) => word),
      kept,
    );
  }
});
