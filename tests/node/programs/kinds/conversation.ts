/**
 * What conversations with a thread or a child process have in common: a value is sent, the other side
 * logs it, does its own tasks and answers with all that it logged; then the next step begins.
 */
import type { Block, Parts } from '../tree.ts';

/** Here nothing else is pending; there the loop is the other side's own. */
export const HERE: Block = { pending: 'none' };
export const TIMERS_THERE: Block = { pending: 'timers' };
export const IMMEDIATES_THERE: Block = { pending: 'immediates' };

/** A step that sends `value` and hears the answer; its lists are those here and there. */
export function say({ peer, index, block, there }: Parts, value: string, transfer = '[]'): string {
  there(`(value) => {\n  line.push(show(value));\n  ${block(1)}\n},`);
  return `(next) => ask(${peer}, [${index}, ${value}], ${transfer}, () => { ${block(0)} next(); }),`;
}

/** What the role `name` of the other side does: its steps, and the last one that ends it. */
export function serve(parts: Parts, name: string, there: string[], end: string): void {
  parts.role(name, `serve([\n${[...there, end].join('\n')}\n]);`);
}

/** The steps here, from the other side's first words on. */
export function talk(peer: string, here: string[], end: string): string {
  return `${peer}.once('message', (text) => {
  line.push('[' + text + ']');
  talk([
${[...here, end].join('\n')}
  ]);
});`;
}
