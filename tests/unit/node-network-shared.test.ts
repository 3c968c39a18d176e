/** Sockets that several processes have: they are the frame's, and end with the last descriptor. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Channel } from '../../src/node/files/channel.ts';
import { parseIP } from '../../src/node/network/ip-address.ts';
import type { Accepted, Network } from '../../src/node/network/network.ts';
import type { Rights } from '../../src/node/network/rights.ts';
import { at, bytes, machine, readable, text } from '../fixtures/loopback.ts';

const HOME = parseIP('127.0.0.1')!;

/** Sends an end from one thread to another. */
function send(from: Network, to: Network, endpoint: Accepted['endpoint']) {
  const descriptor = from.shared.dup(from.shareConnection(endpoint));
  to.shared.adopt(descriptor);
  const end = to.adoptConnection(descriptor);
  end.start();
  return end;
}

async function connected(isLocal: boolean) {
  const { start, listen, frame } = machine();
  const server = start();
  const client = isLocal ? server : start();
  const { binding, accepted } = listen(server);
  const near = client.network.connect(HOME, binding.port)!.endpoint;
  return { frame, start, server, client, near, far: (await accepted).endpoint };
}

for (const isLocal of [true, false]) {
  const where = isLocal ? 'within a thread' : 'between threads';

  test(`a connection ${where} goes on in another thread, with what was not read`, async () => {
    const { start, server, near, far, frame } = await connected(isLocal);
    near.write(bytes('before, '));
    await readable(far);
    const other = start();
    const end = send(server.network, other.network, far);
    far.close();
    near.write(bytes('after'));
    await readable(end);
    assert.equal(text(end.read(8)), 'before, ');
    await readable(end);
    assert.equal(text(end.read(10)), 'after');
    end.write(bytes('answer'));
    await readable(near);
    assert.equal(text(near.read(10)), 'answer');
    frame.leave(other.seat);
    await readable(near);
    assert.equal(near.read(10), null, 'nobody has it any more');
    near.close();
  });

  test(`both threads write to a connection ${where} that they share`, async () => {
    const { start, server, near, far } = await connected(isLocal);
    const end = send(server.network, start().network, far);
    end.write(bytes('one '));
    far.write(bytes('two'));
    end.close();
    far.close();
    let heard = '';
    for (;;) {
      await readable(near);
      const read = near.read(10);
      if (read === null) break;
      heard += text(read);
    }
    assert.equal(heard, 'one two');
    near.close();
  });
}

test('the sender may end: the other end does not take it for its own', async () => {
  const { start, frame, server, near, far } = await connected(false);
  const end = send(server.network, start().network, far);
  frame.leave(server.seat);
  end.write(bytes('still here'));
  await readable(near);
  assert.equal(text(near.read(20)), 'still here');
  near.close();
  await readable(end);
  assert.equal(end.read(10), null);
  end.close();
});

test('the thread of the other end may end', async () => {
  const { start, frame, server, client, near, far } = await connected(false);
  const end = send(server.network, start().network, far);
  frame.leave(client.seat);
  await readable(end);
  assert.equal(end.read(10), null);
  near.reset();
  end.close();
});

test('both ends may be shared, and who had both may end', async () => {
  const { start, frame, server, near, far } = await connected(true);
  const [one, other] = [start(), start()];
  const end = send(server.network, one.network, far);
  const beginning = send(server.network, other.network, near);
  frame.leave(server.seat);
  end.write(bytes('hello'));
  await readable(beginning);
  assert.equal(text(beginning.read(10)), 'hello');
  end.close();
  await readable(beginning);
  assert.equal(beginning.read(10), null);
  beginning.close();
});

test('one who reads slowly holds up the writer, through the frame too', async () => {
  const { start, server, near, far } = await connected(false);
  const end = send(server.network, start().network, far);
  far.close();
  const block = new Uint8Array(1 << 20);
  let written = 0;
  for (let taken = block.length; taken === block.length; written += taken) {
    taken = end.write(block) as number;
  }
  await readable(near);
  let isWritable = false;
  end.onwritable = () => (isWritable = true);
  let size = 0;
  while (size < written) {
    await readable(near);
    size += (near.read(1 << 16) as Uint8Array).length;
  }
  assert.equal(size, written);
  assert.ok(isWritable);
  near.close();
  end.close();
});

