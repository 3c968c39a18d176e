/** What the program prints, as a terminal shows it. */
import { useComputed } from '@preact/signals';
import { memo } from 'preact/compat';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Screen } from './run.ts';
import type { Session } from './session.ts';
import { paletteColor, Terminal, type Line, type Style, type StyledText } from './terminal.ts';

const MAX_LIVE_LINES = 1000;

export function Output({ session }: { session: Session }) {
  const { words, language, runner, sandbox } = session;
  const recorded = useComputed(() => screenOf(sandbox.recorded.output));
  const isOwn = runner.hasRun.value;
  const isEnded = !isOwn || runner.state.value !== 'running';
  const { lines, omitted } = tailOf(isOwn ? runner.screen.value : recorded.value, isEnded);
  const count = (number: number) => number.toLocaleString(language);
  const box = useRef<HTMLPreElement>(null);
  const followsEnd = useRef(true);

  useLayoutEffect(() => {
    if (isOwn && followsEnd.current) box.current!.scrollTop = box.current!.scrollHeight;
  }, [lines]);
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    followsEnd.current = scrollHeight - scrollTop - clientHeight < 8;
  };

  return (
    <section class="nb-output">
      <p class="nb-label">
        {words.output}
        {!isOwn && <span class="nb-chip">{words.recordedShort}</span>}
      </p>
      {omitted > 0 && (
        <p class="nb-note">{words.omittedLines(count(omitted), count(lines.length))}</p>
      )}
      {runner.isOutputCut.value && <p class="nb-note">{words.tooMuchOutput}</p>}
      <pre
        ref={box}
        class="nb-screen"
        role="log"
        tabIndex={0}
        aria-label={words.output}
        style={{ '--recorded-lines': Math.min(14, recorded.value.lines.length) }}
        onScroll={onScroll}
      >
        {lines.map((line) => (
          <OutputLine key={line.number} line={line} />
        ))}
        {lines.length === 0 && isEnded && <span class="nb-faint">{words.noOutput}</span>}
      </pre>
    </section>
  );
}

const OutputLine = memo(function OutputLine({ line }: { line: Line }) {
  const [first, ...more] = line.spans;
  const isPlain = more.length === 0 && (!first || lookOf(first.style) === null);
  return <span>{isPlain ? `${first?.text ?? ''}\n` : [...line.spans.map(styled), '\n']}</span>;
});

function styled({ text, style }: StyledText, index: number) {
  const look = lookOf(style);
  return look === null ? (
    text
  ) : (
    <span key={index} {...look}>
      {text}
    </span>
  );
}

/** Classes for what the theme draws, inline colours for the rest; null for plain text. */
function lookOf(style: Style): { class: string; style?: Record<string, string> } | null {
  const names = Object.keys(style) as (keyof Style)[];
  if (names.length === 0) return null;
  const { color, background } = style;
  const classes = names.filter((name) => style[name] === true).map((name) => `ansi-${name}`);
  const inline: Record<string, string> = {};
  const paint = (value: number | string | undefined, kind: 'fg' | 'bg', property: string) => {
    if (typeof value === 'number' && value < 16) classes.push(`ansi-${kind}-${value}`);
    else if (value !== undefined) {
      inline[property] = typeof value === 'number' ? paletteColor(value) : value;
    }
  };
  paint(color, 'fg', 'color');
  paint(background, 'bg', 'background-color');
  return { class: classes.join(' '), ...(Object.keys(inline).length > 0 && { style: inline }) };
}

/** All that is kept of a run that has ended; of one that goes on what can be painted often. */
function tailOf({ lines, omitted }: Screen, isEnded: boolean): Screen {
  const left = isEnded ? 0 : Math.max(0, lines.length - MAX_LIVE_LINES);
  return { lines: left === 0 ? lines : lines.slice(left), omitted: omitted + left };
}

function screenOf(text: string): Screen {
  const terminal = new Terminal();
  terminal.write(text);
  return { lines: terminal.lines, omitted: terminal.omitted };
}
