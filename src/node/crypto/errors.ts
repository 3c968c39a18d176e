/** Errors as Node's C++ throws them: a plain Error, TypeError or RangeError with a code. */

type ErrorClass = new (message: string) => Error;

/** `fields`: what OpenSSL's error adds (library, reason). */
export function coded(Class: ErrorClass, code: string, message: string, fields = {}): Error {
  return Object.assign(new Class(message), fields, { code });
}

export function invalidDigest(name: string): Error {
  return coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
}

/** What OpenSSL says, such as `error:1C800064:Provider routines::bad decrypt`, as an error. */
export function openSslError(message: string): Error {
  const { library, reason, code } = openSslFields(message)!;
  const fields = { opensslErrorStack: [message], library, reason };
  return coded(Error, code, message, fields);
}

/** What codes say of the library, where they do. */
const PREFIXES: Record<string, string> = {
  'bignum routines': 'BN_',
  'digital envelope routines': 'EVP_',
};

/** What is in a message of OpenSSL; undefined if it is none. */
export function openSslFields(message: string) {
  const [, library, reason] = /^error:[0-9A-F]{8}:(.*)::(.*)$/.exec(message) ?? [];
  if (library === undefined) return undefined;
  const prefix = PREFIXES[library] ?? '';
  const code = `ERR_OSSL_${prefix}${reason!.toUpperCase().replaceAll(' ', '_')}`;
  return { library, reason: reason!, code };
}
