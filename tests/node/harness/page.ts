/** Runs in the tab: what the harness drives through Playwright. */
import { durableError, wipeDisk } from '../../../src/runtime/durable.ts';
import { sayDiskProblem } from '../../../src/runtime/words.ts';
import { readSnapshot } from '../../../src/runtime/snapshot-tree.ts';
import { loadSnapshot, type Snapshot } from '../../../src/runtime/snapshots.ts';
import type { EmbeddedNode, FileTree, LoopEvent } from '../../../src/node/index.ts';
import { boot } from './boot.ts';
import { checks } from './container/checks.ts';
import { stopChecks } from './container/stop-checks.ts';
import { abortBoot, bootDoomed, check, loss, manyRuns } from './container/run.ts';

export interface TabRun {
  tree: FileTree;
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

let booted: Promise<EmbeddedNode> | undefined;

async function run(run: TabRun): Promise<RunResult> {
  const { tree, snapshots, cwd, args, env, stdin, isTraced, deadlineMs } = run;
  const node = await (booted ??= boot());
  await node.files.mount(tree, cwd);
  for (const snapshot of snapshots) {
    await node.files.mount(readSnapshot(await loadSnapshot(snapshot)), cwd);
  }
  let told = 0;
  const onLoop = (events: LoopEvent[]) => void (told += events.length);
  const process = await node.spawn(args, { cwd, env, ...(isTraced && { onLoop }) });
  const deadline = setTimeout(() => process.kill(), deadlineMs);
  const input = process.input.getWriter();
  if (stdin) await input.write(stdin);
  await input.close();
  let output = '';
  for await (const chunk of process.output) output += chunk;
  const code = await process.exit;
  clearTimeout(deadline);
  await node.files.rm(cwd, { recursive: true, force: true });
  if (isTraced && told === 0) throw new Error('The loop told nothing.');
  return { output, code: code === 137 ? null : code };
}

/** What a program prints, run in the tab's Node. */
async function program(source: string): Promise<string> {
  const node = await (booted ??= boot());
  const process = await node.spawn(['-e', source]);
  let output = '';
  for await (const chunk of process.output) output += chunk;
  return output;
}

const diskProblems: string[] = [];

/** What Node has said of /mnt/durable, in the words of the page. */
async function hearOfDisk(): Promise<string[]> {
  const node = await (booted ??= boot());
  node.on('disk', (problem) => diskProblems.push(sayDiskProblem(problem, 'en')));
  return diskProblems;
}

/** Wipes /mnt/durable: in the tab's Node, or where there is none. Rejects as the page's folder does. */
async function wipeDurable(): Promise<void> {
  if (!booted) return wipeDisk();
  await (await booted).files.wipeDurable().catch((error) => {
    throw durableError(error);
  });
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
