/** internalBinding('zlib') (src/node_zlib.cc): deflate, gzip and their inverses, by pako. */
import { AsyncWrap } from '../thread/handle.ts';
import { notImplemented } from '../thread/skeleton.ts';
import { bytesOf, encodeText } from '../thread/text-encoding.ts';
import type { BindingFactory } from '../thread/thread.ts';
import { crc32 } from '../zlib/crc32.ts';
import { shareMemory, type ZlibDone } from '../zlib/jobs.ts';
import {
  errorOf,
  reset,
  setParams,
  work,
  zlibState,
  type ZlibError,
  type ZlibState,
} from '../zlib/zlib-context.ts';

export const zlib: BindingFactory = (thread) => {
  class Zlib extends AsyncWrap {
    #state!: ZlibState;
    readonly #mode: number;
    /** What lib reads after each write: how much room and how much input is left. */
    #result!: Uint32Array;
    #callback!: () => void;
    /** The chunk that is being written, in shared memory. */
    #input: Uint8Array | undefined;
    declare onerror: (...error: ZlibError) => void;

    constructor(mode: number) {
      super();
      this.#mode = mode;
    }

    override get provider(): string {
      return 'ZLIB';
    }

    init(
      windowBits: number,
      level: number,
      memLevel: number,
      strategy: number,
      result: Uint32Array,
      callback: () => void,
      dictionary: ArrayBufferView | undefined,
      rejectGarbageAfterEnd: boolean,
    ): void {
      this.#result = result;
      this.#callback = callback;
      this.#state = zlibState({
        mode: this.#mode,
        ...{ windowBits, level, memLevel, strategy, rejectGarbageAfterEnd },
        dictionary: dictionary && new Uint8Array(bytesOf(dictionary)),
      });
    }

    /** `flush`, then input and output, each as an array, an offset and a length. */
    write(
      flush: number,
      input: ArrayBufferView | null,
      inputOffset: number,
      inputLength: number,
      output: Uint8Array,
      outputOffset: number,
      outputLength: number,
    ): void {
      const chunk = this.#sharedInput(input, inputOffset, inputLength);
      const args = [shareMemory(this.#state), flush, chunk, outputLength];
      const done = (_error: unknown, value: ZlibDone) => {
        this.#state = value.state;
        output.set(value.output, outputOffset);
        if (!this.#failed(errorOf(this.#state))) {
          this.#setResult(value);
          this.#callback();
        }
      };
      thread.submitWork('zlib', args, done, { wrap: this });
    }

    /** A chunk is copied once: what a write leaves of it comes again, from an offset on. */
    #sharedInput(input: ArrayBufferView | null, offset: number, length: number): Uint8Array {
      if (offset === 0 || !this.#input) {
        const bytes = inputOf(input, 0, offset + length);
        this.#input = new Uint8Array(new SharedArrayBuffer(bytes.length));
        this.#input.set(bytes);
      }
      return this.#input.subarray(offset, offset + length);
    }

    writeSync(
      flush: number,
      input: ArrayBufferView | null,
      inputOffset: number,
      inputLength: number,
      output: Uint8Array,
      outputOffset: number,
      outputLength: number,
    ): void {
      const chunk = inputOf(input, inputOffset, inputLength);
      const room = output.subarray(outputOffset, outputOffset + outputLength);
      const left = work(this.#state, flush, chunk, room);
      if (!this.#failed(errorOf(this.#state))) this.#setResult(left);
    }

    #setResult({ availIn, availOut }: { availIn: number; availOut: number }): void {
      this.#result[0] = availOut;
      this.#result[1] = availIn;
    }

    #failed(error: ZlibError | undefined): boolean {
      if (error) this.onerror(...error);
      return error !== undefined;
    }

    params(level: number, strategy: number): void {
      this.#failed(setParams(this.#state, level, strategy));
    }

    reset(): void {
      this.#failed(reset(this.#state));
    }

    /** Work in flight goes on; lib has no use for what it gives. */
    close(): void {}
  }

  return {
    ...thread.skeleton('zlib'),
    Zlib,
    BrotliEncoder: absent('Brotli of node:zlib'),
    BrotliDecoder: absent('Brotli of node:zlib'),
    ZstdCompress: absent('Zstandard of node:zlib'),
    ZstdDecompress: absent('Zstandard of node:zlib'),
    crc32: (data: string | ArrayBufferView, crc: number) =>
      crc32(typeof data === 'string' ? encodeText(data, 'utf8') : bytesOf(data), crc),
  };
};

function inputOf(input: ArrayBufferView | null, offset: number, length: number): Uint8Array {
  return input ? bytesOf(input).subarray(offset, offset + length) : new Uint8Array(0);
}

function absent(what: string) {
  return class {
    constructor() {
      notImplemented(what);
    }
  };
}
