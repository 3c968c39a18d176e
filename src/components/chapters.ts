import type { StarlightRouteData } from '@astrojs/starlight/route-data';

type SidebarEntry = StarlightRouteData['sidebar'][number];
export type ChapterLink = Extract<SidebarEntry, { type: 'link' }>;

/** The chapters as the sidebar lists them, in reading order and in the page's language. */
export function chapterLinks(route: StarlightRouteData): ChapterLink[] {
  return links(route.sidebar).filter(({ attrs }) => 'data-chapter' in attrs);
}

/** Which chapter a page is, from 1 up; undefined for a page that is none. */
export function chapterNumber(route: StarlightRouteData): number | undefined {
  const index = chapterLinks(route).findIndex((link) => link.isCurrent);
  return index === -1 ? undefined : index + 1;
}

/** True for the home page of any language. */
export function isHome(route: StarlightRouteData): boolean {
  return route.id === (route.locale ?? '');
}

function links(entries: SidebarEntry[]): ChapterLink[] {
  return entries.flatMap((entry) => (entry.type === 'link' ? [entry] : links(entry.entries)));
}
