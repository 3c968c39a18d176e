/** The loopback network: the shared port table, both ends of a connection, what the frame does. */
import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { Network as FrameNetwork } from '../../src/node/frame/network.ts';
import { Endpoint } from '../../src/node/network/endpoint.ts';
import { formatIP, parseIP } from '../../src/node/network/ip-address.ts';
import { LOCAL, PortTable, interfaceOf } from '../../src/node/network/port-table.ts';
import type { NodeFrame } from '../../src/node/page/frame.ts';
import { PageNetwork } from '../../src/node/page/network.ts';
import { at, bytes, machine, readable, text } from '../fixtures/loopback.ts';

test('addresses are read and written as Node does', () => {
  const texts = ['::', '::1', '1::', '1:0:0:2:0:0:0:3', '0:0:1::', '::ffff:1.2.3.4', 'FE80::0ab'];
  for (const address of [...texts, '1:2:3:4:5:6:7:8', '2001:db8:0:1:1:1:1:1']) {
    const normal = new net.SocketAddress({ address, family: 'ipv6' }).address;
    assert.equal(formatIP(parseIP(address)!), normal);
  }
  const wrong = ['', '1.2.3', '1.2.3.256', '01.2.3.4', ':::', '1:2', '::1::', '1:2:3:4:5:6:7:8:9'];
  for (const address of [...wrong, '::g', '12345::', '1:2:3:4:5:6:7::8', '::1.2.3']) {
    assert.equal(parseIP(address) !== undefined, net.isIP(address) !== 0, address);
  }
});

test('a port is taken once for each address it covers', () => {
  const table = new PortTable();
  const bind = (address: string, port: number, only6 = false) =>
    table.bind(1, at(address, only6), port);
  const first = bind('127.0.0.1', 80)!;
  assert.equal(bind('127.0.0.1', 80), undefined);
  assert.equal(bind('0.0.0.0', 80), undefined);
  assert.equal(bind('::', 80), undefined, 'an IPv6 wildcard takes IPv4 too');
  assert.ok(bind('127.0.0.2', 80));
  assert.ok(bind('::', 80, true), 'unless it is told not to');
  assert.equal(bind('::1', 80), undefined);
  assert.ok(table.bind(1, LOCAL, 80), 'local sockets have numbers of their own');
  table.release(first);
  assert.ok(bind('127.0.0.1', 80));
  assert.equal(interfaceOf(parseIP('10.0.0.1')!), undefined);
});

test('port 0 is any free port, and find() gives who listens, the exact address first', () => {
  const table = new PortTable();
  const wildcard = table.bind(1, at('0.0.0.0'), 0)!;
  assert.notEqual(table.bind(1, at('0.0.0.0'), 0)!.port, wildcard.port);
  assert.equal(table.find(at('127.0.0.1'), wildcard.port), undefined, 'bound, but not listening');
  table.listen(wildcard);
  assert.equal(table.find(at('127.0.0.1'), wildcard.port)!.owner, 1);
  assert.equal(table.find(at('::1'), wildcard.port), undefined);
  const exact = table.bind(2, at('::1'), wildcard.port)!;
  table.listen(exact);
  assert.equal(table.find(at('::1'), wildcard.port)!.owner, 2);
  assert.deepEqual(new PortTable(table.buffer).releaseAll(1), [wildcard.port]);
  assert.equal(table.find(at('127.0.0.1'), wildcard.port), undefined);
  table.release(exact);
  const later = table.bind(3, at('::1'), wildcard.port)!;
  assert.ok(later.generation > exact.generation || later.index !== exact.index);
});

test('a thread that died inside bind() leaves no lock behind', () => {
  const table = new PortTable();
  new Int32Array(table.buffer)[0] = 7; // its lock word
  assert.deepEqual(table.releaseAll(7), []);
  assert.ok(table.bind(1, at('127.0.0.1'), 0));
});

test('what was written is read in order, then the end', () => {
  const [near, far] = Endpoint.createPair();
  let readable = 0;
  far.onreadable = () => readable++;
  assert.equal(far.read(10), undefined);
  const reused = bytes('ab');
  near.write(reused);
  reused.fill(0);
  near.write(bytes('cdef'));
  near.shutdown();
  assert.equal(readable, 3);
  assert.equal(text(far.read(3)), 'abc');
  assert.equal(text(far.read(10)), 'def');
  assert.equal(far.read(10), null);
  assert.equal(near.write(bytes('late')), 'EPIPE');
  assert.equal(far.write(bytes('other way')), 9);
  assert.equal(text(near.read(100)), 'other way');
});

test('a full connection takes no more until it is read', () => {
  const [near, far] = Endpoint.createPair();
  const block = new Uint8Array(1 << 20);
  let room = 0;
  near.onwritable = () => room++;
  let written = 0;
  for (let taken = block.length; taken === block.length; written += taken) {
    taken = near.write(block) as number;
  }
  assert.equal(near.write(block), 0);
  assert.equal(room, 0);
  far.read(1 << 16);
  assert.equal(room, 1);
  assert.equal(near.write(block), 1 << 16);
  assert.ok(written < 8 << 20);
});

test('closing with unread bytes resets; so does writing to who has closed', () => {
  const [near, far] = Endpoint.createPair();
  near.write(bytes('unread'));
  far.close();
  assert.equal(near.read(10), 'ECONNRESET');
  assert.equal(near.read(10), null);
  const [left, right] = Endpoint.createPair();
  right.close();
  assert.equal(left.read(10), null);
  assert.equal(left.write(bytes('first')), 5);
  assert.equal(left.write(bytes('second')), 'EPIPE');
  const [one, other] = Endpoint.createPair();
  one.reset();
  assert.equal(other.write(bytes('x')), 'ECONNRESET');
});

