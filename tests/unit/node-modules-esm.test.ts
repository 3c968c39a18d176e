/**
 * The ES module transform and linker in real Node: each graph of modules runs once with Node's own
 * loader, once through ours, and must print the same.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { asyncContext } from '../../src/node/modules/rewritten-code.ts';
import { parseModule } from '../../src/node/modules/module-syntax.ts';
import { isModuleNamespace } from '../../src/node/modules/namespace.ts';
import { type ModuleRecord, SyntheticModule } from '../../src/node/modules/module-record.ts';
import { columnMap, type Edit } from '../../src/node/modules/source-edits.ts';
import { SourceTextModule } from '../../src/node/modules/source-text-module.ts';

type Graph = Record<string, string>;

const folder = await mkdtemp(join(tmpdir(), 'modules-'));
after(() => rm(folder, { recursive: true }));

/** What `node main.mjs` prints: its stdout, then the error that ended it. */
async function runInNode(name: string, graph: Graph): Promise<string> {
  const home = await mkdtemp(join(folder, 'graph-'));
  for (const [file, source] of Object.entries(graph)) await writeFile(join(home, file), source);
  return new Promise((resolve) => {
    execFile(process.execPath, [join(home, 'main.mjs')], (_error, stdout, stderr) => {
      const thrown = /^(?:\w*Error: .*|Warning: Detected unsettled top-level await)/m.exec(stderr);
      resolve(stdout.replaceAll(pathToFileURL(home).href, 'file:') + (thrown?.[0] ?? ''));
    });
  });
}

/** The smallest host: relative specifiers within the graph, built-ins, JSON. */
class Linker {
  readonly #graph: Graph;
  readonly #modules = new Map<string, ModuleRecord>();
  readonly edits = new Map<string, readonly Edit[]>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  async load(specifier: string): Promise<ModuleRecord> {
    const file = specifier.replace('./', '');
    const known = this.#modules.get(file);
    if (known) return known;
    if (specifier.startsWith('node:')) return this.#builtin(specifier);
    const source = this.#graph[file]!;
    if (file.endsWith('.json')) {
      const module = new SyntheticModule(file, ['default'], () =>
        module.setExport('default', JSON.parse(source)),
      );
      this.#modules.set(file, module);
      return module;
    }
    const module = new SourceTextModule(`file:/${file}`, parseModule(source), {
      frame: asyncContext,
      dynamicImport: async (to) => (await this.run(`${to}`)).namespace,
      importMeta: () => ({ __proto__: null, url: `file:/${file}` }),
      compile: (code, edits) => {
        this.edits.set(file, edits);
        return (0, eval)(`${code}\n//# sourceURL=file:/${file}`);
      },
      importError: (message) => new SyntaxError(message),
    });
    this.#modules.set(file, module);
    const { requests } = module.syntax;
    const dependencies: ModuleRecord[] = [];
    for (const request of requests) dependencies.push(await this.load(request.specifier));
    module.setDependencies(dependencies);
    return module;
  }

  async #builtin(specifier: string): Promise<ModuleRecord> {
    const exports = await import(specifier);
    const module = new SyntheticModule(specifier, Object.keys(exports), () => {
      for (const [key, value] of Object.entries(exports)) module.setExport(key, value);
    });
    this.#modules.set(specifier, module);
    return module;
  }

  async run(specifier: string): Promise<ModuleRecord> {
    const module = await this.load(specifier);
    module.link();
    await module.evaluate();
    return module;
  }
}

/** Node's own inspect sees that our namespaces are proxies; in the tab, Node is told otherwise. */
function show(value: unknown): string {
  const plain = (item: unknown): unknown => {
    if (!isModuleNamespace(item)) return Array.isArray(item) ? item.map(plain) : item;
    const copy = Object.create(null);
    for (const key of Reflect.ownKeys(item as object)) {
      const { enumerable } = Reflect.getOwnPropertyDescriptor(uninitialized(item), key)!;
      const value = plain((uninitialized(item) as Record<PropertyKey, unknown>)[key]);
      Object.defineProperty(copy, key, { value, enumerable });
    }
    return copy;
  };
  return inspect(plain(value)).replaceAll(
    '[Object: null prototype] [Module]',
    '[Module: null prototype]',
  );
}

