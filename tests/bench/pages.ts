/** The site's own pages: what Lighthouse gives their performance on this machine. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { dist, serve } from '../../src/commands/serve.ts';
import { audit, audited, launchAudited, scoreOf } from '../fixtures/lighthouse.ts';
import type { Row } from './rows.ts';

/** What loads the pages. */
export interface Visitor {
  readonly name: string;
  /** Of 100, for the page at `path` of the built site. */
  performanceOf(path: string): Promise<number>;
  close(): Promise<void>;
}

export const pageRows: Row<Visitor>[] = audited.map((path) => ({
  name: `performance of ${path}`,
  unit: 'of 100',
  measure: (visitor) => visitor.performanceOf(path),
}));

export async function openVisitor(executablePath: string): Promise<Visitor> {
  const browser = await launchAudited(executablePath);
  const server = await serve(dist, 0);
  const { port } = server.address() as AddressInfo;
  return {
    name: 'Lighthouse, a phone',
    async performanceOf(path) {
      if (!existsSync(join(dist, path, 'index.html'))) {
        throw new Error('the site is not built: run "npm run build"');
      }
      const result = await audit(browser, `http://localhost:${port}${path}`);
      return scoreOf(result, 'performance');
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
