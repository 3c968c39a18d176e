/** Lists of headers as lib and C++ hand them to each other (`buildNgHeaderString`). */
import type { Header } from '../../http2/hpack.ts';

const NO_INDEX = 1;

/** `name\0value\0flags` for each, in one text. */
export function parseHeaders([text]: [text: string, count: number]): Header[] {
  const headers: Header[] = [];
  for (let at = 0; at < text.length;) {
    const nameEnd = text.indexOf('\0', at);
    const valueEnd = text.indexOf('\0', nameEnd + 1);
    headers.push({
      name: text.slice(at, nameEnd),
      value: text.slice(nameEnd + 1, valueEnd),
      sensitive: (text.charCodeAt(valueEnd + 1) & NO_INDEX) !== 0,
    });
    at = valueEnd + 2;
  }
  return headers;
}
