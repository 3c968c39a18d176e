/**
 * Runs under the pinned Node with --expose-internals (see pinned-node.ts) and prints, as one
 * `NodeDump`, what the build takes out of the binary.
 */
import { createRequire } from 'node:module';
import type { Shape } from '../../node/thread/skeleton.ts';
import type { NodeDump } from './extract.ts';

const { internalBinding } = createRequire(import.meta.url)('internal/test/binding');

/* eslint-disable @typescript-eslint/no-explicit-any -- the bindings are untyped */

/** Bindings of what is left out of the bundle; quic, dtls and ffi cannot even be loaded here. */
const LEFT_OUT = new Set(
  'builtins dtls ffi inspector internal_only_v8 profiler quic sea sqlite wasi webstorage'.split(
    ' ',
  ),
);

const OWN_BY_LANGUAGE = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);

function shapeOfFunction(value: Record<string, any> & { name: string; prototype?: any }): Shape {
  const shape: Shape = { $: 'function', name: value.name };
  if (value.prototype) {
    const methods = Object.getOwnPropertyNames(value.prototype).filter((k) => k !== 'constructor');
    if (methods.length > 0 || /^[A-Z]/.test(value.name)) {
      shape.methods = methods;
      const parents: string[] = [];
      for (
        let parent = Object.getPrototypeOf(value.prototype);
        parent && parent !== Object.prototype;
        parent = Object.getPrototypeOf(parent)
      ) {
        parents.push(parent.constructor.name);
      }
      shape.parents = parents;
    }
  }
  const own = Object.getOwnPropertyNames(value).filter((k) => !OWN_BY_LANGUAGE.has(k));
  if (own.length > 0) {
    shape.own = Object.fromEntries(own.map((key) => [key, shapeOf(value[key])]));
  }
  return shape;
}

/** What a value of a binding is, as JSON. */
function shapeOf(value: any): Shape {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : { $: 'number', value: String(value) };
    case 'undefined':
      return { $: 'undefined' };
    case 'bigint':
      return { $: 'bigint', value: String(value) };
    case 'symbol':
      return { $: 'symbol', description: value.description ?? '' };
    case 'function':
      return shapeOfFunction(value);
  }
  if (value === null) return null;
  if (ArrayBuffer.isView(value)) {
    // What it holds is the state of the process that was dumped.
    const { length } = value as unknown as Uint8Array;
    return { $: 'typed-array', type: value.constructor.name, length };
  }
  if (value instanceof ArrayBuffer) return { $: 'array-buffer', byteLength: value.byteLength };
  if (Array.isArray(value)) return value.map(shapeOf);
  if (value instanceof Map) {
    return { $: 'map', entries: [...value].map(([k, v]) => [shapeOf(k), shapeOf(v)]) };
  }
  if (value instanceof Set) return { $: 'set', values: [...value].map(shapeOf) };
  return {
    $: 'object',
    bare: Object.getPrototypeOf(value) === null,
    properties: Object.fromEntries(
      Object.getOwnPropertyNames(value).map((key) => [key, shapeOf(value[key])]),
    ),
  };
}

function parseConfig(config: string): string {
  const parsed = JSON.parse(config);
  delete parsed.variables.node_library_files;
  delete parsed.variables.node_cctest_sources;
  return JSON.stringify(parsed);
}

const builtins = internalBinding('builtins');
const sources: Record<string, string> = { ...builtins.natives };

const names = new Set<string>();
for (const source of Object.values(sources)) {
  for (const [, name] of source.matchAll(/internalBinding\('([a-z_0-9]+)'\)/g)) names.add(name!);
}
const skeleton: Record<string, Shape> = {};
for (const name of [...names].sort()) {
  if (!LEFT_OUT.has(name)) skeleton[name] = shapeOf(internalBinding(name));
}

/** The WebAssembly build of llhttp in Node's undici, which parses requests too. */
function extractLlhttp(): string {
  const module = /"lib\/llhttp\/llhttp-wasm\.js"[\s\S]*?wasmBase64 = "([^"]+)"/;
  const base64 = module.exec(sources['internal/deps/undici/undici']!)?.[1];
  if (base64) return base64;
  throw new Error("Node's undici has no llhttp any more: revise src/build/node/dump.ts.");
}

const options = internalBinding('options');
const info: { options: Map<string, any>; aliases: Map<string, string[]> } =
  options.getCLIOptionsInfo();
const dump: NodeDump = {
  sources,
  data: {
    version: process.version,
    versions: { ...process.versions } as Record<string, string>,
    release: process.release,
    config: parseConfig(builtins.config),
    options: {
      // V8's own options have no default here: null says that they exist.
      ...Object.fromEntries(
        Object.entries(options.getCLIOptionsValues()).map(([name, value]) => [name, value ?? null]),
      ),
      '--expose-internals': false,
      '--warnings': true,
    },
    optionInfo: Object.fromEntries(
      [...info.options].map(([name, { envVarSettings, type, defaultIsTrue }]) => [
        name,
        { helpText: '', envVarSettings, type, defaultIsTrue },
      ]),
    ),
    optionAliases: Object.fromEntries(info.aliases),
    embedderOptions: { ...options.getEmbedderOptions() },
    cannotBeRequired: [...builtins.builtinCategories.cannotBeRequired],
    canBeRequired: [...builtins.builtinCategories.canBeRequired],
    errorMap: [...internalBinding('uv').getErrorMap()],
    hashes: internalBinding('crypto').getHashes(),
    llhttp: extractLlhttp(),
    skeleton,
  },
};
process.stdout.write(
  JSON.stringify(dump, (_key, value) => (typeof value === 'bigint' ? Number(value) : value)),
);
