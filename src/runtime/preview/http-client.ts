/** HTTP/1.1 over one connection of the embedded Node's loopback network, one request each. */
import type { Endpoint } from '../../node/index.ts';
import type { HeaderList, PreviewRequest } from './messages.ts';

export interface HttpResponse {
  status: number;
  statusText: string;
  headers: HeaderList;
  /** To be read to its end, or cancelled. */
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

const MAX_HEAD = 64 * 1024;
const CHUNK = 64 * 1024;
const encoder = new TextEncoder();

/** Sends a request and resolves when the response's head has come. Closes the connection after it. */
export async function httpRequest(
  endpoint: Endpoint,
  request: PreviewRequest,
  signal?: AbortSignal,
): Promise<HttpResponse> {
  const input = new Input(endpoint);
  signal?.addEventListener('abort', () => input.close());
  try {
    await sendAll(endpoint, headOf(request));
    if (request.body) await sendAll(endpoint, request.body);
    const head = await readHead(input);
    return { ...head, body: bodyOf(input, request.method, head.status, head.headers) };
  } catch (error) {
    input.close();
    throw error;
  }
}

function headOf({ method, url, headers, body }: PreviewRequest): Uint8Array {
  const { host, pathname, search } = new URL(url);
  const own = /^(host|connection|content-length|transfer-encoding|expect)$/i;
  const lines = headers
    .filter(([name]) => !own.test(name))
    .map(([name, value]) => `${name}: ${value}`);
  if (body || /^(post|put|patch)$/i.test(method))
    lines.push(`Content-Length: ${body?.length ?? 0}`);
  const start = `${method} ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n`;
  return encoder.encode(`${start}${lines.map((line) => `${line}\r\n`).join('')}\r\n`);
}

async function sendAll(endpoint: Endpoint, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const sent = endpoint.write(bytes.subarray(at));
    if (typeof sent === 'string') throw new Error(`the connection was lost (${sent})`);
    at += sent;
    if (sent === 0) await new Promise<void>((resolve) => (endpoint.onwritable = resolve));
  }
}

async function readHead(input: Input): Promise<Omit<HttpResponse, 'body'>> {
  for (;;) {
    const text = await input.through('\r\n\r\n');
    const [start = '', ...lines] = text.trimEnd().split('\r\n');
    const [, code, statusText = ''] = /^HTTP\/1\.[01] (\d{3}) ?(.*)$/.exec(start) ?? [];
    if (!code) throw new Error('what answered is no HTTP server');
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
    // 100 Continue and its like come before the response proper.
    if (Number(code) >= 200) return { status: Number(code), statusText, headers };
  }
}

function bodyOf(input: Input, method: string, status: number, headers: HeaderList) {
  const of = (name: string) => headers.find(([key]) => key.toLowerCase() === name)?.[1];
  const chunks =
    method === 'HEAD' || status === 204 || status === 304
      ? parts(input, 0)
      : /chunked/i.test(of('transfer-encoding') ?? '')
        ? chunkedParts(input)
        : parts(
            input,
            of('content-length') === undefined ? Infinity : Number(of('content-length')),
          );
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { value, done } = await chunks.next();
        if (!done) return controller.enqueue(value);
        input.close();
        controller.close();
      },
      cancel: () => input.close(),
    },
    { highWaterMark: 0 },
  );
}

async function* parts(input: Input, length: number) {
  for (let left = length; left > 0;) {
    const bytes = await input.some(Math.min(left, CHUNK));
    if (!bytes) {
      if (length !== Infinity) throw new Error('the connection ended in the middle of the answer');
      return;
    }
    left -= bytes.length;
    yield bytes;
  }
}

async function* chunkedParts(input: Input) {
  for (;;) {
    const length = parseInt(await input.through('\r\n'), 16);
    if (!(length >= 0)) throw new Error('the answer is cut into chunks in a wrong way');
    if (length === 0) return;
    yield* parts(input, length);
    await input.through('\r\n');
  }
}

/** What arrives on a connection, taken line by line or as it comes. */
class Input {
  readonly #endpoint: Endpoint;
  #left: Uint8Array<ArrayBuffer> = new Uint8Array();
  #closed = false;
  #wake = (): void => {};

  constructor(endpoint: Endpoint) {
    this.#endpoint = endpoint;
    endpoint.onreadable = () => this.#wake();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#endpoint.close();
    this.#wake();
  }

  /** At most `max` bytes, at least one; null after the last. */
  async some(max: number): Promise<Uint8Array<ArrayBuffer> | null> {
    const bytes = this.#left.length > 0 ? this.#left : await this.#read();
    if (!bytes) return null;
    this.#left = bytes.subarray(max);
    return bytes.slice(0, max);
  }

  /** Text up to and with `end`. */
  async through(end: string): Promise<string> {
    let text = '';
    for (;;) {
      const bytes = await this.some(CHUNK);
      if (!bytes) throw new Error('the connection ended before the answer did');
      // One character a byte, so that what belongs to the body can be given back.
      const more = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
      const searched = Math.max(0, text.length - end.length);
      text += more;
      const at = text.indexOf(end, searched);
      if (at >= 0) {
        const rest = text.length - at - end.length;
        const tail = bytes.subarray(bytes.length - rest);
        const joined = new Uint8Array(tail.length + this.#left.length);
        joined.set(tail);
        joined.set(this.#left, tail.length);
        this.#left = joined;
        return text.slice(0, at + end.length);
      }
      if (text.length > MAX_HEAD) throw new Error('the head of the answer is too long');
    }
  }

  async #read(): Promise<Uint8Array<ArrayBuffer> | null> {
    for (;;) {
      if (this.#closed) return null;
      const bytes = this.#endpoint.read(CHUNK);
      if (typeof bytes === 'string') throw new Error(`the connection was lost (${bytes})`);
      if (bytes !== undefined) return bytes as Uint8Array<ArrayBuffer> | null;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}
