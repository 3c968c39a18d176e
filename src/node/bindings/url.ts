/** internalBinding('url'): src/node_url.cc, over the browser's URL. */
import type { BindingFactory } from '../thread/thread.ts';
import { decodePunycode } from './punycode.ts';

/** Indices of `urlComponents`: ada::url_components, offsets into the href. */
const COMPONENT = {
  protocolEnd: 0,
  usernameEnd: 1,
  hostStart: 2,
  hostEnd: 3,
  port: 4,
  pathnameStart: 5,
  searchStart: 6,
  hashStart: 7,
  schemeType: 8,
} as const;
const OMITTED = 0xffffffff;

/** ada::scheme::type; every other scheme is 1. */
const SCHEMES: Record<string, number> = {
  'http:': 0,
  'https:': 2,
  'ws:': 3,
  'ftp:': 4,
  'wss:': 5,
  'file:': 6,
};
const NOT_SPECIAL = 1;

/** What update() changes, by number. */
const ATTRIBUTES = [
  ...['protocol', 'host', 'hostname', 'port', 'username'],
  ...['password', 'pathname', 'search', 'hash', 'href'],
] as const;

const urlComponents = new Uint32Array(9);

/** Fills `urlComponents` and returns the href. */
function describe(url: URL): string {
  const { href, protocol } = url;
  let at = protocol.length;
  urlComponents.fill(OMITTED);
  urlComponents[COMPONENT.protocolEnd] = at;
  const hasAuthority =
    href.startsWith('//', at) &&
    (url.host !== '' || url.protocol === 'file:' || href.startsWith('///', at));
  if (hasAuthority) {
    at += 2;
    urlComponents[COMPONENT.usernameEnd] = at;
    urlComponents[COMPONENT.hostStart] = at;
    if (url.username || url.password) {
      urlComponents[COMPONENT.usernameEnd] = at += url.username.length;
      if (url.password) at += 1 + url.password.length;
      urlComponents[COMPONENT.hostStart] = at;
      at += 1; // the @
    }
    urlComponents[COMPONENT.hostEnd] = at += url.hostname.length;
    if (url.port) {
      urlComponents[COMPONENT.port] = Number(url.port);
      at += 1 + url.port.length;
    }
  } else {
    for (const index of ['usernameEnd', 'hostStart', 'hostEnd'] as const) {
      urlComponents[COMPONENT[index]] = at;
    }
    if (href.startsWith('/.//', at)) at += 2;
  }
  urlComponents[COMPONENT.pathnameStart] = at;
  const hash = href.indexOf('#', at);
  const search = href.indexOf('?', at);
  if (hash >= 0) urlComponents[COMPONENT.hashStart] = hash;
  if (search >= 0 && (hash < 0 || search < hash)) urlComponents[COMPONENT.searchStart] = search;
  urlComponents[COMPONENT.schemeType] = SCHEMES[protocol] ?? NOT_SPECIAL;
  return href;
}

function invalidUrl(input: string, base: string | undefined): TypeError {
  const error = new TypeError('Invalid URL');
  return Object.assign(error, {
    code: 'ERR_INVALID_URL',
    input,
    ...(base === undefined ? {} : { base }),
  });
}

/** Bytes of a path that a file: URL must escape, beyond what its parser escapes itself. */
const PATH_ESCAPES: Record<string, string> = Object.fromEntries(
  [...'%\\\n\r\t?#[]^|~'].map((char) => {
    return [char, `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`];
  }),
);

/** url.domainToASCII(): the host as a URL has it, `` if it cannot be one. */
function domainToASCII(domain: string): string {
  return URL.parse(`ws://${domain}`)?.hostname ?? '';
}

function domainToUnicode(domain: string): string {
  return decodePunycode(domainToASCII(domain));
}

export const url: BindingFactory = (thread) => ({
  urlComponents,
  domainToASCII,
  domainToUnicode,
  canParse: (input: string, base?: string) => URL.canParse(input, base),
  parse(input: string, base: string | undefined, raise: boolean) {
    const parsed = URL.parse(input, base);
    if (parsed) return describe(parsed);
    if (raise) throw thread.stacks.withFullStack(() => invalidUrl(input, base));
    return undefined;
  },
  getOrigin: (href: string) => new URL(href).origin,
  /** On Windows a backslash divides a path, and the path of a share has a host. */
  pathToFileURL(path: string, windows = false, host?: string) {
    const parsed = new URL('file://');
    parsed.pathname = path.replace(/[%\\\n\r\t?#[\]^|~]/g, (char) => {
      return windows && char === '\\' ? char : PATH_ESCAPES[char]!;
    });
    if (host !== undefined) parsed.hostname = host;
    return describe(parsed);
  },
  format(href: string, hash: boolean, unicode: boolean, search: boolean, auth: boolean) {
    const parsed = new URL(href);
    if (!hash) parsed.hash = '';
    if (!search) parsed.search = '';
    if (!auth) parsed.username = parsed.password = '';
    const formatted = describe(parsed);
    if (!unicode) return formatted;
    const end = urlComponents[COMPONENT.hostEnd]!;
    const start = end - parsed.hostname.length;
    return formatted.slice(0, start) + decodePunycode(parsed.hostname) + formatted.slice(end);
  },
  update(href: string, attribute: number, value: string) {
    const name = ATTRIBUTES[attribute]!;
    if (name === 'href') {
      const parsed = URL.parse(value);
      return parsed ? describe(parsed) : false;
    }
    const parsed = new URL(href);
    parsed[name] = value;
    return describe(parsed);
  },
});
