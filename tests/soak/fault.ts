/** What a fault is, and where it is tried. */
import type { Browser, BrowserContext } from '@playwright/test';
import { cutOff } from '../fixtures/test.ts';
import type { Proof } from './proofs.ts';

/** What a fault is tried on. */
export interface Bench {
  browser: Browser;
  executablePath: string;
  /** Addresses, without a slash at the end. */
  sites: Record<'with headers' | 'without headers', string>;
}

export interface Fault {
  name: string;
  /** How it was brought about, and what of it is not the real thing. */
  done: string;
  /** Gives the sentence that the reader saw; rejects if it ends badly. */
  ends: ((bench: Bench) => Promise<string>) | Proof;
}

/** In a browser profile of its own, cut off from the world. */
export async function inContext(
  { browser }: Bench,
  use: (context: BrowserContext) => Promise<string>,
): Promise<string> {
  const context = await browser.newContext();
  try {
    await cutOff(context);
    return await use(context);
  } finally {
    await context.close();
  }
}
