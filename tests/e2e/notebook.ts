/** A notebook as its reader finds it: by what its buttons are called. */
import { expect, type Locator, type Page } from '@playwright/test';

const en = {
  run: 'Run',
  reset: 'Reset',
  retry: 'Retry',
  showSolution: 'Show solution',
  apply: 'Apply the solution',
  where: /^Where this runs/,
  use: { embedded: 'Use embedded Node', webcontainer: 'Use WebContainer' },
};

export type Names = typeof en;

const ko: Names = {
  run: '실행',
  reset: '초기화',
  retry: '다시 시도',
  showSolution: '풀이 보기',
  apply: '풀이 적용',
  where: /^실행 환경/,
  use: { embedded: '내장 Node(으)로 바꾸기', webcontainer: 'WebContainer(으)로 바꾸기' },
};

/** What buttons are called on the page at `path`. */
export function names(path: string): Names {
  return path.startsWith('/ko/') ? ko : en;
}

export function sandboxOn(page: Page, name: string): Locator {
  return page.locator(`node-sandbox[name="${name}"]`);
}

export const button = (sandbox: Locator, name: string) =>
  sandbox.getByRole('button', { name, exact: true });

/** Puts code in the place of the shown file's, by way of the editor. */
export async function write(page: Page, sandbox: Locator, code: string) {
  const editor = sandbox.locator('.cm-content');
  const edit = sandbox.getByRole('button', { name: /^(Edit|편집)$/ });
  // Where the reader's code was kept, the editor comes by itself and takes the button's place.
  await expect(async () => {
    if (!(await editor.isVisible())) await edit.click({ timeout: 1000 });
    await expect(editor).toBeVisible();
  }).toPass();
  await editor.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
}

export async function runToEnd(sandbox: Locator, exitCode: number) {
  await button(sandbox, 'Run').click();
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });
  await expect(sandbox).toHaveAttribute('data-exit-code', String(exitCode));
}

/** Waits until the run has ended and every claim is judged: what came out, to be compared at once. */
export async function outcome(sandbox: Locator, timeout = 75_000) {
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout });
  // Said here too: outside the test runner (tests/soak) nothing else says how long to wait.
  const unjudged = sandbox.locator('[data-claim]:not([data-holds])');
  await expect(unjudged).toHaveCount(0, { timeout: 30_000 });
  const output = await sandbox.getByRole('log').innerText();
  const claims = await sandbox.locator('[data-claim]').evaluateAll((items: HTMLElement[]) =>
    items.map(({ dataset, innerText }) => ({
      id: dataset['claim']!,
      holds: dataset['holds'] === 'true',
      saw: innerText,
    })),
  );
  return {
    runtime: await sandbox.getAttribute('data-runtime'),
    exitCode: Number(await sandbox.getAttribute('data-exit-code')),
    output,
    /** The verdicts by claim, with the page's own words for them. */
    holds: Object.fromEntries(claims.map(({ id, holds }) => [id, holds])),
    said: [output, ...claims.map(({ saw }) => saw)].join('\n'),
  };
}
