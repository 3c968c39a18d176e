/** Header blocks that arrive: of HEADERS and PUSH_PROMISE, gone on with in CONTINUATIONs. */
import { ConnectionError, isBadPseudo, isInvalid, lacks, mismatches } from './checks.ts';
import { Code, Failure, Flag, Setting, Type, join, type FrameHeader } from './frames.ts';
import type { Header } from './hpack.ts';
import type { Session } from './session.ts';
import { Category, type StreamState } from './state.ts';

/** A header block that goes on in CONTINUATIONs. */
interface Block {
  header: FrameHeader;
  /** Of the stream that the block is about: of a PUSH_PROMISE the promised one. */
  id: number;
  parts: Uint8Array[];
}

export class HeaderBlocks {
  readonly #session: Session;
  #block: Block | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Nothing may come between the parts of a block. */
  admit({ type, id }: FrameHeader): void {
    if (this.#block && (type !== Type.CONTINUATION || id !== this.#block.header.id)) {
      throw new ConnectionError(Code.PROTOCOL_ERROR);
    }
  }

  begin(header: FrameHeader, id: number, part: Uint8Array): void {
    if (header.id === 0) throw new ConnectionError(Code.PROTOCOL_ERROR);
    this.#block = { header, id, parts: [part] };
    if (header.flags & Flag.END_HEADERS) this.#endBlock();
  }

  goOn(header: FrameHeader, part: Uint8Array): void {
    if (!this.#block) throw new ConnectionError(Code.PROTOCOL_ERROR);
    this.#block.parts.push(part);
    if (header.flags & Flag.END_HEADERS) this.#endBlock();
  }

  #endBlock(): void {
    const { header, id, parts } = this.#block!;
    this.#block = undefined;
    let headers: Header[];
    try {
      headers = this.#session.inflater.decode(join(parts));
    } catch {
      throw new ConnectionError(Code.COMPRESSION_ERROR);
    }
    this.#headers(header, id, headers);
  }

  #headers(header: FrameHeader, id: number, headers: Header[]): void {
    const session = this.#session;
    const { events } = session;
    const [stream, category] = this.#streamOf(header, id);
    if (!stream) return;
    if (stream.remoteEnd && header.type === Type.HEADERS) {
      throw new ConnectionError(Code.STREAM_CLOSED);
    }
    if (!events.onBeginHeaders(id, category)) return;
    for (const one of headers) {
      if (isInvalid(one, session.lenient)) continue;
      if (!events.onHeader(id, one)) return;
    }
    const ends = (header.flags & Flag.END_STREAM) !== 0;
    const isRequest = category === Category.REQUEST && header.type === Type.HEADERS;
    const wrong = isRequest && (lacks(headers) || headers.some(isBadPseudo));
    this.#note(stream, category, headers);
    if (wrong || mismatches(stream, ends)) {
      events.onInvalidFrame(Failure.HTTP_MESSAGING);
      return session.submitReset(id, Code.PROTOCOL_ERROR);
    }
    events.onHeaders(id, category, header.flags);
    if (!ends || header.type !== Type.HEADERS) return;
    stream.remoteEnd = true;
    session.closeIfDone(stream);
  }

  #note(stream: StreamState, category: number, headers: Header[]): void {
    if (category === Category.HEADERS) return;
    const status = headers.find(({ name }) => name === ':status')?.value;
    if (status?.startsWith('1')) return;
    const length = headers.find(({ name }) => name === 'content-length')?.value;
    const bodyless = status === '204' || status === '304';
    if (length !== undefined && /^\d+$/.test(length) && !bodyless && this.#session.server) {
      stream.contentLength = Number(length);
    }
  }

  /** The stream of a header block: a new one, or the one that it belongs to. */
  #streamOf(header: FrameHeader, id: number): [StreamState | undefined, number] {
    const session = this.#session;
    const known = session.streams.get(id);
    if (header.type === Type.PUSH_PROMISE) {
      if (session.isMine(id) || id <= session.lastReceivedId) {
        throw new ConnectionError(Code.PROTOCOL_ERROR);
      }
      session.lastReceivedId = id;
      const promised = session.openStream(id, 'reserved');
      promised.localEnd = true;
      return [promised, Category.REQUEST];
    }
    if (known && session.isMine(id)) {
      if (known.phase !== 'opening') return [known, Category.HEADERS];
      known.phase = 'opened';
      return [known, Category.RESPONSE];
    }
    if (known) {
      if (known.phase !== 'reserved') return [known, Category.HEADERS];
      known.phase = 'opened';
      return [known, Category.PUSH_RESPONSE];
    }
    if (session.isMine(id)) {
      if (session.isIdle(id)) throw new ConnectionError(Code.PROTOCOL_ERROR);
      return [undefined, 0];
    }
    if (!session.server) throw new ConnectionError(Code.PROTOCOL_ERROR);
    if (id <= session.lastReceivedId) return [undefined, 0];
    session.lastReceivedId = id;
    if (session.goawaySent) return [undefined, 0];
    const theirs = [...session.streams.keys()].filter((other) => !session.isMine(other)).length;
    if (theirs >= session.local.get(Setting.MAX_CONCURRENT_STREAMS)) {
      throw new ConnectionError(Code.PROTOCOL_ERROR);
    }
    if (theirs >= session.pendingMaxStreams) {
      session.submitReset(id, Code.REFUSED_STREAM);
      return [undefined, 0];
    }
    session.lastProcessedId = id;
    return [session.openStream(id, 'opened'), Category.REQUEST];
  }
}
