/** Packages get into a container once, or the reader is told why not and may try again. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { FileSystemTree } from '../../src/runtime/container.ts';
import {
  installSnapshots,
  type InstallProgress,
  type Snapshot,
} from '../../src/runtime/snapshots.ts';
import { InstallError, lacksPackages, sayCause } from '../../src/runtime/words.ts';
import { FakeContainer } from './runtime-fakes.ts';

const content = new Uint8Array(50_000).map((_, i) => (i * i) % 251);
const packed = gzipSync(content);

class MountingContainer extends FakeContainer {
  mounted: (FileSystemTree | Uint8Array)[] = [];

  override async mount(tree?: FileSystemTree | Uint8Array): Promise<never> {
    this.mounted.push(tree!);
    return undefined as never;
  }
}

describe('installing snapshots', () => {
  let server: Server;
  let base: string;
  let answer: RequestListener;
  let requests: string[];

  before(async () => {
    server = createServer((request, response) => {
      requests.push(request.url!);
      answer(request, response);
    }).listen(0);
    await once(server, 'listening');
    base = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  after(() => server.close());
  beforeEach(() => {
    requests = [];
    answer = (_, response) => response.end(packed);
  });

  let count = 0;
  const snapshot = (title = 'zod 4.6.7'): Snapshot => ({
    title,
    url: `${base}/${++count}.snapshot`,
    size: packed.length,
    unpackedSize: content.length,
  });
  const install = (
    container: MountingContainer,
    snapshots: Snapshot[],
    onProgress: (progress: InstallProgress) => void = () => {},
  ) => installSnapshots(container, snapshots, onProgress);

  async function fails(code: string, detail: RegExp, wanted = snapshot()) {
    const container = new MountingContainer('embedded');
    const error = await install(container, [wanted]).catch((error: unknown) => error);
    assert.ok(error instanceof InstallError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, detail);
    assert.ok(lacksPackages(error));
    for (const language of ['en', 'ko'] as const) {
      assert.match(sayCause(error, language), language === 'en' ? /Retry/ : /다시 시도/);
    }
    assert.deepEqual(container.mounted, []);
    answer = (_, response) => response.end(packed);
    await install(container, [wanted]);
    assert.deepEqual(container.mounted, [content], 'a retry works');
  }

  test('fetched, unpacked, mounted; the page is told how far it is', async () => {
    const container = new MountingContainer('embedded');
    const told: InstallProgress[] = [];
    const both = [snapshot('a 1.0.0'), snapshot('b 2.0.0')];
    await install(container, both, (progress) => told.push(progress));
    assert.deepEqual(container.mounted, [content, content]);
    const size = 2 * packed.length;
    assert.deepEqual(told[0], { titles: ['a 1.0.0', 'b 2.0.0'], received: 0, size });
    assert.deepEqual(told.at(-1), { titles: [], received: size, size });
    assert.ok(told.every(({ received }, i) => i === 0 || received >= told[i - 1]!.received));
  });

  test('once for each container, and at once if it is there already', async () => {
    const first = new MountingContainer('embedded');
    const zod = snapshot();
    await Promise.all([install(first, [zod]), install(first, [zod])]);
    await install(first, [zod], () => assert.fail('there is nothing to tell'));
    assert.equal(first.mounted.length, 1);
    assert.equal(requests.length, 1);
    const second = new MountingContainer('webcontainer');
    await install(second, [zod]);
    assert.equal(second.mounted.length, 1);
  });

  test('nothing to do for a program that needs nothing', async () => {
    await install(new MountingContainer('embedded'), [], () => assert.fail('nothing to tell'));
  });

  test('a snapshot that the server does not have', async () => {
    answer = (_, response) => response.writeHead(404).end('nothing here');
    await fails('packages-missing', /zod 4\.6\.7: the server answered 404/);
  });

  test('a connection that breaks off', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-length': packed.length });
      response.write(packed.subarray(0, 100), () => response.destroy());
    };
    await fails('packages-unreachable', /zod 4\.6\.7: /);
  });

  test('an answer that is cut off', async () => {
    answer = (_, response) => response.end(packed.subarray(0, 100));
    await fails('packages-unreachable', /zod 4\.6\.7: 100 of \d+ bytes came/);
  });

  test('an answer that is something else', async () => {
    answer = (_, response) => response.end('<!doctype html>'.padEnd(packed.length));
    await fails('packages-damaged', /zod 4\.6\.7: /);
  });

  test('an answer that unpacks to another length', async () => {
    const wanted = { ...snapshot(), unpackedSize: content.length };
    answer = (_, response) => response.end(gzipSync(content.subarray(1), { level: 0 }));
    await fails('packages-damaged', /49999 of 50000 bytes/, wanted);
  });

  test('no server at all; a browser that knows that it is offline says so', async (t) => {
    const wanted = { ...snapshot(), url: 'http://localhost:1/none' };
    const container = new MountingContainer('embedded');
    await assert.rejects(install(container, [wanted]), { code: 'packages-unreachable' });
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true });
    t.after(() => Reflect.deleteProperty(navigator, 'onLine'));
    await assert.rejects(install(container, [wanted]), { code: 'packages-offline' });
  });

  test('a container that is lost meanwhile', async () => {
    const container = new MountingContainer('embedded');
    container.mount = () => {
      queueMicrotask(() => container.lose('out of memory'));
      return new Promise(() => {});
    };
    await assert.rejects(install(container, [snapshot()]), {
      code: 'lost',
      message: 'out of memory',
    });
  });
});
