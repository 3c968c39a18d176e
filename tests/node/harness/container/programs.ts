/** What the container's checks share: programs are started, and what they print is read. */
import type { Container, WebContainerProcess } from '../../../../src/runtime/container.ts';

/** Throws if something is wrong. May give how many milliseconds took what it is about. */
export type Check = (container: Container) => Promise<number | void>;

/** Compared as JSON. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: expected ${b}, got ${a}`);
}

export function start(
  container: Container,
  source: string,
  options?: Parameters<Container['spawn']>[2],
): Promise<WebContainerProcess> {
  return container.spawn('node', ['-e', source], options);
}

/** Reads until `text` has been printed. The reader stays usable. */
export async function until(
  reader: ReadableStreamDefaultReader<string>,
  text: string,
): Promise<string> {
  let seen = '';
  while (!seen.includes(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`output ended without "${text}": ${seen}`);
    seen += value;
  }
  return seen;
}

/** Without the escape sequences of colours. */
export function plain(text: string): string {
  return text.replaceAll(/\u001b\[\d+m/g, '');
}

export async function outputOf(process: WebContainerProcess): Promise<string> {
  let text = '';
  for await (const chunk of process.output) text += chunk;
  return text;
}

/** Throws unless the next program runs as if nothing had been. */
export async function runs(container: Container): Promise<void> {
  const process = await start(container, 'console.log("runs")');
  equal(await outputOf(process), 'runs\n', 'output of the next run');
  equal(await process.exit, 0, 'exit code of the next run');
}
