/**
 * Attempts that come too early, too late or one upon another, and containers that are lost: the
 * client has one frame and one boot for as long as the page lives.
 */
import {
  expect,
  hurry,
  open,
  openAndBoot,
  test,
  tryBoot,
  wakeFrame,
} from '../fixtures/adapter-page.ts';

test('an attempt that comes while the frame still loads does not cut it off', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('late');
  await open(page, sites.isolated);
  const attempts = page.evaluate(async () => {
    const unwanted = new AbortController();
    const first = boot({ signal: unwanted.signal }).catch(({ code }) => code);
    await new Promise<void>((resolve) => {
      const look = () => document.querySelector('iframe') && resolve();
      new MutationObserver(look).observe(document.body, { childList: true });
    });
    unwanted.abort(new BootError('lost'));
    const second = boot();
    return { first: await first, second: (await second).kind };
  });
  await expect.poll(() => host.visits).toBe(1);
  host.state = 'healthy';
  expect(await attempts).toEqual({ first: 'lost', second: 'webcontainer' });
  expect(host.visits).toBe(1);
});

test('a word that comes too late starts nothing, and the next attempt is served', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('late');
  await page.clock.install();
  await open(page, sites.isolated);
  expect(await hurry(page, tryBoot(page))).toBe('host-silent');
  host.state = 'healthy';
  await expect.poll(() => host.tornDown).toBe(1);
  expect(await tryBoot(page)).toBe('webcontainer');
  expect(host.visits).toBe(1);
});

test('a word that the frame’s last page said as it went is not the new one’s', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('mute');
  await page.clock.install();
  await open(page, sites.isolated);
  expect(await hurry(page, tryBoot(page))).toBe('host-silent');

  host.state = 'healthy';
  await page.evaluate((origin) => {
    const frame = document.querySelector('iframe')!;
    new MutationObserver((_changes, observer) => {
      observer.disconnect();
      const word = { origin, data: { type: 'init' }, ports: [new MessageChannel().port1] };
      dispatchEvent(new MessageEvent('message', word));
    }).observe(frame, { attributeFilter: ['src'] });
  }, host.origin);
  expect(await tryBoot(page, 10_000)).toBe('webcontainer');
});

test('who stops waiting is not waited for: the late container is torn down', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('mute');
  await open(page, sites.isolated);
  expect(await tryBoot(page, 500)).toBe('took-too-long');

  host.state = 'healthy';
  await wakeFrame(page);
  await expect.poll(() => host.tornDown).toBe(1);
  expect(await tryBoot(page)).toBe('webcontainer');
});

test('a boot that goes on while nobody waits is not cut off by the next attempt', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('mute');
  await open(page, sites.isolated);
  expect(await tryBoot(page, 500)).toBe('took-too-long');

  host.state = 'stalled';
  await wakeFrame(page);
  const { visits } = host;
  expect(await tryBoot(page, 5000)).toBe('needs-reload');
  expect(host.visits, 'the frame is left alone').toBe(visits);
});

test('a host that says a word and then builds nothing needs a reload', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('stalled');
  await open(page, sites.isolated);
  await page.evaluate(() => {
    const steps: string[] = [];
    const end = new AbortController();
    return boot({
      signal: end.signal,
      onStep: (step) => {
        steps.push(step);
        if (step === 'starting') end.abort(new BootError('took-too-long'));
      },
    }).catch(() => steps);
  });
  expect(await tryBoot(page)).toBe('needs-reload');

  host.state = 'healthy';
  await open(page, sites.isolated);
  expect(await tryBoot(page)).toBe('webcontainer');
});

test('a container that stops answering is noticed, and so are its processes', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  const host = await webContainerOrigin('healthy');
  await page.clock.install();
  await openAndBoot(page, sites.isolated);
  await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    globalThis.exit = child.exit;
    globalThis.lost = new Promise((resolve) => container.on('lost', resolve));
  });
  host.state = 'stalled';
  // One missed heartbeat may be a late one: it takes two, each with its deadline.
  for (let second = 0; second < 45; second++) await page.clock.runFor(1000);
  expect(await page.evaluate(() => lost)).toBe(`no answer from ${host.origin}`);
  expect(await page.evaluate(() => exit)).toBe(137);
  expect(await tryBoot(page)).toBe('needs-reload');
});

test('a frame that is taken out of the page is noticed at once', async ({
  page,
  sites,
  webContainerOrigin,
}) => {
  await webContainerOrigin('healthy');
  await openAndBoot(page, sites.isolated);
  const { reason, code } = await page.evaluate(async () => {
    const child = await container.spawn('node', ['-e', 'setInterval(() => {}, 1000)']);
    const lost = new Promise<string>((resolve) => container.on('lost', resolve));
    document.querySelector('iframe')!.remove();
    return { reason: await lost, code: await child.exit };
  });
  expect(reason).toBe('its frame was removed');
  expect(code).toBe(137);
  expect(await tryBoot(page)).toBe('needs-reload');
});
