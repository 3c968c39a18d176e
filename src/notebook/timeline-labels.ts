/**
 * Places labels on the timeline like flags: a mast rises from its point, the text flies to the
 * right of it (to the left where that is much lower), and where texts would meet, one is hoisted a row
 * higher. Texts never meet. No mast or arrow crosses a text either, until there is no other way;
 * then it passes behind. A label for which no row is free is left out of the drawing (the table has it).
 */

export interface LabelRequest {
  /** Pixels from the left edge. */
  x: number;
  width: number;
}

export interface LabelPlace {
  /** 0 is the row next to the lane. */
  row: number;
  side: 'right' | 'left';
}

const MAX_ROWS = 6;
/** Between a text and whatever stands beside it. */
const GAP = 6;

interface Range {
  from: number;
  to: number;
}

/**
 * A place for each request, or null where none is free. `width` is that of the drawing; `lines` are
 * where arrows go through all rows.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  width: number,
  lines: readonly number[] = [],
): (LabelPlace | null)[] {
  const places: (LabelPlace | null)[] = requests.map(() => null);
  const texts: Range[][] = Array.from({ length: MAX_ROWS }, () => []);
  const masts: number[][] = Array.from({ length: MAX_ROWS }, () => [...lines]);

  const isClear = (range: Range, row: number) =>
    texts[row]!.every((text) => range.to + GAP <= text.from || text.to + GAP <= range.from);
  const isUncrossed = (x: number, range: Range, row: number) =>
    masts[row]!.every((mast) => mast <= range.from || range.to <= mast) &&
    texts.slice(0, row).every((below) => below.every((text) => x <= text.from || text.to <= x));

  /** The lowest free row on a side of the mast. */
  const find = (request: LabelRequest, side: LabelPlace['side'], mayCross: boolean) => {
    const range = rangeOf(request, side);
    if (range.from < 0 || range.to > width) return null;
    const row = texts.findIndex(
      (_, i) => isClear(range, i) && (mayCross || isUncrossed(request.x, range, i)),
    );
    return row === -1 ? null : { row, side };
  };

  // From right to left, so that the masts of texts flying to the right pass beside one another.
  const order = requests.map((_, i) => i).sort((a, b) => requests[b]!.x - requests[a]!.x);
  for (const mayCross of [false, true]) {
    for (const index of order) {
      if (places[index]) continue;
      const request = requests[index]!;
      const right = find(request, 'right', mayCross);
      const left = right?.row === 0 ? null : find(request, 'left', mayCross);
      const place = right && left ? (left.row < right.row - 1 ? left : right) : (right ?? left);
      if (!place) continue;
      places[index] = place;
      texts[place.row]!.push(rangeOf(request, place.side));
      for (const row of masts.slice(0, place.row)) row.push(request.x);
    }
  }
  return places;
}

function rangeOf({ x, width }: LabelRequest, side: LabelPlace['side']): Range {
  return side === 'right' ? { from: x, to: x + width } : { from: x - width, to: x };
}

/** Font size of everything written in the drawing, in pixels. */
export const FONT_SIZE = 11;

/** Width of `text` in the code font: 0.61 em a character, 1 em for Korean and its like. */
export function textWidth(text: string): number {
  let ems = 0;
  for (const char of text) ems += char.codePointAt(0)! >= 0x1100 ? 1 : 0.61;
  return ems * FONT_SIZE;
}