/** A view of a namespace in which the temporal dead zone is a value. */
function uninitialized(namespace: unknown): object {
  return Object.create(
    null,
    Object.fromEntries(
      Reflect.ownKeys(namespace as object).map((key) => {
        let value: unknown;
        try {
          value = (namespace as Record<PropertyKey, unknown>)[key];
        } catch {
          value = { [inspect.custom]: () => '<uninitialized>' };
        }
        return [key, { value, enumerable: typeof key === 'string' }];
      }),
    ),
  );
}

async function runInOurs(graph: Graph): Promise<string> {
  let printed = '';
  const { log } = console;
  console.log = (...values: unknown[]) => {
    const text = values.map((value) => (typeof value === 'string' ? value : show(value)));
    printed += text.join(' ') + '\n';
  };
  try {
    await new Linker(graph).run('./main.mjs');
    await new Promise((resolve) => setImmediate(resolve));
  } catch (error) {
    printed += `${error}`;
  } finally {
    console.log = log;
  }
  return printed;
}

const attempt = `const attempt = (f) => { try { console.log(f()); } catch (e) { console.log(String(e)); } };`;

const graphs: Record<string, Graph> = {
  'live bindings, both ways': {
    'main.mjs': `import { count, inc, obj as o, set } from './b.mjs'; import * as b from './b.mjs'; ${attempt}
      console.log(count, b.count); inc(); console.log(count, b.count, \`\${count}\`); set(9);
      console.log(count, { count }, [count, count + 1], count === b.count, typeof count);
      { let count = 'shadow'; console.log(count); ((count) => console.log(count))(1); }
      const f = ({ count = 7 } = {}) => count; console.log(f(), f({ count: 2 }));
      attempt(() => { count = 3; }); attempt(() => { count++; }); attempt(() => { [count] = [1]; }); attempt(() => { ({ count } = {}); });
      attempt(() => { o = 1; }); console.log(o);
      label: for (const count of [1, 2]) { if (count) continue label; }
      console.log((class count { static n = count.name }).n); class A { count = count; static s = count; [count]() {} count2() { return count } } console.log(new A().count, A.s, new A());
      try { throw 1 } catch (count) { console.log(count) } switch (1) { case 1: let count = 'case'; console.log(count) }
      var g = function count() { return typeof count; }; console.log(g());
      (function () { console.log(typeof count); var count; })(); (() => { for (const count of [5]); console.log(count) })();`,
    'b.mjs': `export let count = 1; export const inc = () => { count++; }; export function set(v) { count = v; } export const obj = { a: 1 };`,
  },
  'calls have no receiver': {
    'main.mjs': `import { self, tag, Class, later } from './b.mjs'; ${attempt}
      console.log(self(), self\`\`, self?.(), (self)());
      const a = 1
      self()
      later()
      if (a) later(); else later()
      console.log(tag\`x\${1}y\`, new Class().v, new Class, later(), later?.())
      attempt(() => self.nope())`,
    'b.mjs': `export function self() { return this; } export const tag = (s, v) => s.raw.join(v); export class Class { v = 1 }
      export let later = function () { return this }; later = later;`,
  },
  'default exports of every kind have their names': {
    'main.mjs': `import a from './a.mjs'; import b from './b.mjs'; import c from './c.mjs'; import d from './d.mjs'; import e from './e.mjs'; import f from './f.mjs'; import g from './g.mjs'; import h from './h.mjs'; import i from './i.mjs'; import j, { k } from './j.mjs'; import * as l from './l.mjs';
      console.log(a.name, b.name, c.name, d.name, e.name, f.name, g.name, h, i.name, j, k, l, [a, b, c, d, e, f, g, i], Object.keys(l));`,
    'a.mjs': `export default function () {}`,
    'b.mjs': `export default class {}`,
    'c.mjs': `export default () => {}`,
    'd.mjs': `export default function named() {}`,
    'e.mjs': `export default (class {})\n;[1].map(String)`,
    'f.mjs': `export   default /* async */ async function * ( ) {}`,
    'g.mjs': `export default class Named { static name2 = Named.name }`,
    'h.mjs': `export default 1 +\n 2`,
    'i.mjs': `const i = function () {}; export default i`,
    'j.mjs': `let k = 1; export { k as default, k }; k = 2;`,
    'l.mjs': `export default async () => 1; export const [x, { y: { z = 3 }, ...rest }] = [1, { y: {}, w: 4 }];`,
  },
  'hoisting, cycles and the temporal dead zone': {
    'main.mjs': `import './a.mjs';`,
    'a.mjs': `import { fromB, callA } from './b.mjs'; ${attempt}
      export function hoisted() { return 'hoisted ' + typeof inner; } function inner() {}
      export let x = 1; export default class D {} export const k = 2; export default2; var default2 = 1;
      console.log('a runs', fromB, callA());`.replace('export default2; ', ''),
    'b.mjs': `import d, { hoisted, x as y, k } from './a.mjs'; import * as ns from './a.mjs'; ${attempt}
      console.log('b runs', hoisted()); attempt(() => y); attempt(() => d); attempt(() => k); attempt(() => typeof y); attempt(() => ns.x); attempt(() => ns.default);
      attempt(() => { y = 1; }); attempt(() => Object.keys(ns)); attempt(() => Reflect.ownKeys(ns)); console.log('x' in ns, ns);
      export const fromB = 'from b'; export const callA = () => [hoisted(), y, d.name, k, ns.x];`,
  },
  'a function called before its module runs sees what is there': {
    'main.mjs': `import './b.mjs'; import { z } from './c.mjs'; export function early() { try { return z } catch (e) { return String(e) } } console.log('main', early());`,
    'b.mjs': `import { early } from './main.mjs'; console.log('b', early());`,
    'c.mjs': `export const z = 'z';`,
  },
  'a module that imports itself': {
    'main.mjs': `import * as self from './main.mjs'; import { f as g, v as w } from './main.mjs'; export function f() { return w; } export var v = 5; console.log(g(), self.v, self.f === g);`,
  },
  're-exports of every kind': {
    'main.mjs': `import * as all from './all.mjs'; import def, { renamed, ns, "a string" as s, nested } from './all.mjs';
      console.log(all, def, renamed, ns.one, s, nested.one); for (const k in all) console.log(k);`,
    'all.mjs': `export * from './one.mjs'; export * from './two.mjs'; export * as ns from './one.mjs'; export { one as renamed, default } from './one.mjs';
      import { two } from './two.mjs'; export { two as "a string" }; import * as nested from './one.mjs'; export { nested }; export * as "x y" from './two.mjs'; export {};`,
    'one.mjs': `export const one = 1, same = 'one'; export default 'default one';`,
    'two.mjs': `export const two = 2; export { same } from './one.mjs'; export const clash = 1; export default 2;`,
  },
  'star exports that conflict are left out': {
    'main.mjs': `import * as all from './all.mjs'; console.log(all);`,
    'all.mjs': `export * from './a.mjs'; export * from './b.mjs';`,
    'a.mjs': `export const x = 1, y = 2;`,
    'b.mjs': `export const x = 3, z = 4;`,
  },
  'importing a conflicting name fails': {
    'main.mjs': `console.log('never'); import { x } from './all.mjs';`,
    'all.mjs': `export * from './a.mjs'; export * from './b.mjs';`,
    'a.mjs': `export const x = 1; console.log('never');`,
    'b.mjs': `export const x = 3;`,
  },
  'importing a missing name fails before anything runs': {
    'main.mjs': `console.log('never'); import './a.mjs'; import { nope as q } from './a.mjs';`,
    'a.mjs': `console.log('never');`,
  },
  're-exporting a missing name fails': {
    'main.mjs': `import * as a from './a.mjs'; console.log('never');`,
    'a.mjs': `export { nope } from './b.mjs';`,
    'b.mjs': `export default 1;`,
  },
  'the namespace object': {
    'main.mjs': `import * as ns from './a.mjs'; ${attempt}
      attempt(() => ns); attempt(() => Object.prototype.toString.call(ns)); attempt(() => Reflect.ownKeys(ns)); attempt(() => Object.getOwnPropertyDescriptors(ns));
      attempt(() => { ns.x = 1; }); attempt(() => { ns.new = 1; }); attempt(() => delete ns.x); attempt(() => delete ns.nope); attempt(() => Object.isExtensible(ns)); attempt(() => Object.isSealed(ns));
      attempt(() => Object.isFrozen(ns)); attempt(() => Object.getPrototypeOf(ns)); attempt(() => { ns = 1; }); attempt(() => 'x' in ns && !('toString' in ns)); attempt(() => Object.entries(ns)); attempt(() => ({ ...ns }));
      attempt(() => Object.defineProperty(ns, 'x', { value: 2 })); attempt(() => Object.defineProperty(ns, 'x', { value: 1 }) === ns); attempt(() => Reflect.setPrototypeOf(ns, null)); attempt(() => ns.nope()); attempt(() => ns.f());
      import('./a.mjs').then((again) => console.log(again === ns));`,
    'a.mjs': `export const x = 1, f = () => 'f', Z = 1; export { f as a }; export default {};`,
  },
  'strictness, this, import.meta and hashbang': {
    'main.mjs': `#!/usr/bin/env node\nimport './b.mjs';console.log(this, typeof this, import.meta.url, Object.keys(import.meta).includes('url'), import . meta === import.meta, (function () { return this; })());
      ${attempt} attempt(() => { undeclared = 1; }); attempt(() => arguments_); console.log(new (class { m = import.meta.url })().m, typeof require);`,
    'b.mjs': `console.log(import.meta.url)`,
  },
  'top-level await and the order of evaluation': {
    'main.mjs': `import './a.mjs'; import './b.mjs'; import { v } from './c.mjs'; import './d.mjs'; console.log('main', v); await null; console.log('main 2');`,
    'a.mjs': `console.log('a 1'); await null; console.log('a 2'); await null; console.log('a 3');`,
    'b.mjs': `import './c.mjs'; console.log('b 1'); Promise.resolve().then(() => console.log('b then')); await null; console.log('b 2');`,
    'c.mjs': `console.log('c 1'); export const v = await new Promise((r) => setTimeout(r, 5, 'value')); console.log('c 2');`,
    'd.mjs': `console.log('d sync'); for await (const x of [1, 2]) console.log('d', x); export function early() {}`,
  },
  'importers of an asynchronous module go on in their order': {
    'main.mjs': `import './a.mjs'; import './b.mjs'; import './c.mjs'; console.log('main');`,
    'a.mjs': `import './leaf.mjs'; console.log('a');`,
    'b.mjs': `import './leaf.mjs'; console.log('b'); await 0; console.log('b end');`,
    'c.mjs': `import './a.mjs'; import './leaf.mjs'; console.log('c');`,
    'leaf.mjs': `await 0; console.log('leaf');`,
  },
  'top-level await of every form': {
    'main.mjs': `import { f } from './a.mjs'; await using r = await f('r'), s = (0, await f('s')); { await using t = await (0, f('t')); console.log('block'); }
      const x = await (await f('x'), await f('y')); for await (const y of await f([x, f('z')])) console.log(y); for (await using u of [await f('u')]) console.log('loop');
      console.log(\`\${await f('template')}\`, await f(await f('nested'))); export default await f('default');`,
    'a.mjs': `export const f = async (v) => { console.log('f', String(v)); await 0; return typeof v === 'string' && v.length === 1 ? { async [Symbol.asyncDispose]() { console.log('dispose', v); } } : v; };`,
  },
  'cycles with top-level await': {
    'main.mjs': `import './a.mjs'; import './e.mjs'; console.log('main');`,
    'a.mjs': `import { b } from './b.mjs'; console.log('a', b()); await 0; console.log('a end'); export const a = 1; export function fa() { return 'fa'; }`,
    'b.mjs': `import { a, fa } from './a.mjs'; import './e.mjs'; console.log('b', fa()); await 0; try { a } catch (e) { console.log(String(e)) } console.log('b end'); export const b = () => 'b()';`,
    'e.mjs': `await 0; console.log('e');`,
  },
  'an error in top-level await ends the importers': {
    'main.mjs': `import './a.mjs'; console.log('never');`,
    'a.mjs': `import './b.mjs'; console.log('never');`,
    'b.mjs': `await null; console.log('b'); throw new TypeError('from b');`,
  },
  'the error of an evaluation is kept': {
    'main.mjs': `for (let i = 0; i < 2; i++) await import('./bad.mjs').catch((e) => { console.log(String(e), e === globalThis.first); globalThis.first = e; });
      await import('./over.mjs').catch((e) => console.log(e === globalThis.first));`,
    'bad.mjs': `console.log('once'); throw new Error('bad');`,
    'over.mjs': `import './bad.mjs'; console.log('never');`,
  },
  'import() of everything': {
    'main.mjs': `const ns = await import('./a.mjs'); console.log(ns, ns.default); const { default: j } = await import('./d.json', { with: { type: 'json' } }); console.log(j);
      console.log((await Promise.all(['./a.mjs', './b.mjs'].map((x) => import(x)))).map((m) => Object.keys(m))); const f = async () => (await import('./b.mjs')).b; console.log(await f());`,
    'a.mjs': `export default 'a'; export const x = 1;`,
    'b.mjs': `export const b = 'b';`,
    'd.json': `{ "json": true }`,
  },
  'built-ins and JSON': {
    'main.mjs': `import fs, { readFileSync } from 'node:fs'; import * as path from 'node:path'; import data from './d.json' with { type: 'json' }; import again from './d.json' with { 'type': 'json' };
      console.log(fs.readFileSync === readFileSync, path.basename('/a/b.c'), data, data === again); const { join: j2 = 1, ...rest } = path; console.log(typeof j2, 'sep' in rest);`,
    'd.json': `{ "a": [1] }`,
  },
  'statements around declarations keep their ends': {
    'main.mjs': `const f = () => ({ g() { return 1 } })
import { a } from './a.mjs'
[1].map(String)
const s = f()
export { s }
(1, 2)
var o = { a }
export default o;
/re/.test('re')
export const last = 1
export class C { static x = a } console.log(a, s.g(), o, C.x); export function* gen() { yield a } console.log([...gen()])`,
    'a.mjs': `export const a = 'a'`,
  },
  'names that mean something to the transform': {
    'main.mjs': `import { then, exports as e, yield_ } from './a.mjs'; const module = 1, require = 2, exports = 3; console.log(then(), e, module + require + exports, yield_, typeof __filename); const async = 1, of = 2, get = 3; console.log({ async, of, get, e });`,
    'a.mjs': `const y = 1; export { y as yield_ }; export const then = () => 'then', exports = 'x';`,
  },
};

