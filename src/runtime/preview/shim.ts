/**
 * What a previewed page finds in place of a network: `fetch`, `EventSource`, links and forms go over
 * a port to the server that it came from, and nowhere else. This function runs in the preview, as
 * text: it may use nothing from outside itself.
 *
 * The policy of the document stops every other way out but WebRTC, which no policy knows of. So that
 * is taken away, and with it everything that could give the page a second, untouched window: frames.
 */
import type { FromPreview, HeaderList, PreviewRequest, ToPreview } from './messages.ts';

export function shim(): void {
  closeWebRTC();

  const port = Promise.withResolvers<MessagePort>();
  addEventListener('message', function take({ source, ports: [given] }: MessageEvent) {
    if (source !== parent || !given) return;
    removeEventListener('message', take);
    given.onmessage = ({ data }: MessageEvent<ToPreview>) => listeners.get(data.id)?.(data);
    port.resolve(given);
  });
  parent.postMessage('preview-began', '*');

  const listeners = new Map<number, (message: ToPreview) => void>();
  let lastId = 0;
  const server = new URL(document.baseURI).origin;

  async function post(message: FromPreview): Promise<void> {
    (await port.promise).postMessage(message);
  }

  async function describe(request: Request): Promise<PreviewRequest> {
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
    return { method: request.method, url: request.url, headers: [...request.headers], body };
  }

  const ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const url = input instanceof Request ? input.url : new URL(input, document.baseURI).href;
    if (new URL(url).origin !== server) {
      throw new TypeError(`Failed to fetch ${url}: a preview reaches its own server only.`);
    }
    const request = new Request(input instanceof Request ? input : url, init);
    const { signal } = request;
    signal.throwIfAborted();
    const id = ++lastId;
    const end = () => listeners.delete(id);
    return new Promise((resolve, reject) => {
      let body: ReadableStreamDefaultController<Uint8Array>;
      const cancel = () => {
        if (end()) void post({ type: 'cancel', id });
      };
      const fail = (error: unknown) => {
        end();
        reject(error);
        body?.error(error);
      };
      signal.addEventListener('abort', () => {
        cancel();
        fail(signal.reason);
      });
      listeners.set(id, (message) => {
        if (message.type === 'error') return fail(new TypeError(message.message));
        if (message.type === 'chunk') {
          if (message.bytes) return body.enqueue(message.bytes);
          end();
          return body.close();
        }
        const { status, statusText, headers } = message;
        const stream = new ReadableStream<Uint8Array>(
          {
            start: (controller) => void (body = controller),
            pull: () => post({ type: 'taken', id }),
            cancel,
          },
          { highWaterMark: 0 },
        );
        const empty = [204, 205, 304].includes(status);
        const response = new Response(empty ? null : stream, { status, statusText, headers });
        Object.defineProperty(response, 'url', { value: message.url });
        resolve(response);
      });
      describe(request).then((described) => post({ type: 'request', id, ...described }), fail);
    });
  };
  globalThis.fetch = ask;
  globalThis.EventSource = eventSource(ask) as unknown as typeof EventSource;

  async function navigate(url: string, init: RequestInit = {}): Promise<void> {
    const target = new URL(url, document.baseURI);
    if (target.origin !== server) return;
    if (!init.body && target.hash && target.href.split('#')[0] === document.baseURI.split('#')[0]) {
      return document.getElementById(target.hash.slice(1))?.scrollIntoView();
    }
    await post({ type: 'navigate', ...(await describe(new Request(target, init))) });
  }

  addEventListener('click', (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (event.defaultPrevented || event.button !== 0 || !link?.hasAttribute('href')) return;
    event.preventDefault();
    void navigate(link.href);
  });

  addEventListener('submit', (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const submitter = event.submitter as HTMLButtonElement | null;
    const data = new FormData(form, submitter);
    const action = submitter?.getAttribute('formaction') ?? form.getAttribute('action') ?? '';
    const method = submitter?.getAttribute('formmethod') ?? form.getAttribute('method') ?? 'get';
    const type = submitter?.getAttribute('formenctype') ?? form.enctype;
    const fields = new URLSearchParams(
      [...data].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]),
    );
    if (method.toLowerCase() !== 'post') {
      const url = new URL(action, document.baseURI);
      url.search = String(fields);
      void navigate(url.href);
    } else {
      const body = type === 'multipart/form-data' ? data : fields;
      void navigate(action, { method: 'POST', body });
    }
  });

  /** `EventSource` on `fetch`, as the HTML standard describes it. */
  function eventSource(fetchStream: typeof fetch) {
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

  function closeWebRTC(): void {
    const page = globalThis as unknown as Record<string, unknown>;
    for (const name of Object.getOwnPropertyNames(page)) {
      if (/^(webkit)?RTC|^WebTransport/.test(name)) delete page[name];
    }
    const frames = 'iframe, frame, object, embed, fencedframe';
    const watch = (root: Node) => {
      // Before a frame's document comes, which takes a task, this has removed it.
      new MutationObserver((changes) => {
        for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
          if (!(node instanceof Element)) continue;
          for (const found of node.querySelectorAll(frames)) found.remove();
          if (node.matches(frames)) node.remove();
        }
      }).observe(root, { childList: true, subtree: true });
    };
    watch(document);
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (this: Element, init) {
      const root = attachShadow.call(this, { ...init, clonable: false });
      watch(root);
      return root;
    };
    // These make shadow roots, or documents, that nobody would watch.
    const refuse = () => {
      throw new Error('A preview cannot write its document anew.');
    };
    Object.assign(Document.prototype, { open: refuse, write: refuse, writeln: refuse });
    for (const [owner, name] of [
      [Element.prototype, 'setHTMLUnsafe'],
      [ShadowRoot.prototype, 'setHTMLUnsafe'],
      [Document, 'parseHTMLUnsafe'],
    ] as const) {
      delete (owner as unknown as Record<string, unknown>)[name];
    }
  }
}
