/** Whose works are in the lab's Linux, on what terms, and where their source is. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hashOf, KERNEL } from './built.ts';

/** In the built site. */
export const KERNEL_FOLDER = '_kernel';

/** An entry of kernel/contents.json. */
export interface Part {
  name: string;
  /** What it is linked into. */
  within?: string;
  /** Debian's source package. */
  package: string;
  version: string;
  /** SPDX's expression. */
  licence: string;
  /** Names of the files with its text in kernel/licences, without their ending. */
  texts: string[];
}

export async function readContents(): Promise<Part[]> {
  return JSON.parse(await readFile(path.join(KERNEL, 'contents.json'), 'utf8')) as Part[];
}

/** Where Debian keeps that very version for good. */
export function sourceAddress({ package: name, version }: Part): string {
  return `https://snapshot.debian.org/package/${name}/${version}/`;
}

export interface LicenceText {
  /** As the entries have it. */
  text: string;
  /** Of the file in the site's folder. */
  name: string;
  content: Uint8Array;
}

/** The texts that are asked for, each once. */
export async function licenceTexts(): Promise<LicenceText[]> {
  const texts = [...new Set((await readContents()).flatMap((part) => part.texts))];
  return Promise.all(
    texts.map(async (text) => {
      const content = await readFile(path.join(KERNEL, 'licences', `${text}.txt`));
      return { text, name: `${text}.${hashOf(content).slice(0, 10)}.txt`, content };
    }),
  );
}
