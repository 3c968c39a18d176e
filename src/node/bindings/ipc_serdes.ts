/**
 * internalBinding('ipc_serdes'): the 'advanced' messages between processes, in V8's wire format with
 * Node's way of carrying views, which lib's v8 module has too. A message begins with its length.
 */
import type { BindingFactory } from '../thread/thread.ts';

const LENGTH_BYTES = 4;

export const ipcSerdes: BindingFactory = (thread) => ({
  /** As bytes: the length as a big-endian uint32, then the value. */
  serialize(message: unknown): Uint8Array {
    const { DefaultSerializer } = thread.require('v8');
    const { Buffer } = thread.require('buffer');
    const serializer = new DefaultSerializer();
    serializer.writeHeader();
    serializer.writeValue(message);
    const value = serializer.releaseBuffer();
    const bytes = Buffer.alloc(LENGTH_BYTES + value.length);
    bytes.writeUInt32BE(value.length);
    bytes.set(value, LENGTH_BYTES);
    return bytes;
  },
  /** The value of a message whose length is cut off. */
  deserialize(bytes: Uint8Array): unknown {
    const { DefaultDeserializer } = thread.require('v8');
    const deserializer = new DefaultDeserializer(bytes);
    deserializer.readHeader();
    return deserializer.readValue();
  },
});
