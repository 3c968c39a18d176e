/**
 * Synchronous calls from a thread to the file server, over one SharedArrayBuffer per thread.
 *
 * A message is a JSON text and, if any, bytes. It crosses in parts of what the box holds: whoever
 * has the turn writes a part and hands the turn over; the other takes it out and, if more is to
 * come, hands the turn back. A request and its response are each one message. The JSON is ASCII, for
 * which no encoder is needed; those of the browser refuse shared memory.
 */
import { ringFor } from './doorbell.ts';
import { Readiness, READINESS_BYTES } from './readiness.ts';
import { spinUntil } from './spin.ts';

/** Int32 words before the body. */
const TURN = 0;
const SLOT = 1;
/** Bytes of the whole message: of its JSON, and of its data (−1: it has none). */
const JSON_LENGTH = 2;
const DATA_LENGTH = 3;
const READINESS_OFFSET = 16;
const HEADER_BYTES = READINESS_OFFSET + READINESS_BYTES;

const CLIENT = 0;
const SERVER = 1;

const BODY_BYTES = 256 * 1024;

export interface Message {
  json: unknown;
  data?: Uint8Array;
}

/** A mailbox that the server knows by `slot` (< MAILBOX_SLOTS). */
export function createMailbox(slot: number, bodyBytes = BODY_BYTES): SharedArrayBuffer {
  const mailbox = new SharedArrayBuffer(HEADER_BYTES + bodyBytes);
  new Int32Array(mailbox, 0, HEADER_BYTES / 4)[SLOT] = slot;
  return mailbox;
}

/** What the server says unasked to the thread that has this mailbox. */
export function readinessOf(mailbox: SharedArrayBuffer): Readiness {
  return new Readiness(mailbox, READINESS_OFFSET);
}

const NOTHING: Uint8Array = new Uint8Array(0);
/** Texts up to this length are read at once. */
const SHORT = 4096;

function asciiJson(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.replace(/[\u0080-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function writeAscii(text: string, into: Uint8Array): void {
  for (let i = 0; i < text.length; i++) into[i] = text.charCodeAt(i);
}

function readAscii(bytes: Uint8Array): string {
  if (bytes.length <= SHORT) return String.fromCharCode.apply(null, bytes as unknown as number[]);
  return new TextDecoder('latin1').decode(new Uint8Array(bytes));
}

/** One end of a mailbox: what is being sent and what has come in so far. */
class End {
  readonly words: Int32Array;
  readonly body: Uint8Array;
  #outgoing = NOTHING;
  #sent = 0;
  #incoming = NOTHING;
  #received = 0;

  constructor(mailbox: SharedArrayBuffer) {
    this.words = new Int32Array(mailbox, 0, HEADER_BYTES / 4);
    this.body = new Uint8Array(mailbox, HEADER_BYTES);
  }

  /** Begins a message: its first part is in the box afterwards. */
  begin({ json, data }: Message): void {
    const text = asciiJson(json);
    this.words[JSON_LENGTH] = text.length;
    this.words[DATA_LENGTH] = data ? data.length : -1;
    const total = text.length + (data?.length ?? 0);
    const fits = total <= this.body.length;
    const target = fits ? this.body : new Uint8Array(total);
    writeAscii(text, target);
    if (data) target.set(data, text.length);
    this.#outgoing = fits ? NOTHING : target;
    this.#sent = 0;
    if (!fits) this.sendPart();
  }

  /** Whether the message has not all been put into the box yet. */
  get sending(): boolean {
    return this.#sent < this.#outgoing.length;
  }

  sendPart(): void {
    const part = this.#outgoing.subarray(this.#sent, this.#sent + this.body.length);
    this.body.set(part);
    this.#sent += part.length;
  }

  /** Takes a part out of the box; gives the message once it is whole. */
  receivePart(): Message | undefined {
    const jsonLength = this.words[JSON_LENGTH]!;
    const dataLength = this.words[DATA_LENGTH]!;
    const total = jsonLength + Math.max(0, dataLength);
    if (total <= this.body.length) return this.#message(this.body, jsonLength, dataLength);
    if (this.#received === 0) this.#incoming = new Uint8Array(total);
    const part = this.body.subarray(0, Math.min(this.body.length, total - this.#received));
    this.#incoming.set(part, this.#received);
    this.#received += part.length;
    if (this.#received < total) return undefined;
    this.#received = 0;
    return this.#message(this.#incoming, jsonLength, dataLength);
  }

  #message(bytes: Uint8Array, jsonLength: number, dataLength: number): Message {
    const message: Message = { json: JSON.parse(readAscii(bytes.subarray(0, jsonLength))) };
    if (dataLength >= 0) {
      // slice() of shared memory would be shared.
      message.data = new Uint8Array(bytes.subarray(jsonLength, jsonLength + dataLength));
    }
    return message;
  }
}

/** The thread's end: waits for its answer with Atomics.wait. */
export class MailboxClient {
  #end: End;
  #doorbell: Int32Array;
  #isTelling = false;

  constructor(mailbox: SharedArrayBuffer, doorbell: SharedArrayBuffer) {
    this.#end = new End(mailbox);
    this.#doorbell = new Int32Array(doorbell);
  }

  /** Sends a request and blocks this thread until its response is here. */
  call(request: Message): Message {
    this.settle();
    const end = this.#end;
    end.begin(request);
    this.#handOver();
    while (end.sending) {
      end.sendPart();
      this.#handOver();
    }
    for (;;) {
      const response = end.receivePart();
      if (response) return response;
      this.#handOver();
    }
  }

  /** Sends a small request whose response says nothing, and does not wait for it. */
  tell(request: Message): void {
    this.settle();
    this.#end.begin(request);
    this.#giveTurn();
    this.#isTelling = true;
  }

  /** Waits until the server has done what it was told. */
  settle(): void {
    if (!this.#isTelling) return;
    this.#isTelling = false;
    this.#awaitTurn();
  }

  #handOver(): void {
    this.#giveTurn();
    this.#awaitTurn();
  }

  #giveTurn(): void {
    const { words } = this.#end;
    Atomics.store(words, TURN, SERVER);
    ringFor(this.#doorbell, words[SLOT]!);
  }

  #awaitTurn(): void {
    const { words } = this.#end;
    if (spinUntil(() => Atomics.load(words, TURN) === CLIENT)) return;
    while (Atomics.load(words, TURN) === SERVER) Atomics.wait(words, TURN, SERVER);
  }
}

/** The server's end of one mailbox. */
export class MailboxServer {
  #end: End;
  #isAnswering = false;

  constructor(mailbox: SharedArrayBuffer) {
    this.#end = new End(mailbox);
  }

  /**
   * Takes the turn, if the client gave it: receives, goes on sending a part, or has the request
   * answered. `answer` responds at once or later, and once.
   */
  serve(answer: (request: Message, respond: (response: Message) => void) => void): void {
    const end = this.#end;
    if (this.#isAnswering || Atomics.load(end.words, TURN) !== SERVER) return;
    if (end.sending) {
      end.sendPart();
      return this.#handBack();
    }
    const request = end.receivePart();
    if (!request) return this.#handBack();
    this.#isAnswering = true;
    answer(request, (response) => {
      this.#isAnswering = false;
      end.begin(response);
      this.#handBack();
    });
  }

  #handBack(): void {
    const { words } = this.#end;
    Atomics.store(words, TURN, CLIENT);
    Atomics.notify(words, TURN);
  }
}