/** The page's end of the network of `frame`, without a frame in between. */
function page(frame: FrameNetwork) {
  const seat = frame.join((message) => {
    if (message.type === 'network-left') network.left(message.owner);
    else if (message.type === 'network-moved') network.moved(message.id, message.owner);
  });
  const request = async ({ port }: { port: number }, [messages]: [MessagePort]) => {
    const way = frame.dial(seat, port, messages);
    if (!way) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
    return way;
  };
  const network: PageNetwork = new PageNetwork({ request } as unknown as NodeFrame);
  return network;
}

for (const address of ['127.0.0.1', '0.0.0.0', '::', '::1']) {
  test(`the page connects to a server on ${address}, and hears when its thread is gone`, async () => {
    const { start, listen, frame } = machine();
    const server = start();
    const { binding, accepted } = listen(server, address);
    const network = page(frame);
    const near = await network.connect(binding.port);
    near.write(bytes('hello'));
    const far = await accepted;
    assert.equal(far.local.port, binding.port);
    await readable(far.endpoint);
    assert.equal(text(far.endpoint.read(10)), 'hello');
    far.endpoint.write(bytes('world'));
    await readable(near);
    assert.equal(text(near.read(10)), 'world');

    frame.leave(server.seat);
    await readable(near);
    assert.equal(near.read(10), null);
    await assert.rejects(network.connect(binding.port), { code: 'ECONNREFUSED' });
    far.endpoint.close();
  });
}

test('a connection between threads: both names, data both ways, the end', async () => {
  const { start, listen, ports } = machine();
  const [server, client] = [start(), start()];
  const { binding, accepted } = listen(server);
  const near = client.network.connect(parseIP('127.0.0.1')!, binding.port)!;
  near.endpoint.write(bytes('hello'));
  near.endpoint.shutdown();
  const far = await accepted;
  assert.deepEqual([far.local, far.remote], [near.remote, near.local]);
  await readable(far.endpoint);
  assert.equal(text(far.endpoint.read(10)), 'hello');
  await readable(far.endpoint);
  assert.equal(far.endpoint.read(10), null);
  far.endpoint.close();
  await readable(near.endpoint);
  assert.equal(near.endpoint.read(10), null);
  near.endpoint.close();
  server.network.release(binding);
  assert.deepEqual(ports, [
    [binding.port, true],
    [binding.port, false],
  ]);
  assert.equal(client.network.connect(parseIP('127.0.0.1')!, binding.port), undefined);
});

test('when a thread ends its ports are free and its connections over', async () => {
  const { start, listen, frame, ports } = machine();
  const [server, client] = [start(), start()];
  const { binding, accepted } = listen(server);
  const { endpoint } = client.network.connect(parseIP('127.0.0.1')!, binding.port)!;
  const far = await accepted;
  frame.leave(server.seat);
  assert.equal(endpoint.read(10), null);
  assert.equal(endpoint.write(bytes('x')), 1);
  assert.equal(endpoint.write(bytes('x')), 'EPIPE');
  endpoint.close();
  far.endpoint.reset();
  assert.deepEqual(ports.at(-1), [binding.port, false]);
  assert.equal(client.network.connect(parseIP('127.0.0.1')!, binding.port), undefined);
});

test('who connects to a thread that has just ended is reset', async () => {
  const { start, listen, frame } = machine();
  const [server, client] = [start(), start()];
  const { binding } = listen(server);
  const connect = frame.connect.bind(frame);
  frame.connect = (...args) => {
    frame.leave(server.seat);
    connect(...args);
  };
  const { endpoint } = client.network.connect(parseIP('127.0.0.1')!, binding.port)!;
  await readable(endpoint);
  assert.equal(endpoint.read(10), 'ECONNRESET');
});

test('the page hears of a port once, however many sockets listen on it', () => {
  const { start, listen, ports } = machine();
  const server = start();
  const first = listen(server).binding;
  const second = listen(server, '::1', first.port).binding;
  server.network.release(first);
  assert.equal(ports.length, 1);
  server.network.release(second);
  assert.deepEqual(ports.at(-1), [first.port, false]);
});

test('datagrams reach the socket of a port in any thread, and all of a group', () => {
  const { start, frame } = machine();
  const threads = [start(), start()];
  const heard: string[] = [];
  const sockets = threads.map(({ network }, i) =>
    network.datagrams.bind(at('0.0.0.0'), 5000, true, (data, from, to) =>
      heard.push(`${i}: ${text(data)} from ${from.address}:${from.port} to ${to}`),
    ),
  );
  assert.ok(sockets.every(Boolean), 'both share the port');
  const { datagrams } = threads[0]!.network;
  assert.equal(
    datagrams.bind(at('127.0.0.1'), 5000, false, () => {}),
    undefined,
  );
  assert.ok(threads[0]!.network.bind(at('127.0.0.1'), 5000), 'TCP has ports of its own');
  const from = { address: '0.0.0.0', port: 9 };
  const group = parseIP('224.0.0.1')!;
  assert.ok(datagrams.send(bytes('a'), from, parseIP('127.0.0.1')!, 5000));
  assert.equal(heard.length, 1);
  assert.match(heard.pop()!, /: a from 127\.0\.0\.1:9 to 127\.0\.0\.1$/);
  assert.ok(datagrams.send(bytes('b'), from, group, 5000));
  assert.deepEqual(heard.splice(0).sort(), [
    '0: b from 127.0.0.1:9 to 224.0.0.1',
    '1: b from 127.0.0.1:9 to 224.0.0.1',
  ]);
  frame.leave(threads[1]!.seat);
  datagrams.release(sockets[0]!);
  assert.equal(datagrams.send(bytes('c'), from, group, 5000), false, 'nobody is there');
});
