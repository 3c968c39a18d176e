/**
 * Finds the prompts in what the machine prints. Each begins with an invisible mark that names the exit
 * code of the command before it (kernel/init): the shell waits, whatever a program printed.
 */

const PREFIX = '\x1b]7717;';
const MARK = /\x1b\]7717;(\d{1,3})\x07/g;

/** What was printed up to a mark, or to the end of what has come. */
export interface Printed {
  /** Without the mark. */
  text: string;
  /** The exit code that the mark names. */
  exit?: number;
}

export class PromptReader {
  #held = '';

  /** Takes the next chunk; a mark may be cut anywhere. */
  push(chunk: string): Printed[] {
    const data = this.#held + chunk;
    const cut = data.lastIndexOf('\x1b');
    const isCut = cut !== -1 && isBegin(data.slice(cut));
    this.#held = isCut ? data.slice(cut) : '';
    const whole = isCut ? data.slice(0, cut) : data;
    const printed: Printed[] = [];
    let from = 0;
    for (const { 0: mark, 1: code, index } of whole.matchAll(MARK)) {
      printed.push({ text: whole.slice(from, index), exit: Number(code) });
      from = index + mark.length;
    }
    return [...printed, { text: whole.slice(from) }];
  }
}

/** Whether a mark may begin with it that has not ended. */
function isBegin(text: string): boolean {
  if (text.length <= PREFIX.length) return PREFIX.startsWith(text);
  return /^\x1b\]7717;\d{0,3}$/.test(text);
}
