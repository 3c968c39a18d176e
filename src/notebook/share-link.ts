/**
 * A sandbox's code in the fragment of its page's address: `#code=<sandbox>.<data>`, where data is
 * base64url of raw DEFLATE of JSON, the text of each file by its name. Values of controls may follow
 * it (controls.ts): `&FAR_MS=60&SEED=7`. A fragment is never sent to a server. Whoever made the link may be hostile: nothing of it is believed before it is checked.
 */
type Files = Record<string, string>;

/** Why a link does not open. */
export type LinkProblem = 'broken' | 'too-large' | 'other-files' | 'other-page' | 'other-values';

export class LinkError extends Error {
  override name = 'LinkError';
  readonly problem: LinkProblem;

  constructor(problem: LinkProblem) {
    super(problem);
    this.problem = problem;
  }
}

const MARK = '#code=';
/** Characters of a fragment: what browsers, chats and mail still carry whole. */
const MAX_FRAGMENT = 32_000;
/** Bytes that a fragment may unpack to; DEFLATE could make 32 MB of it. */
const MAX_UNPACKED = 500_000;

/** The name of the sandbox that the address brings code for; null if it brings none. */
export function linkedSandbox(hash: string): string | null {
  return hash.startsWith(MARK) ? hash.slice(MARK.length).split('.', 1)[0]! : null;
}

/**
 * True if `notebook` is to open, or to refuse, the code in the page's address: its own, and the first
 * on the page also what is for none of them.
 */
export function isLinkFor(notebook: HTMLElement): boolean {
  const linked = linkedSandbox(location.hash);
  if (linked === null) return false;
  const all = [...document.querySelectorAll('node-sandbox')];
  return (all.find((each) => each.getAttribute('name') === linked) ?? all[0]) === notebook;
}

/** The fragment that carries `files`. Rejects with a `LinkError` if that is too long for a link. */
export async function writeFragment(sandbox: string, files: Files): Promise<string> {
  const packed = await pipe(new TextEncoder().encode(JSON.stringify(files)), 'compress');
  const fragment = `${MARK}${sandbox}.${toBase64Url(packed)}`;
  if (fragment.length > MAX_FRAGMENT) throw new LinkError('too-large');
  return fragment;
}

/** The files in a fragment, all of them among `names`. Rejects with a `LinkError`. */
export async function readFragment(hash: string, names: readonly string[]): Promise<Files> {
  if (hash.length > MAX_FRAGMENT) throw new LinkError('too-large');
  const data = hash.slice(hash.indexOf('.') + 1).split('&', 1)[0]!;
  const entries = Object.entries(parseFiles(await unpack(data)));
  if (entries.some(([name]) => !names.includes(name))) throw new LinkError('other-files');
  return Object.fromEntries(entries);
}

async function unpack(data: string): Promise<string> {
  try {
    const bytes = await pipe(fromBase64Url(data), 'decompress');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError('broken');
  }
}

function parseFiles(json: string): Files {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new LinkError('broken');
  }
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const texts = isObject ? Object.values(value as object) : [];
  if (texts.length === 0 || texts.some((text) => typeof text !== 'string')) {
    throw new LinkError('broken');
  }
  return value as Files;
}

async function pipe(bytes: Uint8Array<ArrayBuffer>, way: 'compress' | 'decompress') {
  const stream =
    way === 'compress'
      ? new CompressionStream('deflate-raw')
      : new DecompressionStream('deflate-raw');
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length <= MAX_UNPACKED) continue;
    // Not waited for: what is left is not to be unpacked.
    reader.cancel().catch(() => {});
    throw new LinkError('too-large');
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function toBase64Url(bytes: Uint8Array): string {
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
