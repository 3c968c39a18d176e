/** internalBinding('modules'): the package.json reader (src/node_modules.cc). */
import type { BindingFactory, Thread } from '../thread/thread.ts';

type PackageType = 'commonjs' | 'module' | 'none';

/** name, main, type, imports, exports (both as JSON, or a plain string), path of the file. */
type PackageConfig = [
  name: string | undefined,
  main: string | undefined,
  type: PackageType,
  imports: string | undefined,
  exports: string | undefined,
  path: string,
];

const isString = (value: unknown): value is string => typeof value === 'string';

/** `imports` and `exports` are handed on as JSON; a string stays as it is, the rest is ignored. */
function entryPoints(value: unknown): string | undefined {
  if (isString(value)) return value;
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : undefined;
}

/** Undefined where Node calls the file invalid. */
function parsePackageConfig(text: string, path: string): PackageConfig | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  Object.setPrototypeOf(json, null); // a program may have put something into Object.prototype
  const { name, main, type, imports, exports } = json as Record<string, unknown>;
  if (name !== undefined && !isString(name)) return undefined;
  if (type !== undefined && !isString(type)) return undefined;
  return [
    name,
    isString(main) ? main : undefined,
    type === 'commonjs' || type === 'module' ? type : 'none',
    entryPoints(imports),
    entryPoints(exports),
    path,
  ];
}

class PackageReader {
  readonly #thread: Thread;
  readonly #configs = new Map<string, PackageConfig>();

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  /** Undefined when there is no such file. `context` ends the message of an invalid one. */
  read(path: string, context = ''): PackageConfig | undefined {
    const known = this.#configs.get(path);
    if (known) return known;
    let text: string;
    try {
      text = this.#thread.internalBinding('fs')['readFileUtf8'](path, 0);
    } catch {
      return undefined;
    }
    const config = parsePackageConfig(text, path);
    if (config === undefined) {
      throw this.#thread.stacks.withFullStack(() =>
        Object.assign(new Error(`Invalid package config ${path}${context}.`), {
          code: 'ERR_INVALID_PACKAGE_CONFIG',
        }),
      );
    }
    this.#configs.set(path, config);
    return config;
  }

  /** The package.json next to `path` or in a folder above it, up to node_modules. */
  nearestTo(path: string): PackageConfig | undefined {
    for (let folder = parentOf(path); folder !== ''; folder = parentOf(folder)) {
      if (folder.endsWith('/node_modules')) return undefined;
      const config = this.read(`${folder}/package.json`);
      if (config) return config;
    }
    return undefined;
  }

  /** The package.json that a module at `url` belongs to, or the last path that was tried. */
  scopeOf(url: string): PackageConfig | string {
    const { URL, fileURLToPath } = this.#thread.require('internal/url');
    let candidate = new URL('./package.json', url);
    for (;;) {
      const path = fileURLToPath(candidate);
      if (path.endsWith('/node_modules/package.json')) return path;
      const config = this.read(path);
      if (config) return config;
      const above = new URL('../package.json', candidate);
      if (above.pathname === candidate.pathname) return path;
      candidate = above;
    }
  }
}

/** `/a/b` → `/a`, `/a` → ``. */
function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

export const modules: BindingFactory = (thread) => {
  const reader = new PackageReader(thread);
  const skeleton = thread.skeleton('modules');
  const disabled = skeleton['compileCacheStatus'].indexOf('DISABLED');

  const importContext = (base?: string, specifier?: string): string => {
    if (base === undefined) return '';
    const from = base.startsWith('file:')
      ? thread.require('internal/url').fileURLToPath(base)
      : base;
    return ` while importing "${specifier}" from ${from}`;
  };

  return {
    ...skeleton,
    readPackageJSON: (path: string, _isESM?: boolean, base?: string, specifier?: string) =>
      reader.read(path, importContext(base, specifier)),
    getNearestParentPackageJSON: (path: string) => reader.nearestTo(path),
    getNearestParentPackageJSONType: (path: string) => reader.nearestTo(path)?.[2],
    getPackageScopeConfig: (url: string) => reader.scopeOf(url),
    getPackageType(url: string) {
      const config = reader.scopeOf(url);
      return isString(config) ? undefined : config[2];
    },
    // Nothing is compiled ahead here.
    enableCompileCache: () => [disabled],
    getCompileCacheDir: () => undefined,
    flushCompileCache() {},
    getCompileCacheEntry: () => undefined,
    saveCompileCacheEntry() {},
  };
};
