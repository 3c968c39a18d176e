/**
 * Where the site will lie, from SITE and BASE_PATH: what canonical links, twins, pictures and the
 * sitemap name. A mistake in one stops the build with a sentence that says what is allowed.
 */
import { SettingsError, type Environment } from './settings.ts';

export interface SiteAddress {
  /** The origin, such as `https://someone.github.io`. */
  site: string;
  /** The path below which it lies; it begins and ends with a slash. */
  base: string;
}

/** Where `npm start` serves it. */
export const LOCAL_SITE = 'http://localhost:4321';

/** Throws a `SettingsError`. A variable that is set to nothing counts as not set. */
export function readAddress(environment: Environment): SiteAddress {
  return { site: readSite(environment), base: readBase(environment) };
}

function readSite({ SITE: text }: Environment): string {
  if (!text) return LOCAL_SITE;
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) {
    throw new SettingsError(
      `SITE is "${text}": give it the site's address, such as https://someone.github.io.`,
    );
  }
  if (url.search || url.hash || url.pathname !== '/') {
    throw new SettingsError(
      `SITE is "${text}": give it ${url.origin} alone, and the path as BASE_PATH=${url.pathname}.`,
    );
  }
  return url.origin;
}

function readBase({ BASE_PATH: text }: Environment): string {
  if (!text) return '/';
  const segments = text.split('/').filter(Boolean);
  const isPath = text.startsWith('/') && segments.every((part) => /^[\w.~-]+$/.test(part));
  if (!isPath || segments.some((part) => /^\.+$/.test(part))) {
    throw new SettingsError(
      `BASE_PATH is "${text}": give it a path of letters, digits and hyphens that begins with a slash, such as /repo/.`,
    );
  }
  return segments.length ? `/${segments.join('/')}/` : '/';
}
