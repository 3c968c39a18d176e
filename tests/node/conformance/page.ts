/** Runs in the tab: the machine in which Node's tests run, one after the other. */
import type { EmbeddedNode } from '../../../src/node/index.ts';
import { boot as bootNode } from '../harness/boot.ts';
import { unpack } from './archive.ts';
import type { TestRun } from './outcome.ts';

export interface TabTest {
  /** Absolute path of its file. */
  path: string;
  source: string;
  flags: string[];
  env: Record<string, string>;
  cwd: string;
  /** A folder that is made for this test and removed after it. */
  folder: string;
  deadlineMs: number;
}

const MAX_OUTPUT = 1_000_000;

let node: EmbeddedNode;
const openPorts = new Set<number>();

async function boot(): Promise<void> {
  node = await bootNode();
  node.on('port', (port, isOpen) => {
    if (isOpen) openPorts.add(port);
    else openPorts.delete(port);
  });
}

/** Mounts the archive at `url`. */
async function mount(url: string, mountPoint: string): Promise<void> {
  const response = await fetch(url);
  await node.files.mount(unpack(new Uint8Array(await response.arrayBuffer())), mountPoint);
}

/** `clean` is false if the test left something in the container that the next one could notice. */
async function run(test: TabTest): Promise<TestRun & { clean: boolean }> {
  await node.files.mkdir(test.path.replace(/\/[^/]*$/, ''), { recursive: true });
  await node.files.writeFile(test.path, test.source);
  await node.files.mkdir(test.folder, { recursive: true });
  const started = performance.now();
  const process = await node.spawn([...test.flags, test.path], {
    cwd: test.cwd,
    env: test.env,
  });
  let late = false;
  const deadline = setTimeout(() => {
    late = true;
    process.kill();
  }, test.deadlineMs);
  await process.input.getWriter().close();
  let output = '';
  for await (const chunk of process.output) {
    if (output.length < MAX_OUTPUT) output += chunk;
  }
  const code = await process.exit;
  clearTimeout(deadline);
  const ms = Math.round(performance.now() - started);
  await node.files.rm(test.folder, { recursive: true, force: true });
  return { output, code: late ? null : code, ms, clean: !late && openPorts.size === 0 };
}

export const conformance = { boot, mount, run };
Object.assign(globalThis, { conformance });
