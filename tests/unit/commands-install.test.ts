import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';

const commands = join(import.meta.dirname, '../../src/commands');
const version = process.version.slice(1);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'install '));
  mkdirSync(join(folder, 'src/commands'), { recursive: true });
  for (const file of ['install.mjs', 'progress.mjs']) {
    cpSync(join(commands, file), join(folder, 'src/commands', file));
  }
  write('package.json', { optionalDependencies: { 'node-here': version, 'node-there': version } });
  write('package-lock.json', lock('1.0.0'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: unknown) {
  writeFileSync(join(folder, path), JSON.stringify(content));
}

/** A lock of one package in a version, and the Nodes of this platform and of another. */
function lock(thing: string, platform: string = process.platform) {
  const node = { version, optional: true, bin: { node: 'bin/node' } };
  return {
    packages: {
      '': {},
      'node_modules/thing': { version: thing },
      'node_modules/node-here': { ...node, os: platform, cpu: [process.arch] },
      'node_modules/node-there': { ...node, os: ['elsewhere'], cpu: [process.arch] },
    },
  };
}

/** What `npm ci` does, as a script: puts in place what the lock asks for on this platform. */
const installs = `
  import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
  console.error('npm http fetch GET 200 http://registry/thing.tgz');
  const lock = JSON.parse(readFileSync('package-lock.json'));
  delete lock.packages['node_modules/node-there'];
  mkdirSync('node_modules/thing', { recursive: true });
  mkdirSync('node_modules/node-here/bin', { recursive: true });
  writeFileSync('node_modules/node-here/bin/node', '#!/bin/sh\\necho v${version}\\n');
  chmodSync('node_modules/node-here/bin/node', 0o755);
  writeFileSync('node_modules/.package-lock.json', JSON.stringify(lock));
  writeFileSync('arguments.json', JSON.stringify(process.argv.slice(2)));
`;

/** Runs install.mjs with this script for npm. */
function install(npm: string, agent = 'npm/11.0.0 node/v20.0.0') {
  writeFileSync(join(folder, 'npm.mjs'), npm);
  const env = {
    ...process.env,
    npm_execpath: join(folder, 'npm.mjs'),
    npm_node_execpath: process.execPath,
    npm_config_user_agent: agent,
  };
  return new Promise<{ code: number; output: string; lastLine: string }>((resolve) => {
    const script = join(folder, 'src/commands/install.mjs');
    execFile(process.execPath, [script], { cwd: tmpdir(), env }, (error, stdout, stderr) => {
      const output = stdout + stderr;
      const lastLine = output.trimEnd().split('\n').at(-1)!;
      resolve({ code: error ? Number(error.code) : 0, output, lastLine });
    });
  });
}

const mustNotRun = `throw new Error('npm was run');`;

test('installs what is missing by npm ci, and is silent when nothing is', async () => {
  const first = await install(installs);
  assert.equal(first.code, 0, first.output);
  assert.match(first.output, /^Installing the packages[^]*\nInstalled in /);
  assert.deepEqual(await install(mustNotRun), { code: 0, output: '', lastLine: '' });
});

test('installs again when the lock has changed or a package has gone', async () => {
  await install(installs);
  write('package-lock.json', lock('1.0.1'));
  assert.match((await install(installs)).output, /^Installing/);
  assert.equal((await install(mustNotRun)).code, 0);

  rmSync(join(folder, 'node_modules/thing'), { recursive: true });
  assert.match((await install(installs)).output, /^Installing/);

  // As an install without optional packages leaves it.
  rmSync(join(folder, 'node_modules/node-here'), { recursive: true });
  const { packages } = lock('1.0.1');
  write('node_modules/.package-lock.json', {
    packages: { 'node_modules/thing': packages['node_modules/thing'] },
  });
  assert.match((await install(installs)).output, /^Installing/);
});

const refused = 'npm http fetch GET http://registry/thing attempt 3 failed with ENOTFOUND';
const cases: [string, string, RegExp][] = [
  [
    'no network',
    `console.error('${refused}'); setInterval(() => {}, 1000)`,
    /^npm could not reach/,
  ],
  ['a full disk', `console.error('npm error code ENOSPC'); process.exit(1)`, /^The disk is full/],
  ['no right', `console.error('npm error code EACCES'); process.exit(1)`, /^npm may not write to/],
  [
    'anything else',
    `console.error('npm error odd'); process.exit(7)`,
    /^npm ci ended with exit code 7/,
  ],
  [
    'a Node that does not run',
    installs.replace('echo v', 'echo not'),
    /^The pinned Node .* does not run/,
  ],
];
for (const [name, npm, sentence] of cases) {
  test(`${name} is said in one last sentence`, async () => {
    const { code, lastLine, output } = await install(npm);
    assert.equal(code, 1, output);
    assert.match(lastLine, sentence);
  });
}

test('an npm that is too old is said', async () => {
  const { code, lastLine } = await install(mustNotRun, 'npm/6.14.0 node/v20.0.0');
  assert.equal(code, 1);
  assert.match(lastLine, /^This is npm 6\.14\.0: In Step needs npm 9/);
});

test('a platform without a pinned Node is said', async () => {
  write('package-lock.json', lock('1.0.0', 'plan9'));
  const { code, lastLine } = await install(mustNotRun);
  assert.equal(code, 1);
  assert.match(lastLine, new RegExp(`this machine is ${process.platform} on ${process.arch}`));
});

test('a missing lock is said', async () => {
  rmSync(join(folder, 'package-lock.json'));
  assert.match((await install(mustNotRun)).lastLine, /^package-lock\.json is missing/);
});

test('a browser: CHROMIUM_PATH, then the PATH, and a wrong CHROMIUM_PATH is said', async () => {
  const browser = join(folder, 'a folder/chromium');
  mkdirSync(join(folder, 'a folder'));
  writeFileSync(browser, '');
  chmodSync(browser, 0o755);
  const find = (env: Record<string, string>) =>
    new Promise<string>((resolve) => {
      const script = `import { findBrowser } from ${JSON.stringify(join(commands, 'find-browser.ts'))}; console.log(findBrowser());`;
      const args = ['--input-type=module', '-e', script];
      execFile(process.execPath, args, { env }, (_, out, err) => resolve((out + err).trim()));
    });
  assert.equal(await find({ PATH: join(folder, 'a folder') }), browser);
  assert.equal(await find({ PATH: '/nowhere', CHROMIUM_PATH: browser }), browser);
  const wrong = await find({ PATH: join(folder, 'a folder'), CHROMIUM_PATH: '/no/such' });
  assert.match(wrong, /^CHROMIUM_PATH is "\/no\/such", which is no program/);
});
