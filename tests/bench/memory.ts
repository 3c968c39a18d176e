/** Memory of this program's descendants: real Nodes, and the browser with all its processes. */
import { readdir, readFile } from 'node:fs/promises';

const KB_PER_MB = 1024;

/** In MB; what processes share counts once. Linux only: rejects elsewhere. */
export async function memoryOfDescendants(): Promise<number> {
  if (process.platform !== 'linux') throw new Error('memory is measured on Linux only');
  const parents = await parentsByPid();
  let kb = 0;
  for (const pid of parents.keys()) {
    if (descends(pid, parents)) kb += await proportionalSet(pid);
  }
  return kb / KB_PER_MB;
}

async function parentsByPid(): Promise<Map<number, number>> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    // "pid (name) state parent …", where the name may hold anything
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = /^.*\) \S (\d+)/s.exec(stat)?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  return parents;
}

function descends(pid: number, parents: Map<number, number>): boolean {
  for (let at = parents.get(pid); at !== undefined; at = parents.get(at)) {
    if (at === process.pid) return true;
  }
  return false;
}

/** Pss, in kB; 0 for a process that has ended. */
async function proportionalSet(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
}
