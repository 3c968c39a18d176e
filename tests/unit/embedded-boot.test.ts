/** Why bootEmbedded rejects, where there is no browser to boot in. */
import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, test } from 'node:test';
import type { BootError } from '../../src/runtime/words.ts';

const names = ['frame', 'lib', 'libRest', 'thread', 'files', 'pool', 'disk'];
const scripts = Object.fromEntries(names.map((name) => [name, `/${name}.js`]));
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'virtual:in-step/embedded-node'
      ? {
          url: `data:text/javascript,export const scripts = ${JSON.stringify(scripts)};`,
          shortCircuit: true,
        }
      : next(specifier, context),
});
const { bootEmbedded } = await import('../../src/runtime/embedded.ts');
const originalFetch = globalThis.fetch;

function surround(globals: object): void {
  for (const [name, value] of Object.entries(globals)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

afterEach(() => surround({ crossOriginIsolated: undefined, fetch: originalFetch }));

/** A place whose frames say nothing; how many there are. */
function silentPlace(onFrame = () => {}) {
  return {
    frames: 0,
    put() {
      this.frames++;
      onFrame();
      return { remove: () => this.frames-- } as unknown as HTMLIFrameElement;
    },
    giveUp() {},
  };
}

async function codeOf(boot: Promise<unknown>): Promise<string> {
  return boot.then(
    () => 'booted',
    (error: BootError) => error.code,
  );
}

test('a page that is not isolated cannot boot', async () => {
  assert.equal(await codeOf(bootEmbedded()), 'not-isolated');
});

test('scripts that cannot be fetched: no network, or a server that cannot be reached', async () => {
  const fetch = () => Promise.reject(new TypeError('Failed to fetch'));
  surround({ crossOriginIsolated: true, fetch, navigator: { onLine: false } });
  assert.equal(await codeOf(bootEmbedded()), 'no-network');
  surround({ navigator: { onLine: true } });
  assert.equal(await codeOf(bootEmbedded()), 'unreachable');
});

test('a script that is not there is named', async () => {
  const fetch = async (url: string) => new Response('', { status: url === '/lib.js' ? 404 : 200 });
  surround({ crossOriginIsolated: true, fetch });
  const place = silentPlace();
  await assert.rejects(bootEmbedded({ findPlace: async () => place }), /\/lib\.js answered 404/);
  assert.equal(place.frames, 0);
});

test('each script that came restarts the deadline of loading', async () => {
  const steps: string[] = [];
  const fetch = async () => new Response('text');
  surround({ crossOriginIsolated: true, fetch });
  const stop = new AbortController();
  const onStep = (step: string) => {
    steps.push(step);
    if (step === 'starting') stop.abort();
  };
  const findPlace = async () => silentPlace();
  await assert.rejects(bootEmbedded({ onStep, findPlace, signal: stop.signal }), /aborted/);
  // The first time before anything came; what few programs want is not waited for.
  assert.deepEqual(steps, [...Array<string>(6).fill('loading'), 'starting']);
});

test('the frame is made while the scripts of its workers are under way', async () => {
  const lib = Promise.withResolvers<Response>();
  const fetch = async (url: string) => (url === '/lib.js' ? lib.promise : new Response('text'));
  surround({ crossOriginIsolated: true, fetch });
  const made = Promise.withResolvers<void>();
  const place = silentPlace(made.resolve);
  const boot = bootEmbedded({ findPlace: async () => place });
  await made.promise;
  assert.equal(place.frames, 1);
  lib.reject(new TypeError('Failed to fetch'));
  await assert.rejects(boot);
  assert.equal(place.frames, 0);
});

test('what few programs use of lib is fetched when all else is there', async () => {
  const pool = Promise.withResolvers<Response>();
  const asked: string[] = [];
  const fetch = async (url: string) => {
    asked.push(url);
    return url === '/pool.js' ? pool.promise : new Response('text');
  };
  surround({ crossOriginIsolated: true, fetch });
  const made = Promise.withResolvers<void>();
  const stop = new AbortController();
  const onStep = (step: string) => step === 'starting' && stop.abort();
  const findPlace = async () => silentPlace(made.resolve);
  const boot = bootEmbedded({ findPlace, onStep, signal: stop.signal });
  await made.promise;
  assert.deepEqual(asked.sort(), ['/files.js', '/frame.js', '/lib.js', '/pool.js', '/thread.js']);
  pool.resolve(new Response('text'));
  await assert.rejects(boot, /aborted/);
  assert.equal(asked.at(-1), '/libRest.js');
});

test('an aborted boot rejects with the reason', async () => {
  surround({ crossOriginIsolated: true });
  const reason = new Error('not wanted any more');
  await assert.rejects(bootEmbedded({ signal: AbortSignal.abort(reason) }), reason);
});
