/** The licences of all that is shipped, with their texts: what the page of licences shows. */
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { readNodeLicense } from '../node/pinned-node.ts';
import { closureOf } from '../packages/closure.ts';
import { SANDBOXES, readSandboxSource, sandboxNames } from '../read-sandboxes.ts';
import { besides, bundled, parts, type Part } from './named.ts';

export interface Licence {
  name: string;
  version?: string;
  /** The package that it is compiled into, where it is a part of one. */
  within?: string;
  /** SPDX's expression, as the package has it. */
  licence: string;
  homepage?: string;
  text: string;
  /** True where the package carries no text, and `text` is the licence's own, as SPDX has it. */
  isStandard: boolean;
}

interface Manifest {
  name: string;
  version: string;
  license?: string;
  homepage?: string;
  repository?: string | { url: string };
}

/** From the project's folder, where npm and Astro run: a build moves this module. */
const MODULES = path.resolve('node_modules');

/** With these a work may be passed on by who keeps their text with it. */
const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC'],
  ...['MIT', 'OFL-1.1', 'PostgreSQL', 'Unlicense', 'Zlib'],
]);

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(-[\w.]+)?(\.(md|txt))?$/i;

/** Node first, then by name. Rejects, in a sentence, where a licence is missing or forbids shipping. */
export async function gatherLicences(): Promise<Licence[]> {
  const named = [...bundled, ...besides].map((place) => path.join(MODULES, place));
  const folders = new Set([...named, ...(await sandboxPackages())]);
  const all = await Promise.all([...[...folders].map(packageLicence), ...parts.map(partLicence)]);
  const byName = all.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  return [await nodeLicence(), ...byName];
}

/** Folders of the packages that programs of sandboxes import, and of all that those need. */
async function sandboxPackages(): Promise<string[]> {
  const sources = await Promise.all((await sandboxNames()).map((name) => readSandboxSource(name)));
  const needs = new Set(sources.flatMap((source) => source.needs));
  const names = [...needs].filter((need) => !need.startsWith('#'));
  const closures = await Promise.all(names.map((name) => closureOf(name, SANDBOXES)));
  return closures.flat().map(({ folder }) => folder);
}

async function nodeLicence(): Promise<Licence> {
  return {
    name: 'Node.js',
    version: process.version.slice(1),
    licence: 'MIT',
    homepage: 'https://nodejs.org/',
    text: await readNodeLicense(),
    isStandard: false,
  };
}

/** Of the package in `folder`. */
export async function packageLicence(folder: string): Promise<Licence> {
  const manifest = await readManifest(folder);
  const { name, version, license = '' } = manifest;
  if (!isPermissive(license)) {
    throw new Error(
      `${name} ${version} is under "${license}", which is not among the licences that the site may ` +
        `ship (${[...permissive].join(', ')}). Take another package, or, if it is permissive, add ` +
        'it in src/build/licences/gather.ts.',
    );
  }
  const own = await ownText(folder);
  const text = own ?? (await standardText(license));
  if (text === undefined) {
    throw new Error(
      `${name} ${version} carries no text of its licence, and SPDX has none for "${license}". ` +
        'Ask its authors for one, or take another package.',
    );
  }
  const homepage = homepageOf(manifest);
  return {
    name,
    version,
    licence: license,
    ...(homepage && { homepage }),
    text,
    isStandard: own === undefined,
  };
}

/** Its text is SPDX's, for the package that holds it has none. */
async function partLicence({ name, within, licence, homepage }: Part): Promise<Licence> {
  const text = (await standardText(licence))!;
  return { name, within, licence, homepage, text, isStandard: true };
}

/** True for a choice with a permissive licence in it, and for permissive ones that hold together. */
export function isPermissive(expression: string): boolean {
  const flat = expression.replace(/^\((.*)\)$/, '$1');
  const either = flat.split(' OR ');
  if (either.length > 1) return either.some((id) => permissive.has(id));
  return flat.split(' AND ').every((id) => permissive.has(id));
}

/** The files with licences and notices, one after the other; undefined where there is none. */
async function ownText(folder: string): Promise<string | undefined> {
  const entries = await readdir(folder, { withFileTypes: true });
  const files = entries
    .filter(({ name }) => LICENCE_FILE.test(name))
    .map(async (entry) => {
      const file = path.join(folder, entry.name);
      if (!entry.isDirectory()) return [file];
      return (await readdir(file)).map((name) => path.join(file, name));
    });
  const names = (await Promise.all(files)).flat().sort();
  const texts = await Promise.all(names.map((name) => readFile(name, 'utf8')));
  return texts.map((text) => text.trim()).join('\n\n') || undefined;
}

async function standardText(id: string): Promise<string | undefined> {
  const file = path.join(MODULES, 'spdx-license-list/licenses', `${id}.json`);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text && (JSON.parse(text) as { licenseText: string }).licenseText;
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(path.join(folder, 'package.json'), 'utf8').catch(() => {
    throw new Error(
      `The page of licences names ${path.relative('.', folder)}, and it is not installed. Run ` +
        '"npm ci"; if the site uses it no more, take it out of src/build/licences/named.ts.',
    );
  });
  return JSON.parse(text) as Manifest;
}

/** An address that browsers open. npm takes `owner/name` for a repository on GitHub. */
function homepageOf({ homepage, repository = '' }: Manifest): string | undefined {
  const said = typeof repository === 'string' ? repository : repository.url;
  const address =
    homepage ??
    said
      .replace(/^git\+|\.git$/g, '')
      .replace(/^(?:github:)?(?=[\w.-]+\/[\w.-]+$)/, 'https://github.com/');
  return /^https?:/.test(address) ? address : undefined;
}
