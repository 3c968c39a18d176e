/** Bindings that need no thread, against the Node that runs this test. */
/* eslint-disable @typescript-eslint/no-explicit-any -- bindings are untyped */
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { createHistogram } from 'node:perf_hooks';
import { StringDecoder } from 'node:string_decoder';
import { test } from 'node:test';
import { domainToUnicode } from 'node:url';
import { parseEnv as nodeParseEnv, types as nodeTypes } from 'node:util';
import { buffer as bufferBinding } from '../../src/node/bindings/buffer.ts';
import { Histogram } from '../../src/node/bindings/histogram.ts';
import { icu } from '../../src/node/bindings/icu.ts';
import {
  parseOptions,
  splitEnvironment,
  type OptionTable,
} from '../../src/node/bindings/options.ts';
import { parseEnv } from '../../src/node/bindings/parse-env.ts';
import { decodePunycode } from '../../src/node/bindings/punycode.ts';
import { stringDecoder } from '../../src/node/bindings/string_decoder.ts';
import { typeTests } from '../../src/node/bindings/types.ts';
import { url as urlBinding } from '../../src/node/bindings/url.ts';
import {
  ENCODINGS,
  decodeText,
  encodeText,
  writeText,
  type Encoding,
} from '../../src/node/thread/text-encoding.ts';
import type { Thread } from '../../src/node/thread/thread.ts';

const noThread = { skeleton: () => ({}) } as unknown as Thread;

