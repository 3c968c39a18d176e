/** What a previewed page reports, as text: all of it is a stranger's, whatever its type says. */
import type { PreviewMessage } from '../runtime/container.ts';

/** Characters. */
const MAX_LENGTH = 2000;

export interface PreviewReport {
  type: PreviewMessage['type'];
  text: string;
}

export function reportOf(message: PreviewMessage): PreviewReport {
  const text = 'args' in message ? sayArguments(message.args) : String(message.message);
  return { type: message.type, text: text.slice(0, MAX_LENGTH) };
}

/** As a console writes its arguments, with a space between them. */
function sayArguments(args: unknown): string {
  return (Array.isArray(args) ? args : [args]).map(sayValue).join(' ');
}

function sayValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return String(value);
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value); // a cycle, or a bigint
  }
}
