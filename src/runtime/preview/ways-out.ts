/**
 * Takes away what leads out of a preview and no policy covers: WebRTC, and elements that open a
 * connection by being there (`<link rel="preconnect">`) or bring a document with such (frames).
 *
 * Runs first in every window of a preview. What a page's script changes later does not reach it, for
 * it holds the functions that it uses. Elements are made in a document that nothing loads or runs in,
 * and come into the page if they may.
 */

/** The one way in which the shim makes a document of HTML. */
export type ParsePage = (html: string) => Document;

export function closeWaysOut(): ParsePage {
  const REFUSED =
    'link, iframe, frame, frameset, object, embed, fencedframe, base, meta, script, noscript, template';
  const { apply } = Reflect;
  const getter = (owner: object, name: string) => {
    return Object.getOwnPropertyDescriptor(owner, name)!.get!;
  };
  const { matches, remove: removeElement, before, prepend, append, after } = Element.prototype;
  const { querySelectorAll: inElement } = Element.prototype;
  const { adoptNode, createElementNS, querySelectorAll: inDocument } = Document.prototype;
  const { appendChild } = Node.prototype;
  const { item } = NodeList.prototype;
  const length = getter(NodeList.prototype, 'length');
  const firstChild = getter(Node.prototype, 'firstChild');
  const parentElement = getter(Node.prototype, 'parentElement');
  const localName = getter(Element.prototype, 'localName');
  const namespaceURI = getter(Element.prototype, 'namespaceURI');
  const host = getter(ShadowRoot.prototype, 'host');
  const documentElement = getter(Document.prototype, 'documentElement');
  const setInnerHTML = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')!.set!;
  const { parseFromString } = DOMParser.prototype;
  const parser = new DOMParser();
  const inert = document.implementation.createHTMLDocument();

  function remove(found: NodeList): void {
    for (let i: number = apply(length, found, []) - 1; i >= 0; i--) {
      apply(removeElement, apply(item, found, [i]), []);
    }
  }

  /** What `html` means inside an element such as `context`. */
  function parse(html: unknown, context: Element): DocumentFragment {
    const name = [apply(namespaceURI, context, []), apply(localName, context, [])];
    const element: Element = apply(createElementNS, inert, name);
    apply(setInnerHTML, element, [html]);
    remove(apply(inElement, element, [REFUSED]));
    const fragment = new DocumentFragment();
    for (let child; (child = apply(firstChild, element, []));) {
      apply(appendChild, fragment, [child]);
    }
    return fragment;
  }

  function refuse(element: Element | null): void {
    if (!element || !apply(matches, element, [REFUSED])) return;
    throw new Error(
      `A preview cannot have a <${apply(localName, element, [])}> that a script makes.`,
    );
  }

  for (const name of ['createElement', 'createElementNS'] as const) {
    const create = Document.prototype[name] as (...args: unknown[]) => Element;
    Object.defineProperty(Document.prototype, name, {
      value(this: Document, ...args: unknown[]) {
        const element: Element = apply(create, inert, args);
        refuse(element);
        return apply(adoptNode, this, [element]);
      },
    });
  }
  const { createDocument } = DOMImplementation.prototype;
  DOMImplementation.prototype.createDocument = function (...args) {
    const made: XMLDocument = apply(createDocument, this, args);
    refuse(apply(documentElement, made, []));
    return made;
  };

  for (const owner of [Element.prototype, ShadowRoot.prototype]) {
    const { replaceChildren } = owner;
    Object.defineProperty(owner, 'innerHTML', {
      get: getter(owner, 'innerHTML'),
      set(this: Element | ShadowRoot, html: unknown) {
        const context = owner === Element.prototype ? this : apply(host, this, []);
        apply(replaceChildren, this, [parse(html, context as Element)]);
      },
    });
  }
  const places: Record<string, [insert: (...nodes: Node[]) => void, isInside: boolean]> = {
    beforebegin: [before, false],
    afterbegin: [prepend, true],
    beforeend: [append, true],
    afterend: [after, false],
  };
  Element.prototype.insertAdjacentHTML = function (position, html) {
    const [insert, isInside] = places[position]!;
    apply(insert, this, [parse(html, isInside ? this : apply(parentElement, this, []))]);
  };
  Object.defineProperty(Element.prototype, 'outerHTML', {
    get: getter(Element.prototype, 'outerHTML'),
  });

  // What else makes elements of text, or frames of anything; and WebRTC.
  const kept = ['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'getHTML'];
  const owners = [Element, ShadowRoot, Document, Range].flatMap((type) => [type, type.prototype]);
  for (const owner of owners as unknown as Record<string, unknown>[]) {
    for (const name of Object.getOwnPropertyNames(owner)) {
      const makes = /html|^(write|writeln|open|execCommand|createContextualFragment)$/i.test(name);
      if (makes && !kept.includes(name)) delete owner[name];
    }
  }
  const page = globalThis as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(page)) {
    if (/^(webkit|moz)?RTC|^(DOMParser|XSLTProcessor|customElements)$/.test(name))
      delete page[name];
  }

  return (html) => {
    const parsed: Document = apply(parseFromString, parser, [html, 'text/html']);
    remove(apply(inDocument, parsed, [REFUSED]));
    return parsed;
  };
}
