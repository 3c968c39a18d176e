/**
 * Puts a page together from what its server answered, and runs its scripts. What they find in place
 * of a network: `fetch`, `EventSource`, links and forms go over a port to the server that the page
 * came from, and nowhere else. Runs in the preview.
 */
import type { FromPreview, PreviewReport, PreviewRequest, ToPreview } from './messages.ts';
import type { eventSource as EventSourceMaker } from './event-source.ts';
import type { ParsePage } from './ways-out.ts';

/** A script of the page: where it came from and what it says. */
export interface PageScript {
  url: string;
  text: string;
  isModule: boolean;
}

/** What the server answered: a document without its scripts, and these in their order. */
export interface PageData {
  html: string;
  scripts: PageScript[];
}

export function shim(parsePage: ParsePage, eventSource: typeof EventSourceMaker): void {
  document.currentScript!.remove();

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
  tellErrors();
  document.addEventListener('readystatechange', assemble, { once: true });
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

  /** Before DOMContentLoaded, which the page's scripts may wait for. */
  function assemble(): void {
    const data = document.querySelector('script')!;
    data.remove();
    const { html, scripts } = JSON.parse(data.textContent) as PageData;
    const parsed = parsePage(html);
    const handlers = [...parsed.querySelectorAll('*')].flatMap(takeHandlers);
    for (const { name, value } of parsed.documentElement.attributes) {
      document.documentElement.setAttribute(name, value);
    }
    document.head.append(...parsed.head.childNodes);
    document.body.replaceWith(parsed.body);
    for (const [element, name, text] of handlers) {
      (element as unknown as Record<string, unknown>)[name] = new Function('event', text);
    }
    for (const script of scripts) run(script);
  }

  /** Attributes such as onclick: the policy lets none of them be a script. */
  function takeHandlers(element: Element): [element: Element, name: string, text: string][] {
    const attributes = [...element.attributes].filter(({ name }) => name.startsWith('on'));
    for (const { name } of attributes) element.removeAttribute(name);
    return attributes.map(({ name, value }) => [element, name, value]);
  }

  function run({ text, url, isModule }: PageScript): void {
    const code = isModule ? `(async () => { "use strict"; ${text}\n})()` : text;
    try {
      // Indirect: in the global scope.
      (0, eval)(`${code}\n//# sourceURL=${url}`);
    } catch (error) {
      reportError(error);
    }
  }

  function tellErrors(): void {
    const tell = (report: PreviewReport) => void post({ type: 'report', report });
    addEventListener('error', ({ error, message }) => {
      const { message: own = message, stack } = (error ?? {}) as Error;
      tell({
        type: 'PREVIEW_UNCAUGHT_EXCEPTION',
        message: String(own),
        stack: stack && String(stack),
      });
    });
    addEventListener('unhandledrejection', ({ reason }) => {
      const { message = reason, stack } = (reason ?? {}) as Error;
      tell({
        type: 'PREVIEW_UNHANDLED_REJECTION',
        message: String(message),
        stack: stack && String(stack),
      });
    });
    const { error } = console;
    console.error = (...args: unknown[]) => {
      error(...args);
      const stack = String(new Error().stack);
      tell({ type: 'PREVIEW_CONSOLE_ERROR', args: args.map(sayValue), stack });
    };
  }

  /** What may pass a port: text, or what JSON knows. */
  function sayValue(value: unknown): unknown {
    if (value instanceof Error) return String(value);
    try {
      return JSON.parse(JSON.stringify(value));
    } catch {
      return String(value);
    }
  }
}
