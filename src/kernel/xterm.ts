/** The terminal of a machine on the page: xterm.js, in the page's colours. */
import { FitAddon } from '@xterm/addon-fit';
import { Terminal } from '@xterm/xterm';
import '@xterm/xterm/css/xterm.css';
import type { LabSession } from './session.ts';

/** Shows what the session's machine has printed and prints, in `box`. The function returned closes it. */
export function openTerminal(box: HTMLElement, session: LabSession): () => void {
  const terminal = new Terminal({
    rows: session.size.rows,
    convertEol: false,
    fontFamily: getComputedStyle(box).fontFamily,
    fontSize: 13,
    screenReaderMode: true,
    scrollback: 1000,
    theme: themeOf(box),
  });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(box);
  terminal.textarea?.setAttribute('aria-label', session.own.terminal);
  const { cols: columns = 80 } = fit.proposeDimensions() ?? {};
  terminal.resize(Math.max(20, columns), session.size.rows);
  session.resize({ columns: terminal.cols, rows: terminal.rows });
  // The keyboard must be able to leave.
  terminal.attachCustomKeyEventHandler((event) => event.key !== 'Tab');
  terminal.onData((data) => session.keys(data));
  terminal.write(session.screen);
  session.onText = (text) => terminal.write(text);
  const repaint = () => (terminal.options.theme = themeOf(box));
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  scheme.addEventListener('change', repaint);
  const observer = new MutationObserver(repaint);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    session.onText = null;
    scheme.removeEventListener('change', repaint);
    observer.disconnect();
    terminal.dispose();
  };
}

function themeOf(box: HTMLElement) {
  const { backgroundColor: background, color: foreground } = getComputedStyle(box);
  return { background, foreground, cursor: foreground };
}
