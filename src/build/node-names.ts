/**
 * `virtual:in-step/node-names`: what Node's modules export and what its globals have, for the
 * editor's completion. Read from the Node that builds the site, which is the pinned one.
 */
import { builtinModules } from 'node:module';
import type { AstroIntegration } from 'astro';

const VIRTUAL = 'virtual:in-step/node-names';
const RESOLVED = `\0${VIRTUAL}`;

const IDENTIFIER = /^[A-Za-z][\w$]*$/;
/** Deprecated, or they warn when they are imported. */
const LEFT_OUT = ['domain', 'ffi', 'punycode', 'sys', 'wasi'];
/** Globals whose members are told; of the others only the name is. */
const WITH_MEMBERS = [
  'Array',
  'Atomics',
  'Buffer',
  'Date',
  'JSON',
  'Math',
  'Number',
  'Object',
].concat(['Promise', 'Reflect', 'String', 'Symbol', 'console', 'crypto', 'performance', 'process']);

/** Text of the virtual module: see virtual-node-names.d.ts. */
export async function nodeNames(): Promise<string> {
  const modules: Record<string, string[]> = {};
  for (const name of builtinModules.map((name) => name.replace('node:', ''))) {
    if (/^_|\/_/.test(name) || LEFT_OUT.includes(name)) continue;
    const specifier = `node:${name}`;
    const exported = await import(/* @vite-ignore */ specifier);
    modules[specifier] = Object.keys(exported).filter(isName);
  }
  const globals: Record<string, string[]> = {};
  for (const name of Object.getOwnPropertyNames(globalThis).filter(isName)) {
    globals[name] = WITH_MEMBERS.includes(name) ? membersOf(Reflect.get(globalThis, name)) : [];
  }
  return `export const modules = ${JSON.stringify(modules)};
export const globals = ${JSON.stringify(globals)};`;
}

function isName(key: string): boolean {
  return IDENTIFIER.test(key) && key !== 'default';
}

/** Own and inherited, but for what every function and every object has. */
function membersOf(value: object): string[] {
  const names = new Set<string>();
  const isCommon = (object: object) => object === Object.prototype || object === Function.prototype;
  for (let object = value; !isCommon(object); object = Object.getPrototypeOf(object) as object) {
    for (const name of Object.getOwnPropertyNames(object)) names.add(name);
  }
  for (const common of ['constructor', 'length', 'name', 'prototype']) names.delete(common);
  return [...names].filter(isName);
}

export function nodeNamesModule(): AstroIntegration {
  const plugin = {
    name: 'in-step:node-names',
    resolveId: (id: string) => (id === VIRTUAL ? RESOLVED : undefined),
    load: (id: string) => (id === RESOLVED ? nodeNames() : undefined),
  };
  return {
    name: 'in-step:node-names',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({ vite: { plugins: [plugin] } });
      },
    },
  };
}
