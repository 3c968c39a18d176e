/** Storage is full, denied, or shared with another tab. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type BrowserContext } from '@playwright/test';
import { cutOff } from '../fixtures/test.ts';
import { inContext, type Bench, type Fault } from './fault.ts';
import { Reader } from './reader.ts';

/** Writes 5 MB durably and says what becomes of it. */
const WRITE = `import fs from 'node:fs';
try {
  fs.writeFileSync('/mnt/durable/large', Buffer.alloc(5_000_000), { flush: true });
  console.log('written');
} catch (error) { console.log(error.code); }`;

const notSaved = [
  'This browser does not let the page store your edits',
  '이 브라우저에서는 수정한 내용을 저장할 수 없습니다',
] as const;

export const storageFaults: Fault[] = [
  {
    name: 'storage full: edits',
    done: 'localStorage is filled to its last character in mid-run, then the code is edited; later room is made',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers'], 'ko');
        await reader.runHalfWay();
        await reader.page.evaluate(() => {
          for (let text = 'x'.repeat(2 ** 22); text;) {
            try {
              localStorage.setItem('fill', (localStorage.getItem('fill') ?? '') + text);
            } catch {
              text = text.slice(0, text.length >> 1);
            }
          }
        });
        await reader.goOn();
        await reader.editMore();
        const saw = await reader.reads(...notSaved);
        await reader.runAgainHalfWay();
        await reader.goOn();
        await reader.page.evaluate(() => localStorage.removeItem('fill'));
        await reader.editMore();
        await expect(reader.sandbox.getByText(reader.say(...notSaved))).toHaveCount(0);
        await reader.page.reload();
        await reader.keepsEdits();
        return saw;
      }),
  },
  {
    name: 'storage full: /mnt/durable',
    done: 'Storage.overrideQuotaForOrigin to 1 MB; a program fsyncs 5 MB; later the quota is as before',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers']);
        const session = await context.newCDPSession(reader.page);
        const origin = bench.sites['with headers'];
        await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
        await reader.edit(WRITE);
        expect(await reader.output()).toContain('ENOSPC');
        const saw = await reader.reads(
          'The browser gives this site no more storage',
          '저장 공간을 더 주지 않아',
        );
        await session.send('Storage.overrideQuotaForOrigin', { origin });
        expect(await reader.output()).toContain('written');
        return saw;
      }),
  },
  {
    name: 'storage denied',
    done: 'a profile that blocks all site data (localStorage, OPFS and service workers throw); edit, Run, /mnt/durable',
    ends: (bench) =>
      inDenyingProfile(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['with headers'], 'ko');
        await reader.runHalfWay();
        const edits = await reader.reads(...notSaved);
        await reader.goOn();
        await reader.runAgainHalfWay();
        await reader.goOn();
        await reader.keepsEdits();
        await reader.edit(WRITE);
        expect(await reader.output()).toContain('EACCES');
        const disk = await reader.reads(
          'The browser keeps its storage from this page',
          '브라우저가 이 페이지의 저장을 막아서',
        );
        return `${edits} ${disk}`;
      }),
  },
  {
    name: 'storage denied, without headers',
    done: 'the same profile on a host without headers, where shared memory needs a service worker',
    ends: (bench) =>
      inDenyingProfile(bench, async (context) => {
        const reader = await Reader.open(context, bench.sites['without headers']);
        await reader.edit();
        await reader.run();
        const saw = await reader.failsWith('Allow this site to store data');
        await reader.keepsEdits();
        await reader.run();
        await reader.failsWith('Allow this site to store data');
        return saw;
      }),
  },
  {
    name: 'two tabs with the same sandbox',
    done: 'both run it at once, and both edit it',
    ends: (bench) =>
      inContext(bench, async (context) => {
        const first = await Reader.open(context, bench.sites['with headers']);
        const second = await Reader.open(context, bench.sites['with headers'], 'ko');
        await first.runHalfWay();
        await second.runHalfWay();
        await first.editMore();
        await Promise.all([first.isStillRunning(), second.isStillRunning()]);
        await first.goOn();
        const saw = await second.goOn();
        for (const reader of [first, second]) {
          await reader.keepsEdits();
          await reader.page.reload();
          await reader.keepsEdits();
        }
        return saw;
      }),
  },
  {
    name: 'two tabs with /mnt/durable',
    done: 'a second tab wants it',
    ends: {
      file: 'durable.spec.ts',
      test: 'another tab that has it is named, and no longer once that is closed',
    },
  },
];

/** In a browser whose user has blocked all site data. */
async function inDenyingProfile(
  { executablePath }: Bench,
  use: (context: BrowserContext) => Promise<string>,
): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'in-step-denied-'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await mkdir(join(profile, 'Default'));
  await writeFile(join(profile, 'Default/Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    chromiumSandbox: process.getuid?.() !== 0,
  });
  try {
    await cutOff(context);
    return await use(context);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
}
