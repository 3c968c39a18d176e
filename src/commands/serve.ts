/**
 * Serves the built site as a good static host would: with the headers that isolate its pages,
 * compressed, with its own 404 pages. `node src/commands/serve.ts` serves dist at PORT.
 */
import { createReadStream, existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { immutable, isolationHeaders } from '../build/headers.ts';
import { readEnvironment } from '../build/settings.ts';
import { readAddress } from '../build/site-address.ts';
import { hashedFolders } from '../runtime/isolation/addresses.ts';
import { fail } from './progress.mjs';

const DEFAULT_PORT = 4321;
export const dist = join(import.meta.dirname, '../../dist');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** PORT, or 4321; ends the program with a sentence where PORT is no port. */
export function portFromEnvironment(): number {
  const text = process.env.PORT ?? String(DEFAULT_PORT);
  const port = Number(text);
  if (text.trim() === '' || !Number.isInteger(port) || port < 0 || port > 65_535) {
    fail(`PORT is "${text}": give it a number from 0 to 65535, such as PORT=${DEFAULT_PORT}.`);
  }
  return port;
}

/** What distinguishes one static host from another. */
export interface HostOptions {
  /** Sends the headers that isolate its pages. */
  isolates?: boolean;
  /** The path below which the site lies, with a slash at both ends. */
  base?: string;
}

interface Site extends Required<HostOptions> {
  root: string;
}

/** Files that were asked for once, by encoding, version and path: of all sites, as tests serve many. */
const compressed = new Map<string, Promise<Buffer>>();

/** Serves the folder `root`; resolves when it listens, with 0 on a free port. */
export function serve(root: string, port: number, options: HostOptions = {}): Promise<Server> {
  const site: Site = { isolates: true, base: '/', ...options, root };
  const server = createServer((request, response) => {
    answer(site, request, response).catch((error: Error) => {
      console.error(`${request.method} ${request.url}: ${error.message}`);
      if (!response.headersSent) send(response, 500, 'Internal server error');
      else response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, () => resolve(server));
  });
}

/** Serves dist below BASE_PATH until Ctrl+C; ends the program with a sentence where that cannot be. */
export async function serveDist(): Promise<void> {
  if (!existsSync(join(dist, 'index.html'))) fail('The site is not built: run "npm run build".');
  const port = portFromEnvironment();
  try {
    const { base } = readAddress(readEnvironment(new URL('../../', import.meta.url)));
    const server = await serve(dist, port, { base });
    const { port: actual } = server.address() as { port: number };
    const home = `http://localhost:${actual}${base}`;
    console.log(`In Step is at ${home} and ${home}ko/`);
    console.log('Ctrl+C ends it.');
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      fail(
        `Port ${port} is in use: end what uses it, or choose another with "PORT=${port + 1} npm start".`,
      );
    }
    if (code === 'EACCES') {
      fail(
        `This user may not listen on port ${port}: choose another with "PORT=${DEFAULT_PORT} npm start".`,
      );
    }
    fail(`The server did not start: ${message}.`);
  }
}

async function answer(
  { root, isolates, base }: Site,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = isolates ? Object.entries(isolationHeaders) : [];
  for (const [name, value] of headers) response.setHeader(name, value);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return send(response, 405, 'Only GET and HEAD are answered here.');
  }
  const [whole = '/', query] = (request.url ?? '/').split('?', 2);
  const address = whole.startsWith(base) ? whole.slice(base.length - 1) : null;
  const segments = address && pathSegments(address);
  if (!address || !segments) return send(response, 404, 'There is no such page.');

  let path = join(root, ...segments);
  let status = 200;
  let file = await statOrNull(path);
  if (file?.isDirectory()) {
    if (!address.endsWith('/')) {
      const place = `${base}${segments.map(encodeURIComponent).join('/')}/`;
      response.setHeader('Location', query ? `${place}?${query}` : place);
      return send(response, 301, `See ${place}`);
    }
    path = join(path, 'index.html');
    file = await statOrNull(path);
  } else if (address.endsWith('/')) {
    file = null;
  }
  if (!file) {
    status = 404;
    const pages = segments[0] === 'ko' ? ['ko/404.html', 'ko/404/index.html'] : [];
    for (const page of [...pages, '404.html']) {
      path = join(root, page);
      file = await statOrNull(path);
      if (file) break;
    }
    if (!file) return send(response, 404, 'There is no such page.');
  }

  const tag = `"${file.size.toString(36)}-${file.mtimeMs.toString(36)}"`;
  const type = types[extname(path)] ?? 'application/octet-stream';
  response.setHeader('Content-Type', type);
  response.setHeader('ETag', tag);
  response.setHeader('Vary', 'Accept-Encoding');
  // The build puts a hash of their content into the names of what lies there.
  const hashed =
    hashedFolders.some((folder) => folder === segments[0]) && /\.[\w-]{8,}\.\w+$/.test(path);
  response.setHeader('Cache-Control', hashed && status === 200 ? immutable : 'no-cache');
  if (status === 200 && request.headers['if-none-match'] === tag) {
    response.writeHead(304).end();
    return;
  }

  const encoding = /^text|json|xml|javascript|wasm/.test(type) ? chooseEncoding(request) : null;
  if (!encoding) {
    response.writeHead(status, { 'Content-Length': file.size });
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(path)
        .on('error', () => response.destroy())
        .pipe(response);
    return;
  }
  const key = `${encoding} ${tag} ${path}`;
  if (!compressed.has(key)) compressed.set(key, readFile(path).then(compressors[encoding]));
  const body = await compressed.get(key)!;
  response.writeHead(status, { 'Content-Encoding': encoding, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const compressors = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body: Buffer) => promisify(gzip)(body),
};

function chooseEncoding({ headers }: IncomingMessage): 'br' | 'gzip' | null {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : null;
}

/** The decoded parts of a path; null where it is malformed, climbs out or asks for hidden files. */
function pathSegments(address: string): string[] | null {
  try {
    const segments = address.split('/').map(decodeURIComponent).filter(Boolean);
    return segments.some((part) => part.startsWith('.') || /[/\\\0]/.test(part)) ? null : segments;
  } catch {
    return null;
  }
}

async function statOrNull(path: string) {
  try {
    return await stat(path);
  } catch {
    return null;
  }
}

function send(response: ServerResponse, status: number, text: string) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${text}\n`);
}

if (import.meta.main) await serveDist();
