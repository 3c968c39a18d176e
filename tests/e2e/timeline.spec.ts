/** The timeline under the reader's hands, in the built site on the embedded Node. */
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { button, runToEnd, sandboxOn, write } from './notebook.ts';

const PROGRAM = [
  `import { counter, lane } from '#timeline';`,
  `const main = lane('main'), other = lane('other');`,
  `const queue = counter('queue', 'jobs');`,
  `main.mark('begun');`,
  `console.log('first');`,
  `main.span('work', () => {`,
  `  console.log('second');`,
  `  for (const end = Date.now() + 20; Date.now() < end;);`,
  `});`,
  `other.receive(main.send('letter'));`,
  `queue(3);`,
  `console.log('third');`,
  `main.mark('over');`,
].join('\n');

/** Of a drawing of 5,000 events, whatever the zoom: at most four elements for each, with its label. */
const MAX_SHAPES = 20_000;

const slider = (sandbox: Locator) => sandbox.getByRole('slider', { name: 'Moment of the run' });
const lit = (sandbox: Locator) => sandbox.locator('.nb-code .nb-lit');
const litOutput = (sandbox: Locator) => sandbox.getByRole('log').locator('.nb-lit');
const later = (sandbox: Locator) => sandbox.getByRole('log').locator('.nb-later');
const showAll = (sandbox: Locator) => sandbox.getByRole('button', { name: /show all$/ });
const plot = (sandbox: Locator) => sandbox.locator('.tl-plot').first();

async function open(page: Page, path = '/synchronous-io/') {
  await page.goto(`${path}?runtime=embedded`);
  const sandbox = sandboxOn(page, 'blocking-call');
  await sandbox.scrollIntoViewIfNeeded();
  // Its chapter asks for a prediction first, and covers the recorded run until then.
  await button(sandbox, 'Show it').click();
  await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /\d/);
  return sandbox;
}

/** Where the bar with this name is in the window. */
async function barNamed(sandbox: Locator, name: string) {
  const bar = sandbox.locator('.tl-bar', { hasText: new RegExp(`^${name},`) }).locator('rect');
  await bar.scrollIntoViewIfNeeded();
  return (await bar.boundingBox())!;
}

test('a step that is made as soon as the run has ended is kept', async ({ page }) => {
  const sandbox = await open(page);
  await write(page, sandbox, PROGRAM);
  await sandbox.evaluate((element) => {
    let wasLive = false;
    new MutationObserver((_, observer) => {
      const input = element.querySelector<HTMLInputElement>('input[type=range]');
      wasLive ||= input?.disabled === true;
      if (!wasLive || !input || input.disabled) return;
      observer.disconnect();
      input.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
    }).observe(element, { attributeFilter: ['disabled'], childList: true, subtree: true });
  });
  await runToEnd(sandbox, 0);
  await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /event 1 of 7/);
  // Whatever is done once it is painted.
  await page.evaluate(
    () => new Promise((painted) => requestAnimationFrame(() => setTimeout(painted))),
  );
  await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /event 1 of 7/);
});

test('an event shows its time, its line of code and its line of output: pointed at, stepped to, replayed', async ({
  page,
}) => {
  await page.clock.install();
  const sandbox = await open(page);

  await test.step('pointing at a bar of the recorded run', async () => {
    const box = await barNamed(sandbox, 'pbkdf2Sync');
    await page.mouse.move(box.x + 4, box.y + 4);
    await expect(lit(sandbox)).toHaveText(/calls\.span\('pbkdf2Sync'/);
    await expect(sandbox.locator('.tl-said')).toContainText(/calls: pbkdf2Sync, [\d,]+ ms/);
    await page.mouse.move(box.x, box.y - 300);
    await expect(lit(sandbox)).toHaveCount(0);
  });

  await write(page, sandbox, PROGRAM);
  await runToEnd(sandbox, 0);

  await test.step('stepping from event to event with the keyboard', async () => {
    await slider(sandbox).focus();
    await page.keyboard.press('ArrowRight');
    await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /main: begun, event 1 of 7/);
    await expect(lit(sandbox)).toHaveText(`main.mark('begun');`);
    await expect(later(sandbox)).toHaveText(['first', 'second', 'third']);

    await page.keyboard.press('ArrowRight');
    await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /main: work, .*event 2 of 7/);
    await expect(lit(sandbox)).toHaveText(`main.span('work', () => {`);
    await expect(litOutput(sandbox)).toHaveText('second');
    await expect(later(sandbox)).toHaveText(['second', 'third']);

    for (const what of [/work/, /letter, main → other/, /letter, main → other/, /queue: 3 jobs/]) {
      await page.keyboard.press('ArrowRight');
      await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', what);
    }
    await expect(lit(sandbox)).toHaveText('queue(3);');
    await page.keyboard.press('ArrowLeft');
    await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /event 5 of 7/);
  });

  await test.step('replaying it from its first event', async () => {
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
    await expect(slider(sandbox)).toHaveAttribute('aria-valuetext', /event 1 of 7/);
    // The page's own clock decides how far a replay is, whatever the machine has to do besides.
    await page.clock.pauseAt(Date.now() + 600_000);
    await button(sandbox, 'Replay').click();
    await page.clock.runFor(100);
    await expect(sandbox.locator('.tl-replayed')).toBeAttached();
    await expect(later(sandbox)).not.toHaveCount(0);
    await button(sandbox, 'Pause').click();
    await page.clock.runFor(60_000);
    await expect(sandbox.locator('.tl-replayed')).toBeAttached();
    await button(sandbox, 'Replay').click();
    await page.clock.runFor(20_000);
    await expect(button(sandbox, 'Replay')).toBeVisible();
    await expect(sandbox.locator('.tl-replayed')).toHaveCount(0);
    await expect(later(sandbox)).toHaveCount(0);
    await page.clock.resume();
  });

  await test.step('a click on an event goes to its line; an edited file has no lines of that run', async () => {
    const box = await barNamed(sandbox, 'work');
    await page.mouse.click(box.x + 4, box.y + 4);
    await expect(lit(sandbox)).toHaveText(`main.span('work', () => {`);
    await expect(lit(sandbox)).toBeInViewport();
    await sandbox.locator('.cm-content').focus();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.insertText('\n');
    await expect(lit(sandbox)).toHaveCount(0);
  });
});

