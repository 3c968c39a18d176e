/** SETTINGS of the other side: what they must not be, and what follows from them. */
import { ConnectionError } from './checks.ts';
import { Code, MAX_WINDOW, Setting, unpackSettings } from './frames.ts';
import type { Session } from './session.ts';

const MIN_FRAME_SIZE = 16384;
const MAX_FRAME_SIZE = 2 ** 24 - 1;

/** `first`: nothing was known of the other side. Throws `ConnectionError`. */
export function applyRemoteSettings(session: Session, payload: Uint8Array, first: boolean): void {
  if (payload.length % 6 !== 0) throw new ConnectionError(Code.FRAME_SIZE_ERROR);
  const entries = unpackSettings(payload);
  if (entries.length > session.maxSettings) throw new ConnectionError(Code.ENHANCE_YOUR_CALM);
  for (const [setting, value] of entries) {
    if (setting === Setting.INITIAL_WINDOW_SIZE && value > MAX_WINDOW) {
      throw new ConnectionError(Code.FLOW_CONTROL_ERROR);
    }
    const wrongSize = value < MIN_FRAME_SIZE || value > MAX_FRAME_SIZE;
    if (setting === Setting.MAX_FRAME_SIZE && wrongSize) {
      throw new ConnectionError(Code.PROTOCOL_ERROR);
    }
    const wasOn = session.remote.get(setting) === 1;
    if (setting === Setting.ENABLE_CONNECT_PROTOCOL && wasOn && value === 0) {
      throw new ConnectionError(Code.PROTOCOL_ERROR);
    }
    if (setting === Setting.ENABLE_PUSH && value > (session.server ? 1 : 0)) {
      throw new ConnectionError(Code.PROTOCOL_ERROR);
    }
  }
  const before = session.remote.get(Setting.INITIAL_WINDOW_SIZE);
  if (first) {
    session.remote.apply([[Setting.MAX_CONCURRENT_STREAMS, 2 ** 32 - 1]]);
  }
  session.remote.apply(entries);
  const more = session.remote.get(Setting.INITIAL_WINDOW_SIZE) - before;
  for (const stream of session.streams.values()) stream.sendWindow += more;
  session.deflater.resize(session.remote.get(Setting.HEADER_TABLE_SIZE));
  session.acknowledgeSettings();
  session.events.onSettings();
}
