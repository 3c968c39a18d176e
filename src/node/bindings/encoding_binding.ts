/** internalBinding('encoding_binding'): src/encoding_binding.cc. */
import { bytesOf, unshared } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { decodePunycode } from './punycode.ts';

const isAnyBuffer = (value: unknown): boolean =>
  ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;

const isDetached = (value: unknown): boolean => value instanceof ArrayBuffer && value.detached;

/** ada::idna::to_ascii: unlike the host of a URL, a name in ASCII may have any character. */
function toASCII(domain: string): string {
  if (/^[\0-\x7f]*$/.test(domain)) return domain.toLowerCase();
  return URL.parse(`ws://${domain}`)?.hostname ?? '';
}

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
      if (!isAnyBuffer(input)) {
        const error = new TypeError(
          'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
        );
        throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
      }
      // What a detached buffer held is gone.
      if (isDetached(input)) return '';
      try {
        return new TextDecoder('utf-8', { ignoreBOM, fatal }).decode(unshared(bytesOf(input)));
      } catch {
        const error = new TypeError('The encoded data was not valid for encoding utf-8');
        throw Object.assign(error, { code: 'ERR_ENCODING_INVALID_ENCODED_DATA' });
      }
    },
    toASCII,
    toUnicode: decodePunycode,
  };
};
