/** What a run tells of its event loop. */
import type { Container, LoopEvent } from '../../../../src/runtime/container.ts';
import { equal, outputOf, type Check } from './programs.ts';

/** Phases that are gone through, and what runs in them: the line that queued it and where it stands. */
async function loopOf(container: Container, source: string, cwd: string): Promise<string[]> {
  const events: LoopEvent[] = [];
  await container.mount({ 'index.mjs': { file: { contents: source } } }, { mountPoint: cwd });
  const onLoop = (more: LoopEvent[]) => void events.push(...more);
  const process = await container.spawn('node', ['index.mjs'], { cwd, onLoop });
  equal(await outputOf(process), 'done\n', 'output');
  equal(await process.exit, 0, 'exit code');
  const queued = new Map<number, Extract<LoopEvent, { type: 'queue' }>>();
  const lines: string[] = [];
  const lineOf = (site = 'Node') => site.replace('index.mjs:', '');
  for (const event of events) {
    if (event.type === 'phase' && event.phase !== lines.at(-1)) lines.push(event.phase);
    if (event.type === 'module') lines.push(`module ${lineOf(event.site)}`);
    if (event.type === 'print') lines.push(`print ${lineOf(event.site)}`);
    if (event.type === 'queue') queued.set(event.task, event);
    const task = 'task' in event ? queued.get(event.task) : undefined;
    if (!task || task.isOwn) continue;
    const where = `${task.kind} of ${lineOf(task.site)}`;
    if (event.type === 'begin') lines.push(`${where} runs ${lineOf(event.site)}`);
    if (event.type === 'cancel') lines.push(`${where} cleared`);
  }
  return lines;
}

export const loopChecks: Record<string, Check> = {
  async 'a traced loop tells its phases, and of each callback who queued it and where it stands'(
    container,
  ) {
    const source = [
      `import { readFile } from 'node:fs';`,
      `import { setTimeout as sleep } from 'node:timers/promises';`,
      `setTimeout(`,
      `  () => {}, 1);`,
      ``,
      `process.nextTick(() => {});`,
      `queueMicrotask(() => {});`,
      `Promise.resolve().then(`,
      `  () => {});`,
      `clearTimeout(setTimeout(() => {}, 5));`,
      `await null;`,
      `await new Promise((resolve) =>`,
      `  readFile('index.mjs', () => {`,
      `    setImmediate(() => resolve());`,
      `  }));`,
      `await sleep(1);`,
      `console.log('done');`,
    ].join('\n');
    const lines = await loopOf(container, source, '/home/user/loop');
    const told = lines.filter((line) => !/^(main|timers|poll|check|close|exit)$/.test(line));
    equal(
      told,
      [
        'module 1',
        'Microtask of 7 runs 7',
        'then of 8 runs 9',
        'await of 11 runs Node',
        'TickObject of 6 runs 6',
        'Timeout of 10 cleared',
        'Timeout of 3 runs 4',
        'READFILEJOB of 13 runs Node',
        'Immediate of 14 runs 14',
        'await of 12 runs Node',
        'Timeout of 16 runs Node',
        'await of 16 runs Node',
        'print 17',
      ],
      'what the loop told',
    );
    const phaseOf = (line: string) =>
      lines.slice(0, lines.indexOf(line)).findLast((before) => /^[a-z]+$/.test(before));
    equal(phaseOf('Timeout of 3 runs 4'), 'timers', 'phase of a timer');
    equal(phaseOf('READFILEJOB of 13 runs Node'), 'poll', 'phase of a read');
    equal(phaseOf('Immediate of 14 runs 14'), 'check', 'phase of an immediate');
    equal([lines[0], lines.at(-1)], ['main', 'exit'], 'first and last phase');
  },
};
