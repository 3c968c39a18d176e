/**
 * Places labels on the timeline like flags: a mast rises from its point, the text flies to the
 * right of it (to the left near the right edge), and where texts would meet, one is hoisted a row
 * higher. No text covers another or another's mast; a label for which no row is free is left out
 * of the drawing (the table has it).
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

const MAX_ROWS = 5;
/** Between a text and whatever stands beside it. */
const GAP = 6;

interface Range {
  from: number;
  to: number;
}

/** A place for each request, or null where none is free; `width` is that of the drawing. */
export function placeLabels(
  requests: readonly LabelRequest[],
  width: number,
): (LabelPlace | null)[] {
  const places: (LabelPlace | null)[] = requests.map(() => null);
  const texts: Range[][] = Array.from({ length: MAX_ROWS }, () => []);
  const masts: number[][] = Array.from({ length: MAX_ROWS }, () => []);

  const fits = (x: number, range: Range, row: number) =>
    texts[row]!.every((text) => range.to + GAP <= text.from || text.to + GAP <= range.from) &&
    masts[row]!.every((mast) => mast <= range.from || range.to <= mast) &&
    texts.slice(0, row).every((below) => below.every((text) => x <= text.from || text.to <= x));

  const place = (index: number, side: LabelPlace['side']) => {
    const { x, width: length } = requests[index]!;
    const range = side === 'right' ? { from: x, to: x + length } : { from: x - length, to: x };
    if (range.from < 0 || range.to > width) return;
    for (let row = 0; row < MAX_ROWS; row += 1) {
      if (!fits(x, range, row)) continue;
      texts[row]!.push(range);
      for (let below = 0; below < row; below += 1) masts[below]!.push(x);
      places[index] = { row, side };
      return;
    }
  };

  // Of texts that fly to the right, the rightmost is lowest, so that masts pass to its left.
  const order = requests.map((_, i) => i).sort((a, b) => requests[a]!.x - requests[b]!.x);
  const isAtEdge = (i: number) => requests[i]!.x + requests[i]!.width > width;
  for (const i of order) if (isAtEdge(i)) place(i, 'left');
  for (const i of order.toReversed()) if (!isAtEdge(i)) place(i, 'right');
  for (const i of order) if (!places[i]) place(i, isAtEdge(i) ? 'right' : 'left');
  return places;
}

/** Font size of everything written in the drawing, in pixels. */
export const FONT_SIZE = 11;

/** Width of `text` in the code font: 0.61 em a character, 1 em for Korean and its like. */
export function textWidth(text: string): number {
  let ems = 0;
  for (const char of text) ems += char.codePointAt(0)! >= 0x1100 ? 1 : 0.61;
  return ems * FONT_SIZE;
}
