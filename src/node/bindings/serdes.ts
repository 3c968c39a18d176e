/** internalBinding('serdes') (src/node_serdes.cc): v8.serialize() and v8.deserialize(). */
import type { BindingFactory, Thread } from '../thread/thread.ts';
import { Deserializer } from './serdes/deserializer.ts';
import { Serializer } from './serdes/serializer.ts';

export const serdes: BindingFactory = (thread) => {
  class NodeSerializer extends Serializer {
    override writeRawBytes(source: ArrayBufferView | ArrayBuffer): void {
      if (!ArrayBuffer.isView(source) && !(source instanceof ArrayBuffer)) {
        const error = new TypeError('source must be a TypedArray or a DataView');
        throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
      }
      super.writeRawBytes(source);
    }

    override releaseBuffer(): Uint8Array {
      return thread.require('buffer').Buffer.from(super.releaseBuffer().buffer);
    }
  }
  Object.defineProperty(NodeSerializer, 'name', { value: 'Serializer' });
  return {
    Serializer: constructedOnly(thread, NodeSerializer),
    Deserializer: constructedOnly(thread, Deserializer),
  };
};

/** A class whose call without `new` fails with Node's code. */
function constructedOnly<C extends new (...args: any[]) => object>(thread: Thread, Class: C): C {
  return new Proxy(Class, {
    apply() {
      const message = `Class constructor ${Class.name} cannot be invoked without 'new'`;
      const error = thread.stacks.withFullStack(() => new TypeError(message));
      throw Object.assign(error, { code: 'ERR_CONSTRUCT_CALL_REQUIRED' });
    },
  });
}
