/** almostnode as its README shows it: programs run in the page. */
// @ts-expect-error -- installed into .cache (install.ts)
import { createContainer } from 'almostnode';

const text = (values: unknown[]): string => values.map(String).join(' ');

export async function start(source: string, onOutput: (text: string) => void): Promise<void> {
  const container = createContainer({
    onConsole: (_method: string, values: unknown[]) => onOutput(`${text(values)}\n`),
  });
  container.execute(source);
  // Nobody hears when its last timer has run.
  await new Promise(() => {});
}
