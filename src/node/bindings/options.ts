/** internalBinding('options'): src/node_options.cc. Values come from NODE_OPTIONS and execArgv. */
import type { BindingFactory, Thread } from '../thread/thread.ts';

type Options = Record<string, unknown>;

/** `OptionType` and `OptionEnvvarSettings` of src/node_options.h. */
const TYPE = {
  noOp: 0,
  v8Option: 1,
  boolean: 2,
  integer: 3,
  unsigned: 4,
  string: 5,
  hostPort: 6,
  stringList: 7,
} as const;
const ALLOWED_IN_ENVIRONMENT = 0;

export interface OptionInfo {
  type: number;
  envVarSettings: number;
}

/** What the pinned binary says of its options. */
export interface OptionTable {
  defaults: Options;
  info: Record<string, OptionInfo>;
  /** `-p <arg>` stands for the option with an argument behind it, `--inspect=` for one with a value. */
  aliases: Record<string, string[]>;
}

/** What setting an option sets besides: `Implies()` of src/node_options.cc. */
const IMPLIED: Record<string, string> = {
  '--eval': '[has_eval_string]',
  '--experimental-shadow-realm': '--harmony-shadow-realm',
};
/** Two names of one setting. */
const SAME: Record<string, string> = {
  '--require-module': '--experimental-require-module',
  '--experimental-require-module': '--require-module',
};
/** Options that take one of some words: `CheckOptions()` of src/node_options.cc. */
const CHOICES: Record<string, readonly string[]> = {
  '--unhandled-rejections': ['warn-with-error-codes', 'throw', 'strict', 'warn', 'none'],
};
/** Features of Node that the embedded one lacks, whose options are on by default. */
const ABSENT = ['--strip-types'];

/** Options that promise to keep something from the program: they must not be taken in silence. */
const REFUSED = ['--permission', '--permission-audit'];

/** What Node says, and exits with 9, for an option that it cannot take. */
export class BadOption extends Error {
  constructor(what: string) {
    super(`node: ${what}`);
    this.name = 'BadOption';
  }
}

/** The words of NODE_OPTIONS: spaces divide them but for those in double quotes. */
export function splitEnvironment(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    let char = text[i]!;
    if (char === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (char === ' ' && !quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      if (char === '\\' && quoted) char = text[++i] ?? '';
      word = (word ?? '') + char;
    }
  }
  if (quoted) throw new BadOption('invalid value for NODE_OPTIONS (unterminated string)');
  if (word !== undefined) words.push(word);
  return words;
}

/** The first name that `name` stands for; what else it stands for is put in front of `words`. */
function expand(table: OptionTable, written: string, hasValue: boolean, words: string[]): string {
  let name = written;
  for (const seen = new Set<string>(); !seen.has(name);) {
    seen.add(name);
    const hasArgument = words[0] !== undefined && !words[0].startsWith('-');
    const [first = name, ...rest] =
      table.aliases[name] ??
      (hasArgument ? table.aliases[`${name} <arg>`] : undefined) ??
      (hasValue ? table.aliases[`${name}=`] : undefined) ??
      [];
    words.unshift(...rest);
    name = first;
  }
  return name;
}

function convert(type: number, previous: unknown, text: string): unknown {
  switch (type) {
    case TYPE.integer:
    case TYPE.unsigned:
      return Number.parseInt(text, 10) || 0;
    case TYPE.stringList:
      return [...(previous as string[]), text];
    default:
      return text;
  }
}

/**
 * Applies options to a copy of the defaults, as OptionsParser::Parse of src/node_options-inl.h does.
 * Throws `BadOption`; with `fromEnvironment` for those too that NODE_OPTIONS may not have.
 */
