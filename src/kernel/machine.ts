/**
 * One life of the machine: a PC that v86 emulates, woken from a saved state, with a serial line for
 * screen and keyboard. It is meant for a worker of its own that ends with it: in one where another
 * machine has lived, the guest's clock may stand still.
 */
import { V86, type V86Options } from 'v86';
import { Disk } from './disk.ts';
import type { FromMachine, Line, ToMachine } from './messages.ts';

/** The kernel's, and as small as it takes. */
const MEMORY = 128 << 20;
/** Milliseconds for which what is printed is gathered. */
const GATHER = 8;

export const hardware = {
  memory_size: MEMORY,
  vga_memory_size: 1 << 20,
  disable_keyboard: true,
  disable_mouse: true,
  disable_speaker: true,
  fastboot: true,
  net_device: { type: 'none' },
} as unknown as V86Options;

/** For v86's `wasm_fn`. */
export async function instantiate(
  wasm: BufferSource,
  imports: WebAssembly.Imports,
): Promise<WebAssembly.Exports> {
  return (await WebAssembly.instantiate(wasm, imports)).instance.exports;
}

export const now = () => performance.timeOrigin + performance.now();

/** Answers on `line` until the plug is pulled. */
export function serveMachine(line: Line<ToMachine, FromMachine>): void {
  let machine: { emulator: V86; disk: Disk } | undefined;
  line.listen((message) => {
    switch (message.type) {
      case 'power-on':
        powerOn(message, line).then(
          (powered) => {
            machine = powered;
            line.post({ type: 'powered' });
          },
          (error: unknown) => line.post({ type: 'failed', reason: String(error) }),
        );
        return;
      case 'keys':
        return machine?.emulator.serial0_send(message.text);
      case 'delay':
        if (machine) machine.disk.delay = message.milliseconds;
        return;
      case 'pull': {
        if (!machine) return;
        const { disk, emulator } = machine;
        machine = undefined;
        disk.cut();
        void emulator.destroy();
        const bytes = disk.bytes.buffer as ArrayBuffer;
        return line.post({ type: 'pulled', disk: bytes }, [bytes]);
      }
    }
  });
}

type PowerOn = Extract<ToMachine, { type: 'power-on' }>;

async function powerOn(
  { disk: bytes, delay, state, wasm }: PowerOn,
  line: Line<ToMachine, FromMachine>,
) {
  const disk = new Disk(new Uint8Array(bytes));
  disk.delay = delay;
  disk.onWrite = (length) => line.post({ type: 'written', at: now(), bytes: length });
  const emulator = new V86({
    ...hardware,
    wasm_fn: (imports) => instantiate(wasm, imports),
    hda: disk as unknown as { buffer: ArrayBuffer },
    initial_state: { buffer: state },
    autostart: true,
  });
  let text = '';
  emulator.add_listener('serial0-output-byte', (byte) => {
    if (text === '') {
      setTimeout(() => {
        line.post({ type: 'console', at: now(), text });
        text = '';
      }, GATHER);
    }
    text += String.fromCharCode(byte);
  });
  await new Promise<void>((resolve) => emulator.add_listener('emulator-loaded', () => resolve()));
  return { emulator, disk };
}
