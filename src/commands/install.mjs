/**
 * Installs the packages of package-lock.json where node_modules does not hold exactly them. Runs
 * before every other command, on whatever Node is there: plain JavaScript for Node >= 20.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail, run, duration } from './progress.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const OLDEST_NODE = 20;
/** The npm that comes with it. */
const OLDEST_NPM = 9;

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(
    `This is Node ${process.version}: install Node ${OLDEST_NODE} or newer from https://nodejs.org and run the same command again.`,
  );
}
const lock = readJson(join(root, 'package-lock.json'));
if (!lock)
  fail(
    'package-lock.json is missing or damaged: restore it with "git checkout package-lock.json".',
  );
if (!isInstalled(lock)) await install(lock);

/** True when every package of the lock that this machine needs is there in its version. */
function isInstalled({ packages }) {
  const installed = readJson(join(root, 'node_modules/.package-lock.json'))?.packages;
  if (!installed || !existsSync(pinnedNode().path)) return false;
  return Object.entries(packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed[path];
    if (!found) return Boolean(wanted.optional || wanted.devOptional);
    return (
      found.version === wanted.version &&
      found.integrity === wanted.integrity &&
      existsSync(join(root, path))
    );
  });
}

/** The Node of this platform among package.json's optional dependencies. */
function pinnedNode() {
  const { optionalDependencies } = readJson(join(root, 'package.json'));
  for (const name of Object.keys(optionalDependencies)) {
    const { os, cpu, bin, version } = lock.packages[`node_modules/${name}`] ?? {};
    if ([os].flat().includes(process.platform) && [cpu].flat().includes(process.arch)) {
      return { version, path: join(root, 'node_modules', name, bin.node) };
    }
  }
  return fail(
    `In Step is built by a Node that npm has for Linux, macOS (both on x64 and arm64) and Windows (x64); this machine is ${process.platform} on ${process.arch}.`,
  );
}

async function install({ packages }) {
  const node = pinnedNode();
  const npmVersion = /npm\/(\d+)\S*/.exec(process.env.npm_config_user_agent ?? '');
  if (npmVersion && Number(npmVersion[1]) < OLDEST_NPM) {
    fail(
      `This is ${npmVersion[0].replace('/', ' ')}: In Step needs npm ${OLDEST_NPM} or newer ("npm install -g npm").`,
    );
  }

  const total = Object.keys(packages).length - 1;
  console.log(`Installing the packages of package-lock.json (${total} at most) with npm ci …`);
  const { code, output, ms } = await npm(
    [
      'ci',
      ...['--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=http'],
      ...['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'],
    ],
    {
      cwd: root,
      status: (output) =>
        `${output.match(/http (fetch|cache) .*\.tgz/g)?.length ?? 0} packages fetched`,
      hopeless: isOffline,
    },
  );
  if (code !== 0) {
    const lines = output.split('\n').filter((line) => !/^npm (http|warn)/.test(line));
    console.error(lines.slice(-20).join('\n').trim());
    fail(whyFailed(output, code));
  }
  const works = await run(node.path, ['--version'], { status: () => 'Trying the pinned Node' });
  if (works.output.trim() !== `v${node.version}`) {
    fail(
      `The pinned Node ${node.version} does not run on this machine (${works.output.trim() || `exit code ${works.code}`}): In Step needs a Linux with glibc, a macOS or a Windows that Node ${node.version.split('.')[0]} supports.`,
    );
  }
  console.log(`Installed in ${duration(ms)}.\n`);
}

/** npm goes on for minutes without a network: enough is one request without attempts left, or many
 * failures and not one answer. */
function isOffline(output) {
  const failures = output.match(/attempt \d failed with/g)?.length ?? 0;
  return /attempt 3 failed with/.test(output) || (failures >= 8 && !/ GET 200 /.test(output));
}

/** Runs the npm that runs this script, or the one on the PATH. */
function npm(args, options) {
  const cli = process.env.npm_execpath;
  return cli
    ? run(process.env.npm_node_execpath ?? process.execPath, [cli, ...args], options)
    : run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** One sentence for what stopped npm. */
function whyFailed(output, code) {
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH/.test(output)
  ) {
    return "npm could not reach its registry: connect this machine to the network (or set npm's proxy or registry), and run the same command again.";
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(output)) {
    return 'npm does not trust the certificate of its registry: set NODE_EXTRA_CA_CERTS or npm\'s "cafile" to your network\'s certificate, and run the same command again.';
  }
  if (/ENOSPC/.test(output))
    return 'The disk is full: free about 1 GB and run the same command again.';
  if (/EACCES|EPERM/.test(output)) {
    return `npm may not write to ${root}: give this user that right and run the same command again.`;
  }
  if (/\bnpm: (command )?not found|spawn npm ENOENT/.test(output)) {
    return 'npm is not on the PATH: install Node with npm from https://nodejs.org.';
  }
  return `npm ci ended with exit code ${code}: its own words stand above.`;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
