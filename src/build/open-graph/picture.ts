/**
 * The picture that stands beside a link to a page: its title over the site's mark, as PNG. Drawn at
 * build with the site's own faces, so that it looks alike on every machine.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';
import { pictureSize as size } from '../open-graph.ts';

export interface Words {
  site: string;
  title: string;
  description: string;
  /** BCP 47: it decides where lines may break. */
  lang: string;
}

/** The theme's constants (theme/tokens.css), in its light half. */
const paper = '#f5f7f1';
const ink = '#16211d';
const inkSoft = '#4b5a54';
const rule = '#d3dacd';
const caller = '#1f62d2';
const receiver = '#a32a0a';

const PADDING = 80;
const TEXT_WIDTH = size.width - 2 * PADDING;

const require = createRequire(import.meta.url);

async function face(script: string, weight: 400 | 600) {
  const path = `@fontsource/ibm-plex-sans-kr/files/ibm-plex-sans-kr-${script}-${weight}-normal.woff`;
  return { name: `Plex ${script}`, weight, data: await readFile(require.resolve(path)) };
}

const faces = Promise.all([
  face('latin', 400),
  face('latin', 600),
  face('korean', 400),
  face('korean', 600),
]);

type Style = Record<string, string | number>;

/** An element as satori takes it in place of JSX's. */
function box(style: Style, ...children: unknown[]) {
  return { type: 'div', key: null, props: { style: { display: 'flex', ...style }, children } };
}

function bar(color: string, left: number, width: number, top: number) {
  return box({ position: 'absolute', left, top, width, height: 22, backgroundColor: color });
}

/** Two lanes: one hands over to the other and, meanwhile, stands still or goes on. */
function lanes() {
  const line = { position: 'absolute', left: 0, width: size.width, height: 2 };
  return box(
    { position: 'absolute', left: 0, bottom: 0, width: size.width, height: 150 },
    box({ ...line, top: 30, backgroundColor: rule }),
    box({ ...line, top: 92, backgroundColor: rule }),
    bar(caller, 0, 330, 20),
    bar(caller, 430, 170, 20),
    bar(caller, 700, 500, 20),
    bar(receiver, 330, 380, 82),
  );
}

/** PNG of 1200 × 630 pixels. */
export async function drawPicture({ site, title, description, lang }: Words): Promise<Buffer> {
  const svg = await satori(
    box(
      {
        flexDirection: 'column',
        width: size.width,
        height: size.height,
        padding: `64px ${PADDING}px`,
        backgroundColor: paper,
        color: ink,
        fontFamily: 'Plex latin, Plex korean',
        wordBreak: lang === 'ko' ? 'keep-all' : 'normal',
      },
      box({ fontSize: 34, fontWeight: 600, color: caller }, site),
      box(
        { width: TEXT_WIDTH, marginTop: 36, fontSize: 68, fontWeight: 600, lineHeight: 1.15 },
        title,
      ),
      box(
        {
          display: 'block',
          width: TEXT_WIDTH,
          marginTop: 28,
          fontSize: 32,
          lineHeight: 1.4,
          color: inkSoft,
          lineClamp: 2,
        },
        description,
      ),
      lanes(),
    ),
    { ...size, fonts: await faces },
  );
  // Few colours and hard edges: a palette makes it a quarter of the bytes.
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 64 }).toBuffer();
}
