/**
 * `npm run build:kernel [-- FOLDER]`: makes what the kernel lab boots, in `kernel/built`. `kernel/build.sh`
 * makes kernel, programs and disk in FOLDER (`.cache/kernel` unless named); then the machine is started
 * once in v86 here, and its state is saved when its shell waits, with the disk not mounted yet.
 * `-- --source FOLDER` fetches the source packages instead.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { V86 } from 'v86';
import { BUILT, hashOf, hashOfInputs, KERNEL, V86_FOLDER } from '../build/kernel/built.ts';
import { Disk } from '../kernel/disk.ts';
import { hardware, instantiate } from '../kernel/machine.ts';
import { PromptReader } from '../kernel/prompt.ts';

/** Clears freed memory, so that the state compresses well. */
const COMMAND_LINE =
  'console=ttyS0 quiet tsc=reliable mitigations=off random.trust_cpu=on init_on_free=1';
/** Milliseconds that a cold start may take. */
const DEADLINE = 120_000;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { source: { type: 'boolean', default: false } },
});
const folder = path.resolve(positionals[0] ?? '.cache/kernel');
const parameters = [...(values.source ? ['--source'] : []), folder];
const built = spawnSync(path.join(KERNEL, 'build.sh'), parameters, { stdio: 'inherit' });
if (built.status !== 0) {
  console.error('It was not done: kernel/build.sh says above what is missing.');
  process.exit(1);
}
if (values.source) process.exit(0);

const read = async (name: string) => toBuffer(await readFile(path.join(folder, name)));
const disk = new Uint8Array(await read('disk.img'));
const state = zstdCompressSync(new Uint8Array(await saveState()), {
  params: { [constants.ZSTD_c_compressionLevel]: 19, [constants.ZSTD_c_windowLog]: 23 },
});
const files = { 'state.zst': state, 'disk.gz': gzipSync(disk, { level: 9 }) };
await mkdir(BUILT, { recursive: true });
for (const [name, bytes] of Object.entries(files)) {
  await writeFile(path.join(BUILT, name), bytes);
  console.log(`kernel/built/${name}: ${(bytes.length / 1e6).toFixed(1)} MB`);
}
const made = ['bzImage', 'initramfs.gz', 'disk.img'];
const hashes = await Promise.all(
  made.map(async (name) => [name, hashOf(await readFile(path.join(folder, name)))]),
);
const manifest = {
  inputs: await hashOfInputs(),
  made: Object.fromEntries(hashes) as Record<string, string>,
  files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, hashOf(bytes)])),
};
await writeFile(path.join(BUILT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);

/** The machine's memory and devices, once its shell waits. */
async function saveState(): Promise<ArrayBuffer> {
  const firmware = (name: string) => read(path.join('sysroot/usr/share/seabios', name));
  const wasm = await readFile(path.join(V86_FOLDER, 'v86.wasm'));
  const emulator = new V86({
    ...hardware,
    wasm_fn: (imports) => instantiate(wasm, imports),
    bios: { buffer: await firmware('bios.bin') },
    vga_bios: { buffer: await firmware('vgabios-stdvga.bin') },
    bzimage: { buffer: await read('bzImage') },
    initrd: { buffer: await read('initramfs.gz') },
    cmdline: COMMAND_LINE,
    hda: new Disk(disk.slice()) as unknown as { buffer: ArrayBuffer },
    autostart: true,
  });
  const prompts = new PromptReader();
  let shown = '';
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The machine did not come to its shell:\n${shown}`)),
      DEADLINE,
    );
    let isCleared = false;
    emulator.add_listener('serial0-output-byte', (byte) => {
      const printed = prompts.push(String.fromCharCode(byte));
      shown += printed.map(({ text }) => text).join('');
      if (!printed.some(({ exit }) => exit !== undefined)) return;
      // What start-up has read is read once more by nobody.
      if (!isCleared) emulator.serial0_send('echo 3 > /proc/sys/vm/drop_caches\n');
      else {
        clearTimeout(late);
        resolve();
      }
      isCleared = true;
    });
  });
  // The prompt is printed, and its shell asleep.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await emulator.stop();
  const state = await emulator.save_state();
  await emulator.destroy();
  return state;
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
}
