/** ConnectionsList of src/node_http_parser.cc: the parsers of a server's connections. */

/** What the list needs of a parser. */
export interface TrackedParser {
  /** When the message, or before the first one the connection, began (ms); 0 between messages. */
  readonly messageStart: number;
  /** False before the first byte of a message and behind its last. */
  readonly withinMessage: boolean;
  readonly headersCompleted: boolean;
}

export class ConnectionsList {
  readonly #all = new Set<TrackedParser>();
  /** Those that may time out, the oldest first. */
  readonly #active = new Set<TrackedParser>();

  /** Puts a parser where its `messageStart` says. */
  update(parser: TrackedParser): void {
    this.remove(parser);
    this.#all.add(parser);
    if (parser.messageStart !== 0) this.#active.add(parser);
  }

  remove(parser: TrackedParser): void {
    this.#all.delete(parser);
    this.#active.delete(parser);
  }

  all(): TrackedParser[] {
    return [...this.#all].sort((a, b) => a.messageStart - b.messageStart);
  }

  idle(): TrackedParser[] {
    return [...this.#all].filter((parser) => !parser.withinMessage);
  }

  active(): TrackedParser[] {
    return [...this.#active];
  }

  /** Takes out those that have exceeded a limit; both in milliseconds, 0 is none. */
  expired(headersTimeout: number, requestTimeout: number): TrackedParser[] {
    const now = performance.now();
    const [shorter, longer] =
      requestTimeout > 0 && headersTimeout > requestTimeout
        ? [requestTimeout, headersTimeout]
        : [headersTimeout, requestTimeout];
    const isOver = (start: number, limit: number) => limit > 0 && start < now - limit;
    const expired = [...this.#active].filter(
      ({ messageStart, headersCompleted }) =>
        (!headersCompleted && isOver(messageStart, shorter)) || isOver(messageStart, longer),
    );
    for (const parser of expired) this.#active.delete(parser);
    return expired;
  }
}
