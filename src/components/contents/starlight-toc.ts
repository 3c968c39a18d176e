/**
 * `<starlight-toc>`, in place of Starlight's own (src/build/contents-script.ts): marks the link to the
 * part of the page that is being read. Starlight looks through every element of the page for that,
 * which here are thousands; this watches the headings alone. Exported because Starlight's element for
 * phones extends it.
 */
export class StarlightTOC extends HTMLElement {
  #current = this.querySelector<HTMLAnchorElement>('a[aria-current="true"]');

  /** Starlight's own element for phones shows the link too. */
  protected set current(link: HTMLAnchorElement) {
    this.#current?.removeAttribute('aria-current');
    this.#current = link;
    link.setAttribute('aria-current', 'true');
  }

  connectedCallback(): void {
    const links = new Map<Element, HTMLAnchorElement>();
    for (const link of this.querySelectorAll('a')) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) links.set(heading, link);
    }
    const headings = [...links.keys()];
    const reached = new Set<Element>();
    const note = (entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) reached.add(target);
        else reached.delete(target);
      }
      const last = headings.findLast((heading) => reached.has(heading));
      const link = last && links.get(last);
      if (link && link !== this.#current) this.current = link;
    };
    let observer: IntersectionObserver | undefined;
    const observe = () => {
      observer?.disconnect();
      // What is in the upper quarter of the window (below the header, where a link leads to), or above.
      const below = innerHeight - Math.max(160, innerHeight / 4);
      observer = new IntersectionObserver(note, { rootMargin: `1000000px 0px ${-below}px` });
      for (const heading of headings) observer.observe(heading);
    };
    observe();
    addEventListener('resize', observe);
  }
}

customElements.define('starlight-toc', StarlightTOC);
