/** The shared array of settings (`settingsBuffer`): Http2Settings of src/node_http2.cc. */
import { Setting, type SettingEntry } from '../../http2/frames.ts';
import type { Settings } from '../../http2/state.ts';

/** The settings by their place in the array; a bit for each that is set comes behind them. */
const PLACES = [
  Setting.HEADER_TABLE_SIZE,
  Setting.ENABLE_PUSH,
  Setting.INITIAL_WINDOW_SIZE,
  Setting.MAX_FRAME_SIZE,
  Setting.MAX_CONCURRENT_STREAMS,
  Setting.MAX_HEADER_LIST_SIZE,
  Setting.ENABLE_CONNECT_PROTOCOL,
];
const FLAGS = PLACES.length;
const CUSTOM = FLAGS + 1;

/** What Node announces unless it is told otherwise; the others have no default. */
const DEFAULTS: readonly SettingEntry[] = [
  [Setting.HEADER_TABLE_SIZE, 4096],
  [Setting.ENABLE_PUSH, 1],
  [Setting.INITIAL_WINDOW_SIZE, 65535],
  [Setting.MAX_FRAME_SIZE, 16384],
  [Setting.MAX_CONCURRENT_STREAMS, 2 ** 32 - 1],
  [Setting.MAX_HEADER_LIST_SIZE, 65535],
  [Setting.ENABLE_CONNECT_PROTOCOL, 0],
];

export function refreshDefaults(buffer: Uint32Array): void {
  let flags = 0;
  for (const [id, value] of DEFAULTS) {
    const place = PLACES.indexOf(id as (typeof PLACES)[number]);
    buffer[place] = value;
    flags |= 1 << place;
  }
  buffer[FLAGS] = flags;
}

/** True of those that have a place of their own. */
export function isStandard(id: number): boolean {
  return (PLACES as readonly number[]).includes(id);
}

/** What lib has written there, custom settings last. */
export function readSettings(buffer: Uint32Array): SettingEntry[] {
  const entries: SettingEntry[] = PLACES.flatMap((id, place) =>
    buffer[FLAGS]! & (1 << place) ? [[id, buffer[place]!] as const] : [],
  ).sort(([a], [b]) => a - b);
  for (let i = 0; i < buffer[CUSTOM]!; i++) {
    entries.push([buffer[CUSTOM + 1 + 2 * i]!, buffer[CUSTOM + 2 + 2 * i]!]);
  }
  return entries;
}

/** Numbers of custom settings that lib has written there. */
export function readCustomNumbers(buffer: Uint32Array): number[] {
  return Array.from({ length: buffer[CUSTOM]! }, (_, i) => buffer[CUSTOM + 1 + 2 * i]!);
}

export function writeSettings(
  buffer: Uint32Array,
  settings: Settings,
  custom: readonly SettingEntry[],
): void {
  PLACES.forEach((id, place) => (buffer[place] = settings.get(id)));
  buffer[CUSTOM] = custom.length;
  custom.forEach((entry, i) => buffer.set(entry, CUSTOM + 1 + 2 * i));
}