test('it is zoomed by wheel, keys, buttons and two fingers, and dragged', async ({ page }) => {
  const sandbox = await open(page);
  const scroller = sandbox.locator('.tl-scroll');
  await plot(sandbox).scrollIntoViewIfNeeded();
  const width = async () => (await plot(sandbox).boundingBox())!.width;
  const scrolled = () => scroller.evaluate((box) => box.scrollLeft);
  const whole = await width();
  const box = (await scroller.boundingBox())!;
  const x = box.x + box.width * 0.7;
  const y = box.y + 30;
  /** What the time at the pointer is, as the drawing writes it. */
  const pointed = async () => {
    await page.mouse.move(x - 1, y);
    await page.mouse.move(x, y);
    return Number.parseFloat(
      (await sandbox.locator('.tl-pointer text').textContent())!.replace(',', ''),
    );
  };

  await test.step('by the wheel, about the pointer', async () => {
    const before = await pointed();
    await page.keyboard.down('Control');
    await page.mouse.wheel(0, -400);
    await page.keyboard.up('Control');
    await expect.poll(width).toBeGreaterThan(whole * 3);
    expect(Math.abs((await pointed()) - before)).toBeLessThan(before * 0.02);
    const left = await scrolled();
    await page.mouse.wheel(0, 1);
    expect(await scrolled()).toBe(left);
  });

  await test.step('dragged with the mouse', async () => {
    const left = await scrolled();
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y, { steps: 4 });
    await page.mouse.up();
    expect(await scrolled()).toBeCloseTo(left - 60, -1);
  });

  await test.step('by keys', async () => {
    await scroller.focus();
    await page.keyboard.press('0');
    await expect.poll(width).toBe(whole);
    await page.keyboard.press('+');
    await expect.poll(width).toBeCloseTo(whole * 2, -1);
    await page.keyboard.press('End');
    await expect.poll(scrolled).toBeGreaterThan(whole / 2);
    await page.keyboard.press('-');
    await expect.poll(width).toBe(whole);
  });

  await test.step('by buttons, as far as it goes', async () => {
    for (let i = 0; i < 6; i += 1) {
      await button(sandbox, 'Zoom in').click();
      await expect(showAll(sandbox)).toHaveText(`${2 ** (i + 1)}×`);
    }
    await expect(button(sandbox, 'Zoom in')).toBeDisabled();
    await showAll(sandbox).click();
    await expect(button(sandbox, 'Zoom out')).toBeDisabled();
  });

  await test.step('by two fingers', async () => {
    // The buttons below have brought themselves into view.
    const client = await page.context().newCDPSession(page);
    await scroller.evaluate((box) => box.scrollIntoView({ block: 'center' }));
    const now = (await scroller.boundingBox())!;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', apart: number) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          type === 'touchEnd'
            ? []
            : [-apart, apart].map((by, id) => ({ x: x - 60 + by, y: now.y + 30, id })),
      });
    await touch('touchStart', 20);
    await touch('touchMove', 40);
    await touch('touchMove', 60);
    await touch('touchEnd', 0);
    await expect.poll(width).toBeGreaterThan(whole * 2);
    expect(await page.evaluate(() => visualViewport!.scale)).toBe(1);
  });
});

