/** Runs in the tab: what the harness drives through Playwright. */
import { bootEmbedded } from '../../../src/runtime/embedded.ts';
import { wipeDisk } from '../../../src/runtime/durable.ts';
import { sayDiskProblem } from '../../../src/runtime/words.ts';
import type { Container, FileSystemTree, LoopEvent } from '../../../src/runtime/container.ts';
import { loadSnapshot, type Snapshot } from '../../../src/runtime/snapshots.ts';
import { checks } from './container/checks.ts';
import { stopChecks } from './container/stop-checks.ts';
import { abortBoot, bootDoomed, check, loss, manyRuns } from './container/run.ts';

export interface TabRun {
  tree: FileSystemTree;
  snapshots: Snapshot[];
  /** Absolute path of a folder that is made for this run and removed after it. */
  cwd: string;
  args: string[];
  env: Record<string, string>;
  stdin: string;
  /** Its loop tells of itself meanwhile. */
  isTraced: boolean;
  deadlineMs: number;
}

export interface RunResult {
  output: string;
  /** null if the run had to be stopped. */
  code: number | null;
}

let container: Promise<Container> | undefined;

async function run(run: TabRun): Promise<RunResult> {
  const { tree, snapshots, cwd, args, env, stdin, isTraced, deadlineMs } = run;
  const node = await (container ??= bootEmbedded());
  await node.mount(tree, { mountPoint: cwd });
  for (const snapshot of snapshots) {
    await node.mount(await loadSnapshot(snapshot), { mountPoint: cwd });
  }
  let told = 0;
  const onLoop = (events: LoopEvent[]) => void (told += events.length);
  const process = await node.spawn('node', args, { cwd, env, ...(isTraced && { onLoop }) });
  const deadline = setTimeout(() => process.kill(), deadlineMs);
  const input = process.input.getWriter();
  if (stdin) await input.write(stdin);
  await input.close();
  let output = '';
  for await (const chunk of process.output) output += chunk;
  const code = await process.exit;
  clearTimeout(deadline);
  await node.fs.rm(cwd, { recursive: true, force: true });
  if (isTraced && told === 0) throw new Error('The loop told nothing.');
  return { output, code: code === 137 ? null : code };
}

/** What a program prints, run in the tab's container. */
async function program(source: string): Promise<string> {
  const node = await (container ??= bootEmbedded());
  const process = await node.spawn('node', ['-e', source]);
  let output = '';
  for await (const chunk of process.output) output += chunk;
  return output;
}

const diskProblems: string[] = [];

/** What the container has said of /mnt/durable, in the words of the page. */
async function hearOfDisk(): Promise<string[]> {
  const node = await (container ??= bootEmbedded());
  node.on('durable', (problem) => diskProblems.push(sayDiskProblem(problem, 'en')));
  return diskProblems;
}

/** Wipes /mnt/durable: in the tab's container, or where there is none. */
async function wipeDurable(): Promise<void> {
  if (container) await (await container).durable!.wipe();
  else await wipeDisk();
}

export const harness = {
  run,
  program,
  hearOfDisk,
  diskProblems,
  wipeDurable,
  check,
  checkNames: Object.keys(checks),
  stopNames: Object.keys(stopChecks),
  abortBoot,
  manyRuns,
  bootDoomed,
  loss,
};
Object.assign(globalThis, { harness });
