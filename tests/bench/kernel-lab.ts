/** The built site's kernel lab: how long its reader waits for a machine. */
import type { AddressInfo } from 'node:net';
import { dist, serve } from '../../src/commands/serve.ts';
import { launchBrowser } from '../node/harness/tab.ts';
import type { Row } from './rows.ts';

/** Who starts a machine. */
export interface Starter {
  readonly name: string;
  /** Milliseconds from the click until the shell has answered a first command; nothing is cached. */
  powerOn(): Promise<number>;
  close(): Promise<void>;
}

export const kernelRows: Row<Starter>[] = [
  {
    name: 'kernel lab, click to first prompt',
    unit: 'ms',
    measure: (starter) => starter.powerOn(),
  },
];

export async function openStarter(executablePath: string): Promise<Starter> {
  const browser = await launchBrowser(executablePath);
  const server = await serve(dist, 0);
  const { port } = server.address() as AddressInfo;
  return {
    name: 'Chromium',
    async powerOn() {
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`http://localhost:${port}/os-write-cache/`);
      const elapsed = await page
        .locator('kernel-lab')
        .first()
        .evaluate((lab) => {
          const buttons = [...lab.querySelectorAll('button')];
          const powerOn = buttons.find(({ textContent }) => textContent === 'Power on')!;
          return new Promise<number>((resolve, reject) => {
            const begun = performance.now();
            new MutationObserver(() => {
              const { state } = (lab as HTMLElement).dataset;
              if (state === 'on') resolve(performance.now() - begun);
              if (state === 'failed')
                reject(new Error(lab.querySelector('[role=status]')!.textContent!));
            }).observe(lab, { attributeFilter: ['data-state'] });
            powerOn.click();
          });
        });
      await context.close();
      return elapsed;
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}
