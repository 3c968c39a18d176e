/** What a reader can do with the output of a program, and what the program cannot do with the page. */
import { takeShifts, watchShifts } from '../fixtures/layout-shifts.ts';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const PAGE = '/synchronous-io/?runtime=embedded';
const NAME = 'blocking-call';

test('output is copied, cleared, and its addresses are links', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(PAGE);
  const sandbox = sandboxOn(page, NAME);
  const log = sandbox.getByRole('log');
  await write(
    page,
    sandbox,
    [
      String.raw`console.log('\x1b[1mbold\x1b[0m <i>text</i>');`,
      `console.log('see https://nodejs.org/api/, not http://localhost:3000/ or javascript:alert(1)');`,
      'setTimeout(() => process.kill(process.pid), 10); setTimeout(() => {}, 1000);',
    ].join('\n'),
  );
  await runToEnd(sandbox, 143);
  await expect(sandbox.getByText('Ended by the signal SIGTERM (exit code 143).')).toBeVisible();

  const links = log.getByRole('link');
  await expect(links).toHaveText(['https://nodejs.org/api/']);
  await expect(links).toHaveAttribute('href', 'https://nodejs.org/api/');
  await expect(links).toHaveAttribute('rel', /noopener/);
  await expect(links).toHaveAttribute('target', '_blank');

  await button(sandbox, 'Copy the output').click();
  await expect(sandbox.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^bold <i>text<\/i>\nsee https:.*alert\(1\)\n$/,
  );

  await button(sandbox, 'Clear the output').click();
  await expect(log).toHaveText('');
  await expect(button(sandbox, 'Copy the output')).toBeDisabled();
  await runToEnd(sandbox, 143);
  await expect(log).toContainText('bold');
});

test('neither code, buttons nor output move when the output of another run comes', async ({
  page,
}) => {
  await watchShifts(page);
  await page.goto(PAGE);
  const sandbox = sandboxOn(page, NAME);
  // The first run puts the results in the place of their cover, and its word under each question.
  await runToEnd(sandbox, 0);
  await expect(sandbox.locator('[data-claim]:not([data-holds])')).toHaveCount(0);
  await page.setViewportSize({ width: 1280, height: 3000 });
  await takeShifts(page);

  await button(sandbox, 'Run').click();
  await expect(sandbox).not.toHaveAttribute('data-state', 'exited');
  await expect(sandbox).toHaveAttribute('data-state', 'exited', { timeout: 60_000 });
  await expect(sandbox.locator('[data-claim]:not([data-holds])')).toHaveCount(0);
  // Below the output the timeline is drawn live, and may need more room.
  const atOutput = /class="nb-(?!state|loop|claims|exercise|timeline)/;
  const moved = (await takeShifts(page)).flatMap(({ sources }) => sources);
  expect(moved.filter((source) => atOutput.test(source))).toEqual([]);
});

test('a program that reads gets a line of input', async ({ page }) => {
  await page.goto(PAGE);
  const sandbox = sandboxOn(page, NAME);
  const log = sandbox.getByRole('log');
  const input = sandbox.getByRole('textbox', { name: 'Input' });

  await test.step('readline, in raw mode: it echoes itself', async () => {
    await write(
      page,
      sandbox,
      [
        `import { createInterface } from 'node:readline/promises';`,
        `const lines = createInterface({ input: process.stdin, output: process.stdout });`,
        `console.log(\`Hello, \${await lines.question('Who? ')}!\`);`,
        `lines.close();`,
      ].join('\n'),
    );
    await expect(input).toHaveCount(0);
    await button(sandbox, 'Run').click();
    await expect(sandbox.getByText('It waits for a line of input')).toBeVisible();
    await input.fill('Ada');
    await page.keyboard.press('Enter');
    await expect(sandbox).toHaveAttribute('data-exit-code', '0');
    await expect(log).toHaveText('Who? Ada\nHello, Ada!');
    await expect(input).toHaveCount(0);
  });

  await test.step('a stream, to its end: the terminal echoes', async () => {
    await write(
      page,
      sandbox,
      `let all = ''; for await (const part of process.stdin) all += part; console.log(all.length);`,
    );
    await button(sandbox, 'Run').click();
    await input.fill('four');
    await button(sandbox, 'Send').click();
    await expect(log).toHaveText('four');
    await expect(input).toHaveValue('');
    await input.press('Control+d');
    await expect(sandbox).toHaveAttribute('data-exit-code', '0');
    await expect(log).toHaveText('four\n5');
  });

  await test.step('a program that does not read gets none', async () => {
    await write(page, sandbox, `console.log('on'); setInterval(() => {}, 1000); // not stdin`);
    await button(sandbox, 'Run').click();
    await expect(log).toHaveText('on');
    await expect(input).toHaveCount(0);
    await button(sandbox, 'Stop').click();
    await expect(sandbox).toHaveAttribute('data-state', 'stopped');
  });
});

