/** Another Node in the browser: each run has a page of its own. */
import type { Browser, Page } from '@playwright/test';
import { build, type Plugin } from 'esbuild';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { resultOf, type Program, type Runtime } from '../runtime.ts';

/** What cannot be done hangs as often as it fails. */
const DEADLINE_MS = 20_000;

/** Modules of Node that are imported in branches that a browser never takes. */
const withoutNodeModules: Plugin = {
  name: 'without-node-modules',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:|^@lifo-sh\/ui$/ }, ({ path }) => ({ path, namespace: 'absent' }));
    onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'module.exports = {};' }));
  },
};

/** In the page: starts a program, and resolves with its output and when the first of it came. */
async function runInPage(program: Program): Promise<{ output: string; firstMs: number }> {
  const from = performance.now();
  const script = '/rival.js';
  const { start } = await import(script);
  let output = '';
  let firstMs = 0;
  await new Promise<void>((resolve) => {
    const fail = (reason: unknown) => {
      output += `\n${reason}\n`;
      resolve();
    };
    addEventListener('error', ({ message }) => fail(message));
    addEventListener('unhandledrejection', ({ reason }) => fail(reason));
    const onOutput = (text: string) => {
      firstMs ||= performance.now() - from;
      output += text;
      if (/^result .+\n/m.test(output)) resolve();
    };
    start(program.source, onOutput).then(resolve, fail);
  });
  return { output, firstMs };
}

export class Rival implements Runtime {
  readonly name: string;
  readonly #browser: Browser;
  readonly #server: Server;

  private constructor(name: string, browser: Browser, server: Server) {
    this.name = name;
    this.#browser = browser;
    this.#server = server;
  }

  /**
   * `entry` exports `start(source, onOutput)`, which resolves when the program has ended, and finds
   * its packages in `modules`.
   */
  static async open(name: string, browser: Browser, entry: URL, modules: string): Promise<Rival> {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(entry)],
      bundle: true,
      write: false,
      format: 'esm',
      target: 'esnext',
      minify: true,
      nodePaths: [modules],
      plugins: [withoutNodeModules],
      logLevel: 'error',
    });
    const script = outputFiles[0]!.contents;
    const server = createServer(({ url }, response) => {
      const type = url === '/rival.js' ? 'text/javascript' : 'text/html';
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(url === '/rival.js' ? script : '<!doctype html><title>A rival</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Rival(name, browser, server);
  }

  async #inPage<T>(use: (page: Page) => Promise<T>): Promise<T> {
    const context = await this.#browser.newContext();
    try {
      const page = await context.newPage();
      const { port } = this.#server.address() as AddressInfo;
      await page.goto(`http://127.0.0.1:${port}/`);
      return await use(page);
    } finally {
      await context.close();
    }
  }

  async #start(page: Page, program: Program): Promise<{ output: string; firstMs: number }> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<never>((_, reject) => {
      const late = new Error(`no result within ${DEADLINE_MS / 1000} s`);
      timer = setTimeout(reject, DEADLINE_MS, late);
    });
    try {
      return await Promise.race([page.evaluate(runInPage, program), deadline]);
    } finally {
      clearTimeout(timer);
    }
  }

  async run(program: Program): Promise<number> {
    return this.#inPage(async (page) => resultOf((await this.#start(page, program)).output));
  }

  async coldStart(program: Program): Promise<number> {
    return this.#inPage(async (page) => (await this.#start(page, program)).firstMs);
  }

  async warmStart(program: Program): Promise<number> {
    return this.#inPage(async (page) => {
      await this.#start(page, program);
      return (await this.#start(page, program)).firstMs;
    });
  }

  async hold<T>(program: Program, whileRunning: () => Promise<T>): Promise<T> {
    return this.#inPage(async (page) => {
      resultOf((await this.#start(page, program)).output);
      return whileRunning();
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