/** A small generator of pseudo-random numbers (mulberry32): the same run every time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const ALPHABET = [
  'a',
  'Z',
  '0',
  '=',
  '-',
  '_',
  ' ',
  'é',
  '한',
  '€',
  '😀',
  '\ud83d',
  '\ude00',
  '\0',
];

function randomText(random: (below: number) => number): string {
  return Array.from({ length: random(12) }, () => ALPHABET[random(ALPHABET.length)]).join('');
}

const TEXT_ENCODINGS = ENCODINGS.filter((name) => name !== 'buffer') as Exclude<
  Encoding,
  'buffer'
>[];

test('text becomes bytes, and bytes text, as in Buffer, in every encoding', () => {
  const random = randomNumbers(1);
  for (let i = 0; i < 2000; i++) {
    const text = randomText(random);
    for (const encoding of TEXT_ENCODINGS) {
      const expected = Buffer.from(text, encoding);
      const bytes = encodeText(text, encoding);
      assert.equal(Buffer.compare(bytes, expected), 0, `${encoding} ${JSON.stringify(text)}`);
    }
    const bytes = Uint8Array.from({ length: random(9) }, () => random(256));
    for (const encoding of TEXT_ENCODINGS) {
      assert.equal(decodeText(bytes, encoding), Buffer.from(bytes).toString(encoding), encoding);
    }
  }
});

test('writing into too little room stops before a cut character, as Buffer.write does', () => {
  const random = randomNumbers(2);
  for (let i = 0; i < 2000; i++) {
    const text = randomText(random);
    const [size, offset] = [random(12), random(3)];
    for (const encoding of TEXT_ENCODINGS) {
      const expected = Buffer.alloc(size + offset, 0xaa);
      const count = expected.write(text, offset, size, encoding);
      for (const memory of [ArrayBuffer, SharedArrayBuffer]) {
        const actual = new Uint8Array(new memory(size + offset)).fill(0xaa);
        assert.equal(writeText(actual, text, offset, size, encoding), count, encoding);
        assert.equal(Buffer.compare(actual, expected), 0, `${encoding} ${JSON.stringify(text)}`);
      }
    }
  }
});

test('a string decoder gives, holds back and counts the same bytes as Node', () => {
  const { decode, flush } = stringDecoder(noThread) as any;
  const random = randomNumbers(3);
  for (let i = 0; i < 3000; i++) {
    const encoding = TEXT_ENCODINGS[random(TEXT_ENCODINGS.length)]!;
    const real = new StringDecoder(encoding);
    const state = new Uint8Array(7);
    state[6] = ENCODINGS.indexOf(encoding);
    const whole = Buffer.from(randomText(random), encoding === 'utf16le' ? 'utf16le' : 'utf8');
    if (random(4) === 0) whole.fill(0xf0 + random(16), 0, Math.min(whole.length, random(3)));
    for (let at = 0; at < whole.length;) {
      const chunk = whole.subarray(at, (at += 1 + random(4)));
      assert.equal(decode(state, chunk), real.write(chunk), `${encoding} ${whole.toString('hex')}`);
      assert.equal(
        state[4],
        (real as unknown as { lastNeed: number }).lastNeed,
        `lastNeed of ${whole.toString('hex')} in ${encoding}`,
      );
    }
    const rest = state[5] ? flush(state) : '';
    assert.equal(rest, real.end(), `end of ${whole.toString('hex')} in ${encoding}`);
  }
});

test('indexOf, compare, fill and swaps agree with Buffer', () => {
  const binding = bufferBinding(noThread) as any;
  const random = randomNumbers(4);
  for (let i = 0; i < 3000; i++) {
    const hay = Buffer.from(Array.from({ length: random(10) }, () => random(3)));
    const needle = Buffer.from(Array.from({ length: 1 + random(2) }, () => random(3)));
    const offset = random(24) - 12;
    const message = `${hay.toString('hex')} ${needle.toString('hex')} ${offset}`;
    assert.equal(
      binding.indexOfBuffer(hay, needle, offset, 1, true),
      hay.indexOf(needle, offset),
      message,
    );
    assert.equal(
      binding.indexOfBuffer(hay, needle, offset, 1, false),
      hay.lastIndexOf(needle, offset),
      `last ${message}`,
    );
    assert.equal(binding.compare(hay, needle), Buffer.compare(hay, needle), message);
  }
  const bytes = Buffer.from(Array.from({ length: 64 }, (_, i) => i));
  assert.deepEqual(binding.swap32(Buffer.from(bytes)), Buffer.from(bytes).swap32());
  assert.equal(binding.fill(Buffer.alloc(2), 'zz', 0, 2, 'hex'), -1);
  assert.equal(binding.fill(Buffer.alloc(2), 'a', 0, 3, 'utf8'), -2);
  assert.equal(binding.byteLengthUtf8('a€😀\ud800'), Buffer.byteLength('a€😀\ud800'));
});

test('the components of a URL cut its href where Node cuts it', () => {
  const binding = urlBinding(noThread) as any;
  const hrefs = `http://user:pa@example.com:8080/p/a?q=1#h file:///a/b%20c data:text/plain,hi http://h
    https://h:443/ mailto:a@b http://[::1]:3000/x ws://h/?a foo://bar/baz?q#z foo:/..//p
    http://:p@h/ http://a@h/ about:blank http://h/?# non-special:opaque?q file://host/x`;
  for (const input of hrefs.split(/\s+/)) {
    const href: string = binding.parse(input, undefined, true);
    const url = new URL(input);
    assert.equal(href, url.href);
    const [protocolEnd, , , hostEnd, port, pathStart, searchStart, hashStart] =
      binding.urlComponents;
    const end = Math.min(searchStart, hashStart, href.length);
    assert.equal(href.slice(0, protocolEnd), url.protocol, input);
    assert.equal(href.slice(pathStart, end), url.pathname, input);
    assert.equal(port === 0xffffffff ? '' : String(port), url.port, input);
    if (url.hostname) assert.ok(href.slice(0, hostEnd).endsWith(url.hostname), input);
  }
});

test('an invalid URL is refused with its input', () => {
  const stacks = { withFullStack: (make: () => Error) => make() };
  const binding = urlBinding({ stacks } as unknown as Thread) as any;
  assert.equal(binding.parse('nope', undefined, false), undefined);
  assert.throws(() => binding.parse('nope', undefined, true), {
    code: 'ERR_INVALID_URL',
    input: 'nope',
    message: 'Invalid URL',
  });
});

test('Punycode is decoded', () => {
  for (const domain of [
    'xn--espaol-zwa.com',
    'a.xn--3e0b707e',
    'xn--80ak6aa92e.com',
    'plain.org',
  ]) {
    assert.equal(decodePunycode(domain), domainToUnicode(domain));
  }
});

test('internal slots are seen as node:util/types sees them', () => {
  const values: unknown[] = [
    ...[1, 'a', null, undefined, {}, [], () => {}, async () => {}, function* () {}],
    ...[new Map(), new Set(), new WeakMap(), new WeakSet(), new Map().keys(), new Set().values()],
    ...[new Date(), /x/, RegExp.prototype, new Error(), new DOMException(), Promise.resolve()],
    ...[new ArrayBuffer(1), new SharedArrayBuffer(1), Object(1), Object('s'), Object(1n)],
    ...[Object(true), Object(Symbol('s')), (function* () {})(), (async function* () {})()],
    ...[Object.create(Map.prototype), { [Symbol.toStringTag]: 'Module' }, async function* () {}],
    (function (..._: unknown[]) {
      // eslint-disable-next-line prefer-rest-params
      return arguments;
    })(1),
  ];
  for (const [name, isType] of Object.entries(typeTests)) {
    const expected = (nodeTypes as any)[name];
    for (const value of values) {
      assert.equal(isType(value), expected(value), `${name} of value ${values.indexOf(value)}`);
    }
  }
});

test('.env files are read as util.parseEnv reads them', () => {
  const content = `A=1\nB="two words"\n# c\nexport C='x'\nD=a # comment\nE=\`multi\nline\`\nF=
G="a\\nb"\n H = spaced \nI='a\\nb'\nJ=`;
  assert.deepEqual({ ...parseEnv(content) }, { ...nodeParseEnv(content) });
});

const optionTable: OptionTable = {
  defaults: {
    '--warnings': true,
    '--print': false,
    '--eval': '',
    '--conditions': [],
    '--require': [],
    '--title': '',
    '--stack-trace-limit': 10,
    '--require-module': true,
    '--experimental-require-module': true,
    '--expose-gc': null,
    '--permission': false,
    '[has_eval_string]': false,
  },
  info: {
    '--warnings': { type: 2, envVarSettings: 0 },
    '--print': { type: 2, envVarSettings: 1 },
    '--eval': { type: 5, envVarSettings: 1 },
    '--conditions': { type: 7, envVarSettings: 0 },
    '--require': { type: 7, envVarSettings: 0 },
    '--title': { type: 5, envVarSettings: 0 },
    '--stack-trace-limit': { type: 3, envVarSettings: 0 },
    '--require-module': { type: 2, envVarSettings: 0 },
    '--experimental-require-module': { type: 2, envVarSettings: 0 },
    '--expose-gc': { type: 1, envVarSettings: 0 },
    '--permission': { type: 2, envVarSettings: 0 },
  },
  aliases: {
    '-C': ['--conditions'],
    '-e': ['--eval'],
    '-p': ['--print'],
    '-pe': ['--print', '--eval'],
    '--print <arg>': ['-pe'],
    '-r': ['--require'],
  },
};

test('options of the command line are taken over the defaults', () => {
  const parse = (...words: string[]) => parseOptions(optionTable, words);
  assert.equal(parse('--no-warnings')['--warnings'], false);
  assert.equal(parse('--stack-trace-limit=5')['--stack-trace-limit'], 5);
  assert.deepEqual(parse('-C', 'a', '--conditions=b')['--conditions'], ['a', 'b']);
  const evaluated = parse('-p', '1+1');
  assert.deepEqual(
    [evaluated['--print'], evaluated['--eval'], evaluated['[has_eval_string]']],
    [true, '1+1', true],
  );
  assert.equal(parse('--stack_trace_limit', '6')['--stack-trace-limit'], 6);
  assert.equal(parse('--expose_gc')['--expose-gc'], true);
  assert.equal(parse('-p')['--print'], true);
  assert.equal(parse('--no-experimental-require-module')['--require-module'], false);
  assert.equal(parse('--no-warnings', '--warnings')['--warnings'], true);
  assert.equal(parse('-e', '\\-1')['--eval'], '-1');
  assert.equal(parse('--', '--nonsense')['--warnings'], true);
  assert.equal((optionTable.defaults['--conditions'] as string[]).length, 0);
});

test('an option that promises a check which is not there is refused', () => {
  const message = 'node: bad option: --permission (the embedded Node has no permission model)';
  assert.throws(() => parseOptions(optionTable, ['--permission']), { name: 'BadOption', message });
  assert.equal(parseOptions(optionTable, ['--no-permission'])['--permission'], false);
});

test('options that Node refuses are refused in its words', () => {
  const refusal = (...words: string[]): string => {
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' });
    assert.equal(status, 9);
    return stderr.trim().replace(/^.*node: /, 'node: ');
  };
  for (const words of [['--nonsense=1'], ['--eval'], ['-r', '-e'], ['--no-title'], ['--title=']]) {
    const message = refusal(...words);
    assert.throws(() => parseOptions(optionTable, words), { name: 'BadOption', message });
  }
  assert.throws(() => parseOptions(optionTable, ['--eval', '1'], true), {
    message: 'node: --eval is not allowed in NODE_OPTIONS',
  });
});

test('NODE_OPTIONS is divided at spaces outside of quotes', () => {
  assert.deepEqual(splitEnvironment('  --a  "b c" --d="e \\" f" '), ['--a', 'b c', '--d=e " f']);
  assert.throws(() => splitEnvironment('"a'), { name: 'BadOption' });
});

test('a histogram counts as HdrHistogram does', () => {
  const random = randomNumbers(5);
  const real = createHistogram();
  const own = new Histogram();
  for (let i = 0; i < 500; i++) {
    const value = 1 + random(10 ** (1 + random(9)));
    real.record(value);
    own.record(value);
  }
  const percentiles = new Map<number, number>();
  own.percentiles(percentiles);
  assert.deepEqual(percentiles, real.percentiles);
  for (const percentile of [1, 50, 90, 99, 100]) {
    assert.equal(own.percentile(percentile), real.percentile(percentile), `${percentile} %`);
  }
  assert.deepEqual([own.min(), own.max(), own.count()], [real.min, real.max, real.count]);
  assert.ok(Math.abs(own.mean() / real.mean - 1) < 1e-9);
  assert.ok(Math.abs(own.stddev() / real.stddev - 1) < 1e-9);
});

test('columns of a terminal: wide, narrow and none', () => {
  const { getStringWidth } = icu(noThread) as any;
  const widths = { abc: 3, 한글: 4, '😀': 2, 'e\u0301': 1, '\u001b': 0, ｱ: 1, '（': 2 };
  for (const [text, width] of Object.entries(widths))
    assert.equal(getStringWidth(text), width, text);
});
