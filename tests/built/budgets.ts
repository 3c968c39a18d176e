/**
 * The most that may be fetched with a page of each kind before its reader touches it, in kilobytes
 * (1,024 bytes), compressed. Korean pages have two faces more.
 */
import type { Part } from './weights.ts';

/** `results`: a page with tables of results. `licences`: one with all their texts. */
export type Kind = 'home' | 'chapter' | 'results' | 'licences' | 'other';

export const budgets: Record<Kind, Record<Part, number>> = {
  home: { html: 21, scripts: 12, styles: 28, fonts: 40 },
  // In English with a face for italics.
  chapter: { html: 96, scripts: 12, styles: 28, fonts: 58 },
  results: { html: 20, scripts: 12, styles: 28, fonts: 40 },
  licences: { html: 64, scripts: 12, styles: 28, fonts: 40 },
  other: { html: 8, scripts: 12, styles: 28, fonts: 40 },
};

/** Of the faces that Korean pages have more. */
export const KOREAN_FONTS = 88;

/** Of all that comes with a page, but for these. */
export const PAGE = 176;