test('two runs stand above each other in one scale, and the drawing can be kept', async ({
  page,
}) => {
  const sandbox = await open(page);
  await expect(sandbox.getByLabel('Compare with')).toHaveCount(0);
  await write(page, sandbox, PROGRAM);
  await runToEnd(sandbox, 0);
  const compare = sandbox.getByLabel('Compare with');

  await test.step('with the recorded run', async () => {
    await compare.selectOption('the recorded run');
    await expect(sandbox.locator('.tl-plot')).toHaveCount(2);
    await expect(sandbox.locator('.tl-title')).toHaveText([/^This run, /, /^The recorded run, /]);
    const ticks = await sandbox
      .locator('.tl-plot')
      .evaluateAll((plots) =>
        plots.map((plot) =>
          [...plot.querySelectorAll('.tl-axis text')]
            .map((tick) => tick.outerHTML.replace(/ y="[^"]*"/, ''))
            .join(),
        ),
      );
    expect(ticks[0]).toBe(ticks[1]);
  });

  await test.step('with the run before', async () => {
    await runToEnd(sandbox, 0);
    await compare.selectOption('my run before');
    await expect(sandbox.locator('.tl-title').last()).toHaveText(/^My run before, /);
    await expect(
      sandbox.locator('.tl-plot').last().getByText('letter', { exact: true }),
    ).toBeVisible();
  });

  await test.step('as SVG and as PNG', async () => {
    const save = async (format: string) => {
      const downloading = page.waitForEvent('download');
      await button(sandbox, `Save as ${format}`).click();
      const download = await downloading;
      return { name: download.suggestedFilename(), data: await readFile(await download.path()) };
    };
    const svg = await save('SVG');
    expect(svg.name).toBe('blocking-call-timeline.svg');
    const drawn = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        name: documentElement.localName,
        texts: [...documentElement.querySelectorAll('text')].map((node) => node.textContent),
        isStyled: !documentElement.querySelector('[class]'),
      };
    }, svg.data.toString());
    expect(drawn.name).toBe('svg');
    expect(drawn.isStyled).toBe(true);
    expect(drawn.texts).toEqual(
      expect.arrayContaining(['main', 'other', 'queue', 'letter', 'time, ms']),
    );
    const png = await save('PNG');
    expect(png.name).toBe('blocking-call-timeline.png');
    expect(png.data.subarray(1, 4).toString()).toBe('PNG');
    expect(png.data.readUInt32BE(16)).toBeGreaterThan(1000);
  });
});

test('with five thousand events it is drawn with bounded means, and pointing draws nothing again', async ({
  page,
}) => {
  const sandbox = await open(page);
  await write(
    page,
    sandbox,
    [
      `import { lane } from '#timeline';`,
      `const lanes = ['a', 'b', 'c', 'd', 'e'].map(lane);`,
      `for (let i = 0; i < 1250; i++) {`,
      `  const here = lanes[i % 5], end = here.begin('job ' + i);`,
      `  here.mark('mark');`,
      `  lanes[(i + 1) % 5].receive(here.send('letter'));`,
      `  end();`,
      `}`,
    ].join('\n'),
  );
  await runToEnd(sandbox, 0);
  await expect(sandbox.getByText('Timeline as a table')).toBeVisible();
  await plot(sandbox).scrollIntoViewIfNeeded();
  const shapes = () => plot(sandbox).evaluate((svg) => svg.querySelectorAll('*').length);
  expect(await shapes()).toBeLessThan(MAX_SHAPES);
  for (let zoom = 2; zoom <= 64; zoom *= 2) {
    await button(sandbox, 'Zoom in').click();
    await expect(showAll(sandbox)).toHaveText(`${zoom}×`);
    expect(await shapes(), `at ${zoom}×`).toBeLessThan(MAX_SHAPES);
  }
  const scroller = sandbox.locator('.tl-scroll');
  await scroller.evaluate((box) => (box.scrollLeft = box.scrollWidth / 2));
  const ticksInSight = () =>
    scroller.evaluate((box) => {
      const { left, right } = box.getBoundingClientRect();
      const places = [...box.querySelectorAll('.tl-grid line')].map(
        (tick) => tick.getBoundingClientRect().x,
      );
      return places.filter((x) => x > left && x < right).length;
    });
  await expect.poll(ticksInSight).toBeGreaterThan(2);

  await plot(sandbox).evaluate((svg) => {
    const changed: string[] = [];
    Object.assign(globalThis, { changed });
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement!;
        if (!element.closest('.tl-pointer, .tl-lit') && element !== svg)
          changed.push(element.outerHTML);
      }
    }).observe(svg, { attributes: true, childList: true, characterData: true, subtree: true });
  });
  await scroller.evaluate((box) => box.scrollIntoView({ block: 'center' }));
  const box = (await scroller.boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + 200, middle);
  await expect(sandbox.locator('.tl-pointer')).toBeAttached();
  await page.mouse.move(box.x + box.width - 30, middle + 20, { steps: 20 });
  expect(
    await page.evaluate(() => (globalThis as unknown as { changed: string[] }).changed),
  ).toEqual([]);
});
