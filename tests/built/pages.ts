/** The pages of the built site, parsed: what the checks of `npm run test:built` look at. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type HTMLElement } from 'node-html-parser';
import { dist } from '../../src/commands/serve.ts';
import { requireBuiltSite } from '../fixtures/built-site.ts';

export interface BuiltPage {
  /** From the site's root: `ko/job-queue/index.html`. */
  file: string;
  /** As its address has it: `/ko/job-queue/`. */
  path: string;
  html: string;
  root: HTMLElement;
}

/** Documents that hold frames with strangers' code; they are no pages of the site. */
const frames = ['_isolated/index.html', '_preview/index.html'];

requireBuiltSite();

/** Every page of the site. */
export const pages: BuiltPage[] = globSync('**/*.html', { cwd: dist })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !frames.includes(file))
  .sort()
  .map((file) => {
    const html = readFileSync(join(dist, file), 'utf8');
    const root = parse(html, { comment: true, blockTextElements: { script: true, style: true } });
    return { file, path: `/${file.replace(/(^|\/)index\.html$/, '$1')}`, html, root };
  });