for (const [name, graph] of Object.entries(graphs)) {
  test(name, async () => {
    const expected = await runInNode(name, graph);
    assert.notEqual(expected, '');
    assert.equal((await runInOurs(graph)).trimEnd(), expected.trimEnd());
  });
}

test('every word of a module maps back to where its author wrote it', async () => {
  const graph = {
    'main.mjs': `#!/usr/bin/env node
import { one,
  two } from './a.mjs'; const three = one(), four = two;
export default function () { return one() + two }
export const five = async () => { await three; return { two, one } }; export { four,
  three as six }; const seven = import.meta.url; import('./a.mjs').then(eight => eight)`,
    'a.mjs': `export let two = 2; export const one = () => two; two++;`,
  };
  const linker = new Linker(graph);
  await linker.run('./main.mjs');
  const { applyEdits } = await import('../../src/node/modules/source-edits.ts');
  for (const [file, edits] of linker.edits) {
    const source = graph[file as keyof typeof graph];
    const map = columnMap(source, edits);
    const lines = source.split('\n');
    const rewritten = applyEdits(source, edits).split('\n');
    assert.equal(rewritten.length, lines.length);
    for (const [index, line] of rewritten.entries()) {
      for (const { 0: word, index: at } of line.matchAll(/\w+/g)) {
        const original = map(index + 1, at);
        if (!original.inserted) assert.ok(lines[index]!.startsWith(word, original.column), word);
      }
    }
  }
});
