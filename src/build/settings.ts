/**
 * The maintainer's settings: variables of the environment, or lines of `.env`, read at build. A
 * mistake in one stops the build with a sentence that names it and says what is allowed. The pages
 * get them as `virtual:in-step/settings`.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { AstroIntegration } from 'astro';
import type { BootStep, ContainerKind } from '../runtime/container.ts';
import type { Deadlines, Settings } from '../runtime/settings.ts';

export type Environment = Record<string, string | undefined>;

const RUNTIME = 'PUBLIC_RUNTIME';
const API_KEY = 'PUBLIC_WEBCONTAINER_API_KEY';
const runtimes = ['webcontainer', 'embedded', 'embedded-only'] as const;

/** In seconds. */
const defaultDeadlines: Deadlines = {
  webcontainer: { checking: 5, isolating: 10, loading: 15, starting: 20 },
  embedded: { checking: 5, isolating: 10, loading: 30, starting: 30 },
};
/** Which of them can be set; the others are the browser's own business. */
const deadlineVariables: Record<string, [ContainerKind, BootStep]> = {
  PUBLIC_WEBCONTAINER_CHECKING_SECONDS: ['webcontainer', 'checking'],
  PUBLIC_WEBCONTAINER_LOADING_SECONDS: ['webcontainer', 'loading'],
  PUBLIC_WEBCONTAINER_STARTING_SECONDS: ['webcontainer', 'starting'],
  PUBLIC_EMBEDDED_LOADING_SECONDS: ['embedded', 'loading'],
  PUBLIC_EMBEDDED_STARTING_SECONDS: ['embedded', 'starting'],
};
const MAX_SECONDS = 600;

/** The names of all that a maintainer may set. */
export const settingNames = [
  'SITE',
  'BASE_PATH',
  RUNTIME,
  API_KEY,
  ...Object.keys(deadlineVariables),
];

export class SettingsError extends Error {
  override name = 'SettingsError';
}

/** The variables of the environment over those of `.env` in the folder `root`. */
export function readEnvironment(root: URL): Environment {
  const file = new URL('.env', root);
  return { ...(existsSync(file) && parseEnv(readFileSync(file, 'utf8'))), ...process.env };
}

/** Throws a `SettingsError`. A variable that is set to nothing counts as not set. */
export function readSettings(environment: Environment): Settings {
  refuseUnknown(environment);
  const runtime = runtimes.find((name) => name === (environment[RUNTIME] || 'webcontainer'));
  if (!runtime) {
    throw new SettingsError(
      `${RUNTIME} is "${environment[RUNTIME]}": it may be ${runtimes.slice(0, -1).join(', ')} or ${runtimes.at(-1)}.`,
    );
  }
  const apiKey = environment[API_KEY];
  if (apiKey && /[^\x21-\x7e]|["']/.test(apiKey)) {
    throw new SettingsError(
      `${API_KEY} holds a space, a quotation mark or a letter that no key has: give it the key as StackBlitz shows it, and nothing else.`,
    );
  }
  if (apiKey && runtime === 'embedded-only') {
    throw new SettingsError(
      `${RUNTIME} is "embedded-only", so ${API_KEY} is never used: take one of the two away.`,
    );
  }
  return { runtime, ...(apiKey && { apiKey }), deadlines: readDeadlines(environment) };
}

function readDeadlines(environment: Environment): Deadlines {
  const seconds = structuredClone(defaultDeadlines);
  for (const [name, [kind, step]] of Object.entries(deadlineVariables)) {
    const text = environment[name];
    if (!text) continue;
    const value = Number(text);
    if (!(value > 0 && value <= MAX_SECONDS)) {
      throw new SettingsError(
        `${name} is "${text}": give it a number of seconds above 0 and up to ${MAX_SECONDS}, such as ${seconds[kind][step]}.`,
      );
    }
    seconds[kind][step] = value;
  }
  for (const steps of Object.values(seconds)) {
    for (const step of Object.keys(steps) as BootStep[]) steps[step] *= 1000;
  }
  return seconds;
}

/** A name with a slip in it would otherwise be a setting without effect. */
function refuseUnknown(environment: Environment): void {
  const known = [RUNTIME, API_KEY, ...Object.keys(deadlineVariables)];
  const ours = /^PUBLIC_(RUNTIME|WEBCONTAINER|EMBEDDED)/;
  for (const name of Object.keys(environment)) {
    if (!ours.test(name) || known.includes(name)) continue;
    throw new SettingsError(`${name} is no setting. There are ${known.join(', ')}.`);
  }
}

const VIRTUAL = 'virtual:in-step/settings';
const RESOLVED = `\0${VIRTUAL}`;

export function siteSettings(): AstroIntegration {
  return {
    name: 'in-step:settings',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const settings = readSettings(readEnvironment(config.root));
        const plugin = {
          name: 'in-step:settings',
          resolveId: (id: string) => (id === VIRTUAL ? RESOLVED : undefined),
          load: (id: string) =>
            id === RESOLVED ? `export const settings = ${JSON.stringify(settings)};` : undefined,
        };
        const define = { 'import.meta.env.HAS_WEBCONTAINER': settings.runtime !== 'embedded-only' };
        updateConfig({ vite: { plugins: [plugin], define } });
      },
    },
  };
}
