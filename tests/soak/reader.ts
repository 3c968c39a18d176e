/**
 * A reader who has changed a lesson's program: it stands still half way, with a timer that beats, until
 * a line is typed, and then goes on with the lesson. So a fault comes in mid-run for sure.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import { button, names, outcome, sandboxOn, write, type Names } from '../e2e/notebook.ts';
import { claimsOf } from '../e2e/check-sandbox.ts';

const NAME = 'in-step';
const CHAPTER = 'synchronous-io/';
const MINE = '// This line is mine.';
const HALF_WAY = `${MINE}
import { once as half } from 'node:events';
const beat = setInterval(() => console.log('still here'), 200);
console.log('half way');
await half(process.stdin, 'data');
process.stdin.pause();
clearInterval(beat);
`;
const lesson = readFileSync(join(import.meta.dirname, '../../sandboxes', NAME, 'index.js'), 'utf8');
/** On a machine that is busy with the fault. */
const PATIENCE = { timeout: 120_000 };

export class Reader {
  readonly page: Page;
  readonly sandbox: Locator;
  readonly #words: Names;
  readonly #isKorean: boolean;

  private constructor(page: Page, path: string) {
    this.page = page;
    this.sandbox = sandboxOn(page, NAME);
    this.#words = names(path);
    this.#isKorean = path.startsWith('/ko/');
  }

  /** Opens the chapter in a language at the site `address`. */
  static async open(context: BrowserContext, address: string, language: 'en' | 'ko' = 'en') {
    const path = `/${language === 'ko' ? 'ko/' : ''}${CHAPTER}`;
    const page = await context.newPage();
    await page.goto(`${address}${path}?runtime=embedded`);
    return new Reader(page, path);
  }

  /** Of two sentences, that in the page's language. */
  say(en: string, ko: string): string {
    return this.#isKorean ? ko : en;
  }

  async edit(code = HALF_WAY + lesson) {
    await write(this.page, this.sandbox, code);
  }

  /** One line more, at the end of the code that the editor has. */
  async editMore() {
    await this.sandbox.locator('.cm-content').focus();
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.insertText('\n// And this one.');
  }

  /** Runs to the end; what the program prints. */
  async output(): Promise<string> {
    await this.run();
    return (await outcome(this.sandbox, PATIENCE.timeout)).output;
  }

  async run() {
    await button(this.sandbox, this.#words.run).click();
  }

  /** Edits, runs, and resolves when the program stands half way. */
  async runHalfWay() {
    await this.edit();
    await this.runAgainHalfWay();
  }

  async runAgainHalfWay() {
    await this.run();
    await expect(this.#input).toBeVisible(PATIENCE);
    await expect(this.sandbox.getByRole('log')).toContainText('half way', PATIENCE);
    await expect(this.sandbox).toHaveAttribute('data-state', 'running');
  }

  /** The run went on through the fault and beats still. */
  async isStillRunning() {
    const beats = async () =>
      (await this.sandbox.getByRole('log').innerText()).split('still here').length;
    const before = await beats();
    await expect.poll(beats, PATIENCE).toBeGreaterThan(before);
    await expect(this.sandbox).toHaveAttribute('data-state', 'running');
  }

  /** Types the line, and the rest must be as the lesson's; the sentence under the output. */
  async goOn(): Promise<string> {
    await this.#input.fill('on');
    await this.#input.press('Enter');
    return this.endsWell();
  }

  /** The run ends with the lesson's exit code and claims; the sentence on it. */
  async endsWell(): Promise<string> {
    const { exitCode, holds, said } = await outcome(this.sandbox, PATIENCE.timeout);
    expect(exitCode, said).toBe(0);
    const { claims } = await claimsOf(NAME);
    const expected = claims.map(({ id, exercise = false }) => [id, !exercise]);
    expect(holds, said).toEqual(Object.fromEntries(expected));
    return this.sentence();
  }

  /** What the page says of the run. */
  async sentence(): Promise<string> {
    return (await this.sandbox.locator('.nb-state').innerText()).replaceAll('\n', ' ');
  }

  /** The run has failed and the page says why; that sentence. */
  async failsWith(sentence: string): Promise<string> {
    await expect(this.sandbox).toHaveAttribute('data-state', 'failed', PATIENCE);
    await expect(this.sandbox.locator('.nb-state')).toContainText(sentence);
    return this.sentence();
  }

  /** What the reader wrote is in the editor, which draws only the lines around the caret. */
  async keepsEdits() {
    await this.sandbox.locator('.cm-content').focus(PATIENCE);
    await this.page.keyboard.press('ControlOrMeta+Home');
    await expect(this.sandbox.locator('.cm-content')).toContainText(MINE, PATIENCE);
  }

  /** A sentence that stands somewhere on the notebook, in the page's language. */
  async reads(en: string, ko: string): Promise<string> {
    const found = this.sandbox.getByText(this.say(en, ko)).first();
    await expect(found).toBeVisible(PATIENCE);
    return (await found.innerText()).replaceAll('\n', ' ');
  }

  get #input(): Locator {
    return this.sandbox.getByRole('textbox', { name: this.say('Input', '입력') });
  }
}
