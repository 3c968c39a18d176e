/** internalBinding('options'): src/node_options.cc. Values come from NODE_OPTIONS and execArgv. */
import type { BindingFactory } from '../thread/thread.ts';

type Options = Record<string, unknown>;

const ALIASES: Record<string, string[]> = {
  '-C': ['--conditions'],
  '-c': ['--check'],
  '-e': ['--eval'],
  '-i': ['--interactive'],
  '-p': ['--print'],
  '-pe': ['--print', '--eval'],
  '-r': ['--require'],
  '--experimental-strip-types': ['--strip-types'],
  '--loader': ['--experimental-loader'],
};

/** Features of Node that the embedded one lacks, whose options are on by default. */
const ABSENT = ['--strip-types'];

/** What Node says, and exits with 9, for an option that does not exist. */
export class BadOption extends Error {
  constructor(option: string) {
    super(`node: bad option: ${option}`);
    this.name = 'BadOption';
  }
}

function convert(previous: unknown, text: string): unknown {
  if (Array.isArray(previous)) return [...previous, text];
  return typeof previous === 'number' ? Number(text) : text;
}

/** Applies command line options to a copy of the defaults. Throws `BadOption`. */
export function parseOptions(defaults: Options, execArgv: string[]): Options {
  const options: Options = { ...defaults };
  const words = [...execArgv];
  while (words.length > 0) {
    const word = words.shift()!;
    const [written = '', ...rest] = word.split('=');
    const inline = rest.length > 0 ? rest.join('=') : undefined;
    for (const name of ALIASES[written] ?? [written]) {
      const positive = name.replace(/^--no-/, '--');
      if (!(name in options) && typeof options[positive] === 'boolean') {
        options[positive] = false;
      } else if (!(name in options)) {
        throw new BadOption(word);
      } else if (typeof options[name] === 'boolean') {
        options[name] = true;
      } else {
        options[name] = convert(options[name], inline ?? words.shift() ?? '');
      }
      const isCode = name === '--eval' || (written === '-p' && words.length > 0);
      if (written === '-p' && words.length > 0) options['--eval'] = words.shift();
      if (isCode) options['[has_eval_string]'] = true;
    }
  }
  for (const name of ABSENT) options[name] = false;
  return options;
}

export const options: BindingFactory = (thread) => {
  const { data } = thread.lib;
  return {
    ...thread.skeleton('options'),
    getCLIOptionsValues() {
      const { env, execArgv } = thread.init;
      const fromEnvironment = env['NODE_OPTIONS']?.trim().split(/\s+/).filter(Boolean) ?? [];
      return parseOptions(data.options, [...fromEnvironment, ...execArgv]);
    },
    getCLIOptionsInfo: () => ({
      options: new Map(Object.entries(data.optionInfo)),
      aliases: new Map(Object.entries(data.optionAliases)),
    }),
    getEmbedderOptions: () => ({ ...data.embedderOptions }),
    getOptionsAsFlags: () => [],
  };
};
