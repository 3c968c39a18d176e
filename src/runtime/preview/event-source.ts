import type { HeaderList } from './messages.ts';

/**
 * `EventSource` on `fetch`, as the HTML standard describes it. Runs in the preview.
 */
export function eventSource(fetchStream: typeof fetch) {
  const server = new URL(document.baseURI).origin;

  return class extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    readonly CONNECTING = 0;
    readonly OPEN = 1;
    readonly CLOSED = 2;
    readonly url: string;
    readonly withCredentials = false;
    readyState = 0;
    onopen: ((event: Event) => void) | null = null;
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    #abort = new AbortController();
    #lastId = '';
    #retry = 3000;

    constructor(url: string | URL) {
      super();
      this.url = new URL(url, document.baseURI).href;
      void this.#connect();
    }

    close(): void {
      this.readyState = 2;
      this.#abort.abort();
    }

    async #connect(): Promise<void> {
      while (this.readyState !== 2) {
        this.readyState = 0;
        try {
          await this.#listen();
        } catch {
          // a lost connection is made again
        }
        if (this.#isClosed()) return;
        this.readyState = 0;
        this.#say('onerror', new Event('error'));
        await new Promise((resolve) => setTimeout(resolve, this.#retry));
      }
    }

    #isClosed(): boolean {
      return this.readyState === 2;
    }

    async #listen(): Promise<void> {
      const headers: HeaderList = [['Accept', 'text/event-stream']];
      if (this.#lastId) headers.push(['Last-Event-ID', this.#lastId]);
      const { signal } = this.#abort;
      const response = await fetchStream(this.url, { headers, signal });
      const type = response.headers.get('content-type') ?? '';
      if (response.status !== 200 || !type.startsWith('text/event-stream')) {
        this.close();
        return this.#say('onerror', new Event('error'));
      }
      this.readyState = 1;
      this.#say('onopen', new Event('open'));
      let text = '';
      for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
        text += part;
        const events = text.split(/\r\n\r\n|\n\n|\r\r/);
        text = events.pop()!;
        for (const event of events) this.#dispatch(event);
      }
    }

    #dispatch(text: string): void {
      let type = 'message';
      const data: string[] = [];
      for (const line of text.split(/\r\n|\n|\r/)) {
        const [, field, value = ''] = /^([^:]*)(?::\x20?(.*))?$/s.exec(line) ?? [];
        if (field === 'data') data.push(value);
        else if (field === 'event') type = value || 'message';
        else if (field === 'id') this.#lastId = value;
        else if (field === 'retry' && /^\d+$/.test(value)) this.#retry = Number(value);
      }
      if (data.length === 0) return;
      const init = { data: data.join('\n'), lastEventId: this.#lastId, origin: server };
      const event = new MessageEvent(type, init);
      if (type === 'message') this.#say('onmessage', event);
      else this.dispatchEvent(event);
    }

    #say(handler: 'onopen' | 'onmessage' | 'onerror', event: Event): void {
      this.dispatchEvent(event);
      (this[handler] as ((event: Event) => void) | null)?.call(this, event);
    }
  };
}
