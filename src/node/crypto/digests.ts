/** Message digests by the names that OpenSSL knows them by. */
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { md5, ripemd160 } from '@noble/hashes/legacy.js';
import { keccak_224, keccak_256, keccak_384, keccak_512 } from '@noble/hashes/sha3.js';
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from '@noble/hashes/sha3.js';
import type { CHash } from '@noble/hashes/utils.js';
import { sha1, sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from './wasm/sha.ts';

/** A digest in progress: noble's Hash, as far as it is used here. */
export interface DigestState {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
  clone(): DigestState;
  /** Extendable output; on SHAKE only. */
  xof?(length: number): Uint8Array;
}

export interface Digest {
  /** OpenSSL's own name, as in the messages of errors. */
  readonly name: string;
  readonly algorithm: CHash;
  /** The output's usual length, in bytes. */
  readonly length: number;
  /** Whether the output may be of any length. */
  readonly extendable: boolean;
}

/** Name, algorithm, other names. Lookup takes no notice of case. */
const TABLE: readonly [string, unknown, ...string[]][] = [
  ['md5', md5, 'RSA-MD5', 'md5WithRSAEncryption', 'ssl3-md5'],
  ['ripemd160', ripemd160, 'RSA-RIPEMD160', 'ripemd', 'ripemd-160', 'ripemd160WithRSA', 'rmd160'],
  ['sha1', sha1, 'RSA-SHA1', 'RSA-SHA1-2', 'sha-1', 'sha1WithRSAEncryption', 'ssl3-sha1'],
  ['sha224', sha224, 'RSA-SHA224', 'sha-224', 'sha2-224', 'sha224WithRSAEncryption'],
  ['sha256', sha256, 'RSA-SHA256', 'sha-256', 'sha2-256', 'sha256WithRSAEncryption'],
  ['sha384', sha384, 'RSA-SHA384', 'sha-384', 'sha2-384', 'sha384WithRSAEncryption'],
  ['sha512', sha512, 'RSA-SHA512', 'sha-512', 'sha2-512', 'sha512WithRSAEncryption'],
  [
    'sha512-224',
    sha512_224,
    'RSA-SHA512/224',
    'sha-512/224',
    'sha2-512/224',
    'sha512-224WithRSAEncryption',
  ],
  [
    'sha512-256',
    sha512_256,
    'RSA-SHA512/256',
    'sha-512/256',
    'sha2-512/256',
    'sha512-256WithRSAEncryption',
  ],
  ['sha3-224', sha3_224, 'RSA-SHA3-224', 'id-rsassa-pkcs1-v1_5-with-sha3-224'],
  ['sha3-256', sha3_256, 'RSA-SHA3-256', 'id-rsassa-pkcs1-v1_5-with-sha3-256'],
  ['sha3-384', sha3_384, 'RSA-SHA3-384', 'id-rsassa-pkcs1-v1_5-with-sha3-384'],
  ['sha3-512', sha3_512, 'RSA-SHA3-512', 'id-rsassa-pkcs1-v1_5-with-sha3-512'],
  ['blake2b512', blake2b, 'blake2b-512'],
  ['blake2s256', blake2s, 'blake2s-256'],
  ['shake128', shake128, 'shake-128'],
  ['shake256', shake256, 'shake-256'],
  ['keccak-224', keccak_224],
  ['keccak-256', keccak_256],
  ['keccak-384', keccak_384],
  ['keccak-512', keccak_512],
];

const byId: Digest[] = [];
const idByName = new Map<string, number>();
const names: string[] = [];
/** Lengths that OpenSSL gives an extendable digest that is asked for none. */
const SHAKE_LENGTHS: Record<string, number> = { shake128: 16, shake256: 32 };

for (const [name, algorithm, ...aliases] of TABLE) {
  const hash = algorithm as CHash;
  const extendable = name in SHAKE_LENGTHS;
  const length = SHAKE_LENGTHS[name] ?? hash.outputLen;
  for (const alias of [name, ...aliases]) idByName.set(alias.toLowerCase(), byId.length);
  names.push(name, ...aliases);
  byId.push({ name, algorithm: hash, length, extendable });
}

/** The digest of a name, in any case; undefined if there is none. */
export function findDigest(name: string): Digest | undefined {
  const id = idByName.get(name.toLowerCase());
  return id === undefined ? undefined : byId[id];
}

export function digestNames(): string[] {
  return names.toSorted();
}

/** Ids by which lib remembers names that it has seen. */
export function digestIds(): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, idByName.get(name.toLowerCase())!]));
}

/** Ends a digest; `length` must be `digest.length` unless it is extendable. */
export function finish(digest: Digest, state: DigestState, length: number): Uint8Array {
  if (!digest.extendable) return state.digest();
  return length === 0 ? new Uint8Array(0) : state.xof!(length);
}
