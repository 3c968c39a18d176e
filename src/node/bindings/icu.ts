/** internalBinding('icu'): src/node_i18n.cc, over the browser's TextDecoder. */
import { bytesOf, decodeText, encodeText, unshared } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';

/** Flags of ConverterObject. */
const FLUSH = 1;
const FATAL = 2;
const IGNORE_BOM = 4;

const U_ILLEGAL_ARGUMENT_ERROR = 1;
const ZERO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
const EMOJI = /^\p{Emoji_Presentation}$/u;

/** Ranges whose East_Asian_Width is Wide or Fullwidth, emoji aside. */
const WIDE: [number, number][] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2630, 0x2637],
  [0x268a, 0x268f],
  [0x2e80, 0x303e],
  [0x3041, 0x3247],
  [0x3250, 0xa4c6],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18df2],
  [0x1aff0, 0x1b2fb],
  [0x1d300, 0x1d356],
  [0x1d360, 0x1d376],
  [0x1f200, 0x1f202],
  [0x1f210, 0x1f23b],
  [0x1f240, 0x1f248],
  [0x1f250, 0x1f251],
  [0x1f260, 0x1f265],
  [0x20000, 0x3fffd],
];

function columns(character: string): number {
  if (ZERO_WIDTH.test(character)) return 0;
  if (EMOJI.test(character)) return 2;
  const code = character.codePointAt(0)!;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}

const TRANSCODABLE = new Set(['utf8', 'utf16le', 'ucs2', 'latin1', 'binary', 'ascii']);

export const icu: BindingFactory = (thread) => ({
  ...thread.skeleton('icu'),
  getStringWidth(text: string): number {
    let width = 0;
    for (const character of text) width += columns(character);
    return width;
  },
  icuErrName: (code: number) =>
    code === U_ILLEGAL_ARGUMENT_ERROR ? 'U_ILLEGAL_ARGUMENT_ERROR' : `U_ERROR_${code}`,
  transcode(source: Uint8Array, from: any, to: any) {
    if (!TRANSCODABLE.has(from) || !TRANSCODABLE.has(to)) return U_ILLEGAL_ARGUMENT_ERROR;
    let text = decodeText(bytesOf(source), from === 'binary' ? 'latin1' : from);
    // What the narrower encoding cannot hold becomes a question mark.
    if (to === 'ascii') text = text.replace(/[^\u0000-\u007f]/gu, '?');
    if (to === 'latin1' || to === 'binary') text = text.replace(/[^\u0000-\u00ff]/gu, '?');
    const bytes = encodeText(text, to === 'ucs2' ? 'utf16le' : to);
    return thread.require('buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  },
  hasConverter(name: string) {
    try {
      return Boolean(new TextDecoder(name));
    } catch {
      return false;
    }
  },
  getConverter: (name: string, flags: number) => ({
    decoder: new TextDecoder(name, {
      fatal: Boolean(flags & FATAL),
      ignoreBOM: Boolean(flags & IGNORE_BOM),
    }),
  }),
  decode(
    converter: { decoder: TextDecoder },
    input: ArrayBufferView | ArrayBuffer,
    flags: number,
    encoding: string,
  ) {
    try {
      return converter.decoder.decode(unshared(bytesOf(input)), { stream: !(flags & FLUSH) });
    } catch {
      const error = new TypeError(`The encoded data was not valid for encoding ${encoding}`);
      throw Object.assign(error, { code: 'ERR_ENCODING_INVALID_ENCODED_DATA' });
    }
  },
});
