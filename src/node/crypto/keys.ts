/** Secret keys (src/crypto/crypto_keys.cc): handles, and the native classes below lib's own. */
import { notImplemented } from '../thread/skeleton.ts';
import type { BindingObject, Thread } from '../thread/thread.ts';
import { bytesOf, encodeBytes, timingSafeEqual, type BytesLike } from './bytes.ts';

const KEY_TYPE_SECRET = 0;
const KEY_FORMAT_JWK = 2;

/** Reads the bytes of a handle; set by the class, whose field is private. */
let bytesOfHandle: (handle: object) => Uint8Array | undefined = () => undefined;

/** A secret key as lib hands it over: bytes, or a KeyObjectHandle. */
export type SecretKeySource = BytesLike | object;

export function keyBytes(key: SecretKeySource): Uint8Array {
  return bytesOfHandle(key) ?? bytesOf(key as BytesLike);
}

export function keyClasses(thread: Thread, skeleton: BindingObject) {
  const base64url = (bytes: Uint8Array) => encodeBytes(thread, bytes, 'base64url');

  /** What it does not override, it says is not implemented. */
  class KeyObjectHandle extends skeleton.KeyObjectHandle {
    #bytes: Uint8Array | undefined;

    static {
      bytesOfHandle = (handle) =>
        #bytes in handle ? (handle as KeyObjectHandle).#bytes : undefined;
    }

    init(type: number, data: BytesLike | { k: string }, format?: number): void {
      if (type !== KEY_TYPE_SECRET) notImplemented('asymmetric keys of node:crypto');
      const source =
        format === KEY_FORMAT_JWK
          ? thread.require('buffer').Buffer.from((data as { k: string }).k, 'base64url')
          : data;
      this.#bytes = new Uint8Array(bytesOf(source as BytesLike));
    }

    get #secret(): Uint8Array {
      return this.#bytes ?? notImplemented('asymmetric keys of node:crypto');
    }

    getKeyType(): number {
      return KEY_TYPE_SECRET;
    }

    getSymmetricKeySize(): number {
      return this.#secret.length;
    }

    export(): unknown {
      return encodeBytes(thread, new Uint8Array(this.#secret), undefined);
    }

    exportJwk(target: object): object {
      return Object.assign(target, { kty: 'oct', k: base64url(this.#secret) });
    }

    equals(other: KeyObjectHandle): boolean {
      return timingSafeEqual(this.#secret, other.#secret);
    }
  }

  class NativeKeyObject {
    #handle: KeyObjectHandle;

    constructor(handle: KeyObjectHandle) {
      this.#handle = handle;
    }

    static is(value: unknown): value is NativeKeyObject {
      return typeof value === 'object' && value !== null && #handle in value;
    }

    /** [type, handle]: what lib keeps of a key. */
    static slots(key: NativeKeyObject): [number, KeyObjectHandle] {
      return [key.#handle.getKeyType(), key.#handle];
    }
  }

  class NativeCryptoKey {
    #slots: unknown[];

    constructor(
      handle: KeyObjectHandle,
      algorithm: object,
      usagesMask: number,
      extractable: boolean,
      secondaryHandle?: object,
      seedData?: Uint8Array,
    ) {
      const type = handle?.getKeyType();
      this.#slots = [type, extractable, algorithm, usagesMask, handle, secondaryHandle, seedData];
    }

    static is(value: unknown): value is NativeCryptoKey {
      return typeof value === 'object' && value !== null && #slots in value;
    }

    static slots(key: NativeCryptoKey): unknown[] {
      return [...key.#slots];
    }
  }

  class NativeX509Certificate {
    constructor() {
      notImplemented('crypto.X509Certificate');
    }
  }

  /** Lib's InternalCryptoKey, once lib has made it. */
  let InternalCryptoKey: new (...args: unknown[]) => object;

  const binding = {
    KeyObjectHandle,
    createNativeKeyObjectClass: (make: (Native: unknown) => unknown) => make(NativeKeyObject),
    isKeyObject: NativeKeyObject.is,
    getKeyObjectSlots: NativeKeyObject.slots,
    createCryptoKeyClass(make: (Native: unknown) => unknown[]) {
      const classes = make(NativeCryptoKey);
      InternalCryptoKey = classes[1] as typeof InternalCryptoKey;
      return classes;
    },
    isCryptoKey: NativeCryptoKey.is,
    getCryptoKeySlots: NativeCryptoKey.slots,
    createX509CertificateClass: (make: (Native: unknown) => unknown) => make(NativeX509Certificate),
    isX509Certificate: () => false,
  };

  return {
    binding,
    /** A handle of these bytes. */
    createHandle(bytes: Uint8Array): KeyObjectHandle {
      const handle = new KeyObjectHandle();
      handle.init(KEY_TYPE_SECRET, bytes);
      return handle;
    },
    createCryptoKey: (...args: unknown[]) => new InternalCryptoKey(...args),
  };
}
