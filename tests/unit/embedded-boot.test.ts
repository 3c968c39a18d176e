/** Why bootEmbedded rejects, where there is no browser to boot in. */
import assert from 'node:assert/strict';
import { registerHooks } from 'node:module';
import { afterEach, test } from 'node:test';
import type { BootError } from '../../src/runtime/words.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'virtual:in-step/embedded-node'
      ? {
          url: 'data:text/javascript,export const scripts = { frame: "/frame.js", lib: "/lib.js" };',
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
  await assert.rejects(bootEmbedded(), /\/lib\.js answered 404/);
});

test('each script that came restarts the deadline of loading', async () => {
  const steps: string[] = [];
  const fetch = async () => new Response('text');
  surround({ crossOriginIsolated: true, fetch });
  // There is no document here: that is where it ends.
  await assert.rejects(bootEmbedded({ onStep: (step) => steps.push(step) }), /document/);
  assert.deepEqual(steps, ['loading', 'loading', 'loading', 'starting']);
});

test('an aborted boot rejects with the reason', async () => {
  surround({ crossOriginIsolated: true });
  const reason = new Error('not wanted any more');
  await assert.rejects(bootEmbedded({ signal: AbortSignal.abort(reason) }), reason);
});