export function parseOptions(table: OptionTable, args: string[], fromEnvironment = false): Options {
  const options: Options = { ...table.defaults };
  const words = [...args];
  const set = (name: string, value: unknown): void => {
    options[name] = value;
    // Lib asks for either, where the positive one is on by default.
    const opposite = `--no-${name.slice('--'.length)}`;
    if (opposite in options) options[opposite] = !value;
    const same = SAME[name];
    if (same !== undefined && same in options) options[same] = value;
    const implied = IMPLIED[name];
    if (implied !== undefined) options[implied] = true;
  };
  for (let word = words.shift(); word !== undefined && word !== '--'; word = words.shift()) {
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const original = equals < 0 ? word : word.slice(0, equals + 1);
    let name = equals < 0 ? word : word.slice(0, equals);
    name = name.slice(0, 2) + name.slice(2).replaceAll('_', '-');
    const negated = name.startsWith('--no-');
    if (negated) name = `--${name.slice('--no-'.length)}`;
    name = expand(table, name, equals >= 0, words);
    const info = table.info[name];
    if (!info) throw new BadOption(`bad option: ${word}`);
    if (fromEnvironment && info.envVarSettings !== ALLOWED_IN_ENVIRONMENT) {
      throw new BadOption(`${original} is not allowed in NODE_OPTIONS`);
    }
    if (REFUSED.includes(name) && !negated) {
      throw new BadOption(`bad option: ${word} (the embedded Node has no permission model)`);
    }
    const { type } = info;
    if (type === TYPE.noOp) continue;
    if (type === TYPE.boolean || type === TYPE.v8Option) {
      set(name, type === TYPE.v8Option && equals >= 0 ? word.slice(equals + 1) : !negated);
      continue;
    }
    if (negated) {
      throw new BadOption(`${word} is an invalid negation because it is not a boolean option`);
    }
    const value = equals < 0 ? words.shift() : word.slice(equals + 1);
    if (!value || (equals < 0 && value.startsWith('-'))) {
      throw new BadOption(`${original} requires an argument`);
    }
    set(name, convert(type, options[name], value.replace(/^\\-/, '-')));
  }
  for (const [name, choices] of Object.entries(CHOICES)) {
    const value = options[name] as string;
    if (value && !choices.includes(value)) throw new BadOption(`invalid value for ${name}`);
  }
  for (const name of ABSENT) if (name in options) options[name] = false;
  return options;
}

/** Those that only a process has, beside V8's: PerProcessOptionsParser. */
const PER_PROCESS = new Set([
  '--title',
  '--trace-event-categories',
  '--trace-event-file-pattern',
  '--v8-pool-size',
  '--zero-fill-buffers',
  '--disable-proto',
  '--security-revert',
  '--icu-data-dir',
  '--openssl-config',
  '--tls-cipher-list',
  '--use-openssl-ca',
  '--use-bundled-ca',
  '--enable-fips',
  '--force-fips',
  '--secure-heap',
  '--secure-heap-min',
  '--use-largepages',
  '--trace-sigint',
]);

/** Why a thread cannot be started with these options; empty if it can. */
export function optionErrorsOfThread(
  thread: Thread,
  args: string[],
  fromEnvironment = false,
): string[] {
  const table = tableOf(thread);
  try {
    parseOptions(table, args, fromEnvironment);
  } catch (error) {
    if (!(error instanceof BadOption)) throw error;
    return [error.message];
  }
  if (fromEnvironment) return [];
  return args.filter((word) => {
    const name = word.replace(/=.*/, '').replace(/^--no-/, '--');
    return PER_PROCESS.has(name) || table.info[name]?.type === TYPE.v8Option;
  });
}

function tableOf({ lib: { data } }: Thread): OptionTable {
  return { defaults: data.options, info: data.optionInfo, aliases: data.optionAliases };
}

/** Options that have environment variables of their own, which count if they are `1`. */
const VARIABLES: Record<string, string> = {
  NODE_PENDING_DEPRECATION: '--pending-deprecation',
  NODE_PRESERVE_SYMLINKS: '--preserve-symlinks',
  NODE_PRESERVE_SYMLINKS_MAIN: '--preserve-symlinks-main',
};

export const options: BindingFactory = (thread) => {
  const { data } = thread.lib;
  const table = tableOf(thread);
  return {
    ...thread.skeleton('options'),
    getCLIOptionsValues() {
      const { env, execArgv } = thread.init;
      const defaults = parseOptions(table, splitEnvironment(env['NODE_OPTIONS'] ?? ''), true);
      for (const [variable, name] of Object.entries(VARIABLES)) {
        if (env[variable] === '1') defaults[name] = true;
      }
      const { NODE_REDIRECT_WARNINGS: warnings } = env;
      if (warnings) defaults['--redirect-warnings'] ||= warnings;
      return parseOptions({ ...table, defaults }, execArgv);
    },
    getCLIOptionsInfo: () => ({
      options: new Map(Object.entries(data.optionInfo)),
      aliases: new Map(Object.entries(data.optionAliases)),
    }),
    getEmbedderOptions: () => ({ ...data.embedderOptions }),
    getOptionsAsFlags: () => [],
  };
};
