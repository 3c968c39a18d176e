/** What the module loaders ask of the file system, many times and synchronously. */
import type { Thread } from '../thread/thread.ts';
import type { FileCalls, PathArgument } from './calls.ts';
import { O_RDONLY } from './constants.ts';

/** In the order of legacyMainResolveExtensions in lib/internal/modules/helpers.js. */
const MAIN_ENDINGS = [
  '',
  '.js',
  '.json',
  '.node',
  '/index.js',
  '/index.json',
  '/index.node',
] as const;
const INDEX_FILES = ['index.js', 'index.json', 'index.node'] as const;

const FORMAT_JAVASCRIPT = 0;
const FORMAT_WASM = 1;
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d];

export function moduleLookups(thread: Thread, calls: FileCalls) {
  const kind = (path: PathArgument) => thread.files.kind(calls.absolute(path));

  return {
    /** 0: a file, 1: a directory, negative: not there. */
    internalModuleStat: (path: PathArgument): number => kind(path),

    /** Which of the places where a package's main may be holds a file. */
    legacyMainResolve(folder: string, main: string | undefined, base: string | undefined): number {
      const prefix = folder.endsWith('/') ? folder : `${folder}/`;
      const candidates = [
        ...MAIN_ENDINGS.map((ending) => (main === undefined ? undefined : main + ending)),
        ...INDEX_FILES,
      ];
      const found = candidates.findIndex(
        (candidate) => candidate !== undefined && kind(prefix + candidate) === 0,
      );
      if (found >= 0) return found;
      const { codes } = thread.require('internal/errors');
      const from =
        base === undefined ? undefined : thread.require('internal/url').fileURLToPath(base);
      const first = `${prefix}${main ?? 'index.js'}`.replaceAll(/\/+/g, '/');
      throw new codes.ERR_MODULE_NOT_FOUND(first, from, undefined);
    },

    /** A file without an extension is JavaScript unless it begins as WebAssembly does. */
    getFormatOfExtensionlessFile(path: string): number {
      if (kind(path) !== 0) return FORMAT_JAVASCRIPT;
      const fd = thread.files.open(calls.absolute(path), O_RDONLY, 0);
      try {
        const start = thread.files.read(fd, WASM_MAGIC.length, 0);
        const isWasm = WASM_MAGIC.every((byte, index) => start[index] === byte);
        return isWasm ? FORMAT_WASM : FORMAT_JAVASCRIPT;
      } finally {
        thread.files.close(fd);
      }
    },
  };
}
