/** Errors as Node's C++ throws them: a plain Error, TypeError or RangeError with a code. */

type ErrorClass = new (message: string) => Error;

/** `fields`: what OpenSSL's error adds (library, reason). */
export function coded(Class: ErrorClass, code: string, message: string, fields = {}): Error {
  return Object.assign(new Class(message), fields, { code });
}

export function invalidDigest(name: string): Error {
  return coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
}