test('a hostile program changes nothing outside its output', async ({ page }) => {
  const requests: string[] = [];
  await page.goto(PAGE);
  const sandbox = sandboxOn(page, NAME);
  const place = await page.evaluate(() => [document.title, location.href, history.length]);
  const outside = () =>
    page.evaluate((name) => {
      const copy = document.documentElement.cloneNode(true) as HTMLElement;
      copy.querySelector(`node-sandbox[name="${name}"]`)!.remove();
      // They follow the reader's scrolling.
      for (const toc of copy.querySelectorAll('starlight-toc, mobile-starlight-toc')) toc.remove();
      return copy.outerHTML;
    }, NAME);
  await write(page, sandbox, 'console.log("harmless");');
  await runToEnd(sandbox, 0);
  await write(page, sandbox, HOSTILE);
  const before = await outside();
  page.on('request', (request) => requests.push(request.url()));
  page.on('dialog', (dialog) => requests.push(`dialog ${dialog.message()}`));
  await runToEnd(sandbox, 0);

  await test.step('its output is text', async () => {
    const log = sandbox.getByRole('log');
    await expect(log).toContainText('<img src=x onerror=alert(1)>');
    expect(
      await log.evaluate((element) => [
        ...new Set([...element.querySelectorAll('*')].map(({ localName }) => localName)),
      ]),
    ).toEqual(['span', 'button']);
    await expect(sandbox.locator('.tl-name').first()).toHaveText(`"'><img src=x onerror=alert(3)>`);
    await expect(sandbox.locator('img, iframe, script:not([type="application/json"])')).toHaveCount(
      0,
    );
  });

  await test.step('of a million lines the page keeps the last, and answers', async () => {
    await expect(sandbox.getByText(/Only the last 10,000 lines are shown/)).toBeVisible();
    await expect(sandbox.getByRole('log').locator('> [data-line]').last()).toHaveText('the end');
  });

  await test.step('nothing else has changed, and nothing was asked of the network', async () => {
    expect((await outside()) === before, 'the page outside is as it was').toBe(true);
    expect(await page.evaluate(() => [document.title, location.href, history.length])).toEqual(
      place,
    );
    const origin = new URL(page.url()).origin;
    expect(requests.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual(
      [],
    );
    expect(requests.filter((url) => url.includes('/x'))).toEqual([]);
    await button(sandbox, 'Reset').click();
    await expect(button(sandbox, 'Reset')).toBeDisabled();
  });
});

/** HTML, escape codes, OSC sequences of every kind, a million lines, names with quotes. */
const HOSTILE = String.raw`
import { lane } from '#timeline';
const evil = lane('"\'><img src=x onerror=alert(3)>');
evil.mark('</title><script>alert(4)</script>');
evil.span("'; drop table claims; --", () => {});
const out = (text) => process.stdout.write(text);
for (let i = 0; i < 1000; i++) out('.\n'.repeat(1000));
out('\x1b]0;a title\x07\x1b]2;another\x1b\\\x1b]8;;javascript:alert(2)\x07link\x1b]8;;\x07\n');
out('\x1b]52;c;aGFja2Vk\x07\x1b]1337;File=inline=1:AAAA\x07\x1bP1$r\x1b\\\x1b_G\x1b\\\x1b^x\x1b\\');
out('\x1b[?1049h\x1b[?25l\x1b[6n\x1b[c\x1b[10A\x1b[1000000X\x1b[38;5;999;48;2;9999;-1;0m');
out('\x1b]7717;{"type":"lane","at":1e400,"lane":{},"label":"<b>"}\x07');
out('\x1b]7717;' + '['.repeat(5000) + '\x07');
out('\u202e\u2066\u0000\u0007\ufeff\x9b31m\x1b[0m\n');
out('<img src=x onerror=alert(1)><script>alert(1)</script></pre></section>&lt;b&gt;\n');
out('the end\n');
`;
