/** A run's values as a file that `node --env-file` reads, with what each may be. */
import { FAULT, SEED, type Controls, type Values } from './controls.ts';

export const ENV_FILE = '.env';

export function writeEnvFile(controls: Controls, values: Values): string {
  const about = new Map<string, string>([
    ...controls.numbers.map(({ env, label, min, max, unit }): [string, string] => [
      env,
      `${label.en}: from ${min} to ${max}${unit ? ` ${unit.en}` : ''}`,
    ]),
    [SEED, 'Seed: the same one draws the same'],
    [FAULT, controls.faults.map(({ value, label }) => `${value}: ${label.en}`).join('; ')],
  ]);
  return Object.entries(values)
    .map(([name, value]) => `# ${about.get(name)}\n${name}=${value}\n`)
    .join('\n');
}
