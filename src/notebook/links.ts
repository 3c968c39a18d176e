/**
 * Web addresses in what a program prints. The text is hostile: only plain http and https addresses
 * become links, they lead where they say, and one that hides its host behind a user name stays text.
 */
export interface Part {
  text: string;
  href?: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`\p{C}]+/giu;
/** What ends a sentence rather than an address; a closing bracket belongs to one that opened it. */
const TRAILING = /[.,;:!?…·、。]+$/u;
/** The program's own servers: they listen in this tab, and no browser window reaches them. */
const OWN_HOST = /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/;

/** The text in parts, those with `href` to be links. */
export function linkParts(text: string): Part[] {
  const parts: Part[] = [];
  let position = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    if (!isSafe(address)) continue;
    if (index > position) parts.push({ text: text.slice(position, index) });
    parts.push({ text: address, href: address });
    position = index + address.length;
  }
  if (position < text.length) parts.push({ text: text.slice(position) });
  return parts;
}

function trimmed(address: string): string {
  const short = address.replace(TRAILING, '');
  const opening = { ')': '(', ']': '[', '}': '{' }[short.at(-1)!];
  if (opening === undefined) return short;
  const count = (bracket: string) => short.split(bracket).length;
  return count(opening) < count(short.at(-1)!) ? trimmed(short.slice(0, -1)) : short;
}

function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.username === '' && url.password === '' && !OWN_HOST.test(url.hostname);
}
