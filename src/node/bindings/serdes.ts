/** internalBinding('serdes') (src/node_serdes.cc): v8.serialize() and v8.deserialize(). */
import type { BindingFactory } from '../thread/thread.ts';
import { Deserializer } from './serdes/deserializer.ts';
import { Serializer } from './serdes/serializer.ts';

export const serdes: BindingFactory = (thread) => {
  class NodeSerializer extends Serializer {
    override releaseBuffer(): Uint8Array {
      return thread.require('buffer').Buffer.from(super.releaseBuffer().buffer);
    }
  }
  Object.defineProperty(NodeSerializer, 'name', { value: 'Serializer' });
  return { Serializer: NodeSerializer, Deserializer };
};
