/** internalBinding('encoding_binding'): src/encoding_binding.cc. */
import { bytesOf, unshared } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { domainToASCII, domainToUnicode } from './url.ts';

export const encodingBinding: BindingFactory = () => {
  const encoder = new TextEncoder();
  const encodeIntoResults = new Uint32Array(2);
  return {
    encodeIntoResults,
    encodeInto(text: string, target: Uint8Array<ArrayBuffer>) {
      const { read, written } = encoder.encodeInto(text, target);
      encodeIntoResults[0] = read;
      encodeIntoResults[1] = written;
    },
    encodeUtf8String: (text: string) => encoder.encode(text),
    decodeUTF8(input: ArrayBufferView | ArrayBuffer, ignoreBOM: boolean, fatal: boolean) {
      try {
        return new TextDecoder('utf-8', { ignoreBOM, fatal }).decode(unshared(bytesOf(input)));
      } catch {
        const error = new TypeError('The encoded data was not valid for encoding utf-8');
        throw Object.assign(error, { code: 'ERR_ENCODING_INVALID_ENCODED_DATA' });
      }
    },
    toASCII: domainToASCII,
    toUnicode: domainToUnicode,
  };
};
