/** Makes a file of the drawing: one SVG with its styles in it, or the PNG that it looks like. */

const SVG = 'http://www.w3.org/2000/svg';
/** Pixels of the PNG for each of the page's. */
const DENSITY = 2;
const MARGIN = 12;
/** What the page's style sheets decide and the file must say itself. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'paint-order',
  'vector-effect',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
];
/** What moves over the drawing is not part of it. */
const MOVING = '.tl-pointer, .tl-lit, .tl-later, .tl-replayed';

/**
 * Hands the file to the reader as a download: the whole drawing, or what is in sight of it if it is
 * zoomed in. `plots` holds titles and runs (Timeline.tsx).
 */
export async function saveTimeline(
  plots: HTMLElement,
  format: 'svg' | 'png',
  name: string,
): Promise<void> {
  const svg = drawingOf(plots);
  const text = new XMLSerializer().serializeToString(svg);
  const blob = new Blob([text], { type: 'image/svg+xml' });
  download(format === 'svg' ? blob : await toPng(blob, svg), `${name}-timeline.${format}`);
}

/** The drawing with the names of its lanes, as an SVG that needs nothing of the page. */
function drawingOf(plots: HTMLElement): SVGSVGElement {
  const scroller = plots.closest<HTMLElement>('.tl-scroll')!;
  const isWhole = scroller.style.getPropertyValue('--zoom') === '1';
  const origin = plots.getBoundingClientRect();
  const names = plots.querySelector('.tl-names')!.getBoundingClientRect();
  const width = (isWhole ? plots.scrollWidth : scroller.clientWidth) + 2 * MARGIN;
  const height = origin.height + 2 * MARGIN;
  const svg = element('svg', { width, height, viewBox: `0 0 ${width} ${height}` });
  const paper = getComputedStyle(plots.closest('.nb') ?? plots).backgroundColor;
  svg.append(element('rect', { width, height, fill: paper }));
  for (const plot of plots.querySelectorAll<SVGSVGElement>('svg.tl-plot')) {
    const box = plot.getBoundingClientRect();
    const copy = plot.cloneNode(true) as SVGSVGElement;
    inlineStyles(plot, copy);
    for (const moving of copy.querySelectorAll(MOVING)) moving.remove();
    set(copy, { x: isWhole ? 0 : box.left - names.right, width: box.width, height: box.height });
    const x = names.width + MARGIN;
    const window = element('svg', { x, y: box.top - origin.top + MARGIN });
    set(window, { width: width - x - MARGIN, height: box.height });
    window.append(copy);
    svg.append(window);
  }
  for (const words of plots.querySelectorAll<HTMLElement>('.tl-name, .tl-title')) {
    svg.append(...linesOf(words, names.left - MARGIN, origin.top - MARGIN));
  }
  return svg;
}

function inlineStyles(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  const own = STYLES.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
  to.setAttribute('style', own);
  to.removeAttribute('class');
  if (from.matches(MOVING)) to.setAttribute('class', from.getAttribute('class')!);
  for (const [i, child] of [...from.children].entries()) inlineStyles(child, to.children[i]!);
}

/** Each line of text in an element of the page, where it stands there. */
function linesOf(words: HTMLElement, left: number, top: number): SVGElement[] {
  const lines = new Map<number, { x: number; text: string; of: Element }>();
  const walker = document.createTreeWalker(words, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    for (const [at, char] of [...node.data].entries()) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, Math.min(node.length, at + 1));
      const box = range.getBoundingClientRect();
      const line = lines.get(box.bottom) ?? { x: box.left, text: '', of: node.parentElement! };
      line.text += char;
      lines.set(box.bottom, line);
    }
  }
  return [...lines].map(([bottom, { x, text, of }]) => {
    const { color, fontFamily, fontSize, fontWeight } = getComputedStyle(of);
    const written = element('text', { x: x - left, y: bottom - top - 3, fill: color });
    set(written, { 'font-family': fontFamily, 'font-size': fontSize, 'font-weight': fontWeight });
    written.textContent = text;
    return written;
  });
}

async function toPng(blob: Blob, svg: SVGSVGElement): Promise<Blob> {
  const url = URL.createObjectURL(blob);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Number(svg.getAttribute('width')) * DENSITY;
    canvas.height = Number(svg.getAttribute('height')) * DENSITY;
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const png = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
    if (!png) throw new Error('The canvas is too large for this browser.');
    return png;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has taken the blob by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function element<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Record<string, string | number>,
): SVGElementTagNameMap[K] {
  const made = document.createElementNS(SVG, name);
  set(made, attributes);
  return made;
}

function set(target: Element, attributes: Record<string, string | number>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, `${value}`);
}
