/** A frame whose document is a stranger to every origin, the site's own included. */

/** An invisible frame with the document `srcdoc`; `onLoad` is given its window. */
export function opaqueFrame(srcdoc: string, onLoad: (window: Window) => void): HTMLIFrameElement {
  const element = document.createElement('iframe');
  element.setAttribute('sandbox', 'allow-scripts');
  element.allow = 'cross-origin-isolated';
  element.hidden = true;
  element.ariaHidden = 'true';
  element.title = 'Node';
  element.srcdoc = srcdoc;
  element.addEventListener('load', () => onLoad(element.contentWindow!));
  return element;
}
