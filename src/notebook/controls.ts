/**
 * What a sandbox lets its reader set: numbers drawn as sliders, faults drawn as buttons, a seed. The
 * program reads each from a variable of its environment, so that with the same values it does the
 * same on any machine. Values come from links and storage too: none is believed before it is checked.
 */
import { LinkError } from './share-link.ts';
import type { Language } from '../runtime/words.ts';
import { controlsWords } from './words/controls.ts';
import type { Words } from './sandbox.ts';

/** A slider. */
export interface NumberControl {
  /** The variable of the environment that holds it. */
  env: string;
  label: Words;
  min: number;
  max: number;
  step: number;
  /** Such as ms; none for a count of what the label names. */
  unit?: Words;
  default: number;
}

/** A button that runs the program with `value` in the variable FAULT. */
export interface FaultControl {
  value: string;
  label: Words;
}

/** `controls` of `sandbox.json`. */
export interface Controls {
  numbers: NumberControl[];
  /** The first is the lesson's own: what a run without FAULT does. */
  faults: FaultControl[];
  /** The lesson's own value of the variable SEED; null where nothing is drawn. */
  seed: number | null;
}

/** What a run has in its environment: text by the name of the variable. */
export type Values = Readonly<Record<string, string>>;

export const FAULT = 'FAULT';
export const SEED = 'SEED';
export const MAX_SEED = 9999;

/** The values that the lesson has: the program's own, where the environment says nothing. */
export function defaultsOf(controls: Controls | undefined): Values {
  if (!controls) return {};
  const { numbers, faults, seed } = controls;
  return {
    ...Object.fromEntries(numbers.map((number) => [number.env, `${number.default}`])),
    ...(seed !== null && { [SEED]: `${seed}` }),
    ...(faults[0] && { [FAULT]: faults[0].value }),
  };
}

/** True if `value`, which may be a stranger's, is one that the control of that name can have. */
export function isAllowed(controls: Controls | undefined, name: string, value: unknown): boolean {
  if (!controls || typeof value !== 'string') return false;
  const { numbers, faults, seed } = controls;
  if (name === FAULT) return faults.some((fault) => fault.value === value);
  if (name === SEED) return seed !== null && isNumber(value, { min: 1, max: MAX_SEED, step: 1 });
  const number = numbers.find(({ env }) => env === name);
  return number !== undefined && isNumber(value, number);
}

/** In decimal, as JavaScript writes it, and on one of the slider's steps. */
function isNumber(
  text: string,
  { min, max, step }: Pick<NumberControl, 'min' | 'max' | 'step'>,
): boolean {
  const number = Number(text);
  const steps = (number - min) / step;
  return (
    `${number}` === text &&
    number >= min &&
    number <= max &&
    Math.abs(steps - Math.round(steps)) < 1e-6
  );
}

/** The lesson's values, and of `kept` what the controls, which may have changed since, still allow. */
export function restoreValues(controls: Controls | undefined, kept: Values | undefined): Values {
  const allowed = Object.entries(kept ?? {}).filter(([name, value]) =>
    isAllowed(controls, name, value),
  );
  return { ...defaultsOf(controls), ...Object.fromEntries(allowed) };
}

export function areSame(some: Values, others: Values): boolean {
  const names = new Set([...Object.keys(some), ...Object.keys(others)]);
  return [...names].every((name) => some[name] === others[name]);
}

/** Values as a link carries them behind its code: `&FAR_MS=60&SEED=7`. */
export function writeValues(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `&${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('');
}

/**
 * The values that a link's fragment brings; the lesson's, where it says nothing. Throws a `LinkError`
 * if one is of no control, is given twice or is nothing that its control can have.
 */
export function readValues(hash: string, controls: Controls | undefined): Values {
  const at = hash.indexOf('&');
  const brought = at === -1 ? [] : [...new URLSearchParams(hash.slice(at + 1))];
  const names = new Set(brought.map(([name]) => name));
  const isRight = brought.every(([name, value]) => isAllowed(controls, name, value));
  if (!isRight || names.size < brought.length) throw new LinkError('other-values');
  return { ...defaultsOf(controls), ...Object.fromEntries(brought) };
}

/** Such as `Long link 60 ms, seed 7, Cut the power`: those of the controls that are in `values`. */
export function sayValues(controls: Controls, values: Values, language: Language): string {
  const { numbers, faults } = controls;
  const said = numbers
    .filter(({ env }) => env in values)
    .map(
      (number) => `${number.label[language]} ${sayNumber(number, values[number.env]!, language)}`,
    );
  if (SEED in values) said.push(controlsWords[language].seedIs(values[SEED]!));
  const fault = faults.find(({ value }) => value === values[FAULT]);
  if (fault) said.push(fault.label[language]);
  return said.join(', ');
}

/** Such as `60 ms`, `5개`. */
export function sayNumber({ unit }: NumberControl, value: string, language: Language): string {
  if (!unit) return value;
  // Korean counters stand close to the number, units of measure do not.
  const isClose = language === 'ko' && !/^[a-z]/i.test(unit.ko);
  return `${value}${isClose ? '' : ' '}${unit[language]}`;
}

/** Another seed, by chance. */
export function drawSeed(old: string): string {
  for (;;) {
    const seed = `${1 + Math.floor(Math.random() * MAX_SEED)}`;
    if (seed !== old) return seed;
  }
}

/** The lesson's values of those controls. */
export function pickDefaults(controls: Controls | undefined, names: readonly string[]): Values {
  return Object.fromEntries(
    Object.entries(defaultsOf(controls)).filter(([name]) => names.includes(name)),
  );
}

/** True if nothing that is `given` has been set to anything else than the lesson has. */
export function isGiven(
  given: readonly string[] | undefined,
  controls: Controls | undefined,
  values: Values,
): boolean {
  const wanted = Object.entries(pickDefaults(controls, given ?? []));
  return wanted.every(([name, value]) => (values[name] ?? value) === value);
}
