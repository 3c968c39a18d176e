/** Punycode (RFC 3492), the decoding half: what a browser's URL does not undo. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

function adapt(delta: number, length: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / length);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

function digitOf(char: string): number {
  const code = char.charCodeAt(0);
  return code >= 0x30 && code < 0x3a ? code - 0x30 + 26 : code - 0x61;
}

/** One label without its `xn--`. */
function decodeLabel(label: string): string {
  const split = label.lastIndexOf('-');
  const output = [...label.slice(0, Math.max(split, 0))];
  let [n, i, bias] = [INITIAL_N, 0, INITIAL_BIAS];
  const digits = label.slice(split + 1);
  for (let at = 0; at < digits.length;) {
    const before = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(digits[at++] ?? 'a');
      i += digit * weight;
      const threshold = Math.min(Math.max(k - bias, T_MIN), T_MAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    i %= length;
    output.splice(i++, 0, String.fromCodePoint(n));
  }
  return output.join('');
}

/** A domain name with its labels in Unicode. */
export function decodePunycode(domain: string): string {
  return domain.replace(/(?<=^|\.)xn--([a-z0-9-]+)/g, (_, label: string) => decodeLabel(label));
}
