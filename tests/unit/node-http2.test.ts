/** HTTP/2's header compression, and two sessions that speak with each other. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Code, Flag, Setting, Type, frame, parseFrameHeader } from '../../src/node/http2/frames.ts';
import { CompressionError, Deflater, Inflater, type Header } from '../../src/node/http2/hpack.ts';
import { Receiver } from '../../src/node/http2/receiver.ts';
import { Session } from '../../src/node/http2/session.ts';
import type { Body, Events } from '../../src/node/http2/state.ts';

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
const header = (name: string, value: string, sensitive = false): Header => ({
  name,
  value,
  sensitive,
});
const GET = [header(':method', 'GET'), header(':scheme', 'http'), header(':path', '/')];

/** RFC 7541, C.4: three requests of one connection, with Huffman codes. */
const REQUESTS = ['8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff', '8286 84be 5886 a8eb 1064 9cbf'];

test('header blocks are read as RFC 7541 has them', () => {
  const inflater = new Inflater();
  const [first, second] = REQUESTS.map((block) => inflater.decode(bytes(block)));
  const authority = header(':authority', 'www.example.com');
  assert.deepEqual(first, [...GET, authority]);
  assert.deepEqual(second, [...GET, authority, header('cache-control', 'no-cache')]);
  assert.equal(inflater.tableSize, 110);
});

test('header blocks are written so that they can be read, and shorter the second time', () => {
  const deflater = new Deflater();
  const inflater = new Inflater();
  const headers = [...GET, header('x-name', 'ÿ'.repeat(200)), header('x-key', 'secret', true)];
  const blocks = [1, 2].map(() => deflater.encode(headers));
  for (const block of blocks) assert.deepEqual(inflater.decode(block), headers);
  assert.ok(blocks[1]!.length < blocks[0]!.length / 2);
  deflater.resize(0);
  assert.deepEqual(inflater.decode(deflater.encode(GET)), GET);
  assert.equal(inflater.tableSize, 0);
});

test('what is no header block is refused', () => {
  for (const block of ['80', 'ff ff ff ff ff ff', '40 03 61', '41 82 ff ff ff ff', '3f e2 1f']) {
    assert.throws(() => new Inflater().decode(bytes(block)), CompressionError, block);
  }
});

/** A session, what it heard, and what it sends. */
function make(server: boolean, body?: (max: number) => Body | undefined) {
  const heard: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]) => {
      heard.push([name, ...args]);
      return true;
    };
  const events = new Proxy({} as Events, {
    get: (_, name: string) => {
      if (name === 'read') return (_id: number, max: number) => body?.(max);
      if (name === 'pad') return (length: number) => length;
      return note(name);
    },
  });
  const options = {
    maxSendHeaderBlock: 65536,
    peerMaxConcurrentStreams: 100,
    maxSettings: 32,
    lenient: false,
  };
  const session = new Session(server, events, options);
  const receiver = new Receiver(session);
  session.submitSettings([]);
  return {
    session,
    heard,
    receive(arrived: Uint8Array): void {
      receiver.push(arrived);
      while (receiver.next());
    },
    said: (name: string) => heard.filter(([what]) => what === name).map(([, ...args]) => args),
  };
}

/** Until neither has anything to say. */
function talk(...[a, b]: [ReturnType<typeof make>, ReturnType<typeof make>]): void {
  while (a.session.wantsWrite || b.session.wantsWrite) {
    for (const sent of a.session.send()) b.receive(sent);
    for (const sent of b.session.send()) a.receive(sent);
  }
}

test('a body is sent as far as the windows reach, and goes on when it was read', () => {
  let left = 200_000;
  const client = make(false, (max) => {
    const length = Math.min(max, left);
    left -= length;
    return { chunks: [new Uint8Array(length)], end: left === 0, trailers: false };
  });
  const server = make(true);
  const id = client.session.submitRequest(GET, false);
  talk(client, server);
  const arrived = () =>
    server.said('onData').reduce((sum, [, data]) => sum + (data as Uint8Array).length, 0);
  assert.equal(arrived(), 65535, 'the first window');
  const stream = server.session.streams.get(id)!;
  while (!stream.remoteEnd) {
    server.session.consume(stream.receiveWindow, id, stream.receiveWindow.received);
    talk(client, server);
  }
  assert.equal(arrived(), 200_000);
  assert.equal(server.said('onDataEnd').length, 1);
});

test('a stream is closed on both sides once both have ended it', () => {
  const [client, server] = [make(false), make(true)];
  const id = client.session.submitRequest(GET, true);
  talk(client, server);
  server.session.submitHeaders(id, [header(':status', '204')], true, false);
  talk(client, server);
  for (const side of [client, server]) {
    assert.deepEqual(side.said('onStreamClose'), [[id, Code.NO_ERROR, false]]);
  }
});

test('a request above the announced number of streams is refused', () => {
  const [client, server] = [make(false), make(true)];
  server.session.submitSettings([[Setting.MAX_CONCURRENT_STREAMS, 1]]);
  for (let i = 0; i < 2; i++) client.session.submitRequest(GET, false);
  talk(client, server);
  assert.deepEqual(client.said('onStreamClose'), [[3, Code.REFUSED_STREAM, true]]);
});

test('a violation ends the session with its code', () => {
  const violations: [Uint8Array, number][] = [
    [frame(Type.DATA, 0, 0), Code.PROTOCOL_ERROR],
    [frame(Type.PING, 0, 0, new Uint8Array(7)), Code.FRAME_SIZE_ERROR],
    [frame(Type.HEADERS, Flag.END_HEADERS, 1, Uint8Array.of(0x80)), Code.COMPRESSION_ERROR],
    [frame(Type.WINDOW_UPDATE, 0, 0, bytes('7fff ffff')), Code.FLOW_CONTROL_ERROR],
  ];
  for (const [violation, code] of violations) {
    const [client, server] = [make(false), make(true)];
    talk(client, server);
    server.receive(violation);
    const [goaway] = [...server.session.send()].filter(
      (sent) => parseFrameHeader(sent).type === Type.GOAWAY,
    );
    assert.equal(new DataView(goaway!.buffer).getUint32(13), code);
    assert.equal(server.session.wantsRead, false);
  }
});

test('who does not speak HTTP/2 is told apart', () => {
  const server = make(true);
  const receiver = new Receiver(server.session);
  receiver.push(new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n'));
  assert.equal(receiver.next(), false);
  assert.equal(receiver.failure, -903);
});
