/** The site's mark as an icon: `public/favicon.svg` in its light colours, on the theme's paper. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { paper } from '../web-manifest.ts';

/** A square PNG of `size` pixels a side; the mark takes `share` of it. */
export async function drawIcon(size: number, share: number): Promise<Buffer> {
  const svg = await readFile(join(process.cwd(), 'public/favicon.svg'), 'utf8');
  // An icon has one face for both themes.
  const light = svg.replace(/@media[^{]*\{[^]*?\}\s*\}/, '');
  const side = Math.round(size * share);
  const mark = await sharp(Buffer.from(light), { density: (72 * side) / 32 })
    .resize(side, side)
    .png()
    .toBuffer();
  return sharp({ create: { width: size, height: size, channels: 3, background: paper.light } })
    .composite([{ input: mark }])
    .png({ palette: true })
    .toBuffer();
}
