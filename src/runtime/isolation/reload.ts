/**
 * The one reload that isolation may need, and what is carried over it. It is taken out as soon as
 * the page is back, so whatever happens next, nothing happens twice.
 *
 * A page that comes back isolated lives in another process of Chromium: its history entry has lost
 * state and scroll position, and should it ever lose its isolation again, the old process still has
 * its own old copy of sessionStorage. So that only names the tab, and localStorage carries.
 */

/** By the name of who keeps it. */
export type Kept = Record<string, unknown>;

interface Carried {
  /** The address that was reloaded: no other page may take this for its own. */
  address: string;
  kept: Kept;
}

const TAB = 'in-step:tab';
const carrier = (tab: string) => `in-step:reload:${tab}`;

const keepers = new Set<() => Kept>();
const kept = take();

/** This page comes out of a reload that was to isolate it. Another would not do better. */
export const hasReloaded = kept !== null;

/** What `name` kept over the reload, if this page comes out of one. */
export function keptOverReload(name: string): unknown {
  return kept?.[name];
}

/** `keeper` is asked what to keep just before the reload. */
export function beforeReload(keeper: () => Kept): void {
  keepers.add(keeper);
}

/** Reloads the page. Throws where the browser lets it keep nothing. */
export function reload(): void {
  const tab = sessionStorage.getItem(TAB) ?? crypto.randomUUID();
  sessionStorage.setItem(TAB, tab);
  const all = Object.assign({}, ...[...keepers].map((keeper) => keeper())) as Kept;
  const carried: Carried = { address: location.href, kept: all };
  localStorage.setItem(carrier(tab), JSON.stringify(carried));
  location.reload();
}

function take(): Kept | null {
  try {
    const tab = sessionStorage.getItem(TAB);
    const text = tab && localStorage.getItem(carrier(tab));
    if (!text) return null;
    localStorage.removeItem(carrier(tab));
    const { address, kept } = JSON.parse(text) as Carried;
    return address === location.href ? kept : null;
  } catch {
    return null;
  }
}