test('who listens on a shared socket gets connections in turn with who else does', async () => {
  const { start, listen, frame, ports } = machine();
  const [server, other, client] = [start(), start(), start()];
  const { binding } = listen(server);
  const heard: string[] = [];
  const descriptor = server.network.shared.dup(server.network.share(binding));
  other.network.shared.adopt(descriptor);
  const same = { ...binding, descriptor };
  server.network.release(binding);
  assert.ok(client.network.connect(HOME, binding.port), 'nobody accepts, but it is open');
  const accepted = new Promise<void>((resolve) =>
    other.network.listen(same, ({ remote }) => {
      heard.push(remote.address);
      if (heard.length === 2) resolve();
    }),
  );
  assert.ok(client.network.connect(HOME, binding.port));
  await accepted;
  assert.deepEqual(heard, ['127.0.0.1', '127.0.0.1']);
  frame.leave(other.seat);
  assert.equal(client.network.connect(HOME, binding.port), undefined);
  assert.deepEqual(ports, [
    [binding.port, true],
    [binding.port, false],
  ]);
});

test('whoever has accepted on a shared socket may end: the other end hears of it', async () => {
  const { start, listen, frame } = machine();
  const [server, client] = [start(), start()];
  const { binding, accepted } = listen(server);
  server.network.share(binding);
  const { endpoint } = client.network.connect(HOME, binding.port)!;
  const far = await accepted;
  frame.leave(server.seat);
  assert.equal(endpoint.read(10), null);
  endpoint.close();
  far.endpoint.reset();
});

test('a datagram goes to one of those who receive from a shared socket', () => {
  const { start } = machine();
  const [one, other] = [start().network, start().network];
  const heard: string[] = [];
  const binding = one.datagrams.bind(at('127.0.0.1'), 0, false, (data) =>
    heard.push(`one ${text(data)}`),
  )!;
  const receives = () => true;
  one.datagrams.share(binding, receives);
  const descriptor = one.shared.dup(binding.descriptor!);
  other.shared.adopt(descriptor);
  other.datagrams.adopt(descriptor, (data) => heard.push(`other ${text(data)}`), receives);
  const say = (words: string) =>
    other.datagrams.send(bytes(words), { address: '127.0.0.1', port: 9 }, HOME, binding.port);
  assert.ok(say('early'));
  assert.deepEqual(heard, []);
  other.datagrams.take({ ...binding, descriptor });
  assert.deepEqual(heard, ['other early']);
  one.datagrams.take(binding);
  say('late');
  assert.deepEqual(heard, ['other early', 'one late']);
  one.datagrams.release(binding);
  assert.ok(say('somebody has it'));
  other.datagrams.release({ ...binding, descriptor });
  assert.equal(say('nobody has'), false);
});

test('bytes that bring a descriptor are not read along with those before them', () => {
  const channel = new Channel();
  channel.readers = channel.writers = 1;
  const rights = (descriptor: number): Rights => ({ descriptor, type: 'TCP' });
  const lost: number[] = [];
  channel.onlost = (all) => lost.push(...all.map(({ descriptor }) => descriptor));
  channel.write(bytes('plain'));
  channel.write(bytes('first'), undefined, rights(1));
  channel.write(bytes('second'), undefined, rights(2));
  channel.write(bytes('third'), undefined, rights(3));
  assert.equal(channel.takeRights(), undefined);
  assert.equal(text(channel.read(100)), 'plain');
  assert.deepEqual(channel.takeRights(), rights(1));
  assert.equal(text(channel.read(2)), 'fi');
  assert.equal(channel.takeRights(), undefined, 'it came with the first byte');
  assert.equal(text(channel.read(100)), 'rst');
  assert.deepEqual(channel.takeRights(), rights(2));
  channel.closeReader();
  assert.deepEqual(lost, [3]);
});
