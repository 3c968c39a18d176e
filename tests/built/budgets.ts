/**
 * The most that may be fetched with a page of each kind before its reader touches it, in kilobytes
 * (1,024 bytes), compressed. Korean pages have a style sheet more: the names of their many faces.
 */
import type { Part } from './weights.ts';

/** `results`: a page with tables of results. `licences`: one with all their texts. */
export type Kind = 'home' | 'chapter' | 'results' | 'licences' | 'other';

export const budgets: Record<Kind, Record<Part, number>> = {
  home: { html: 20, scripts: 12, styles: 28, fonts: 48 },
  chapter: { html: 96, scripts: 12, styles: 28, fonts: 48 },
  results: { html: 20, scripts: 12, styles: 28, fonts: 48 },
  licences: { html: 64, scripts: 12, styles: 28, fonts: 48 },
  other: { html: 8, scripts: 12, styles: 28, fonts: 48 },
};

/** Of the style sheet that Korean pages have more. */
export const KOREAN_STYLES = 34;

/** Of all that comes with a page. */
export const PAGE = 232;
