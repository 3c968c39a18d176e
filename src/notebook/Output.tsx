/** What the program prints, as a terminal shows it. */
import { effect, useComputed, useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { RunValues } from './Controls.tsx';
import { InputLine } from './InputLine.tsx';
import { useKeptHeight } from './kept-height.ts';
import { lightOutput } from './lit.ts';
import { OutputLine } from './OutputLine.tsx';
import { OutputTools } from './OutputTools.tsx';
import { showsTimings } from './reader-settings.ts';
import type { Screen } from './run.ts';
import type { Session } from './session.ts';
import { Terminal } from './terminal.ts';

const MAX_LIVE_LINES = 1000;
/** A finished run's output of more lines is folded to its first and last ones. */
const FOLD_FROM = 200;
const HEAD = 40;
const TAIL = 100;

export function Output({ session }: { session: Session }) {
  const { words, language, runner, sandbox } = session;
  const recorded = useComputed(() => screenOf(sandbox.recorded.output));
  const isOwn = runner.hasRun.value;
  const isEnded = !isOwn || runner.state.value !== 'running';
  const screen = isOwn ? runner.screen.value : recorded.value;
  const { lines, omitted } = tailOf(screen, isEnded);
  const unfolded = useSignal<readonly unknown[] | null>(null);
  const isFolded = isEnded && lines.length > FOLD_FROM && unfolded.value !== screen.lines;
  const count = (number: number) => number.toLocaleString(language);
  const box = useRef<HTMLPreElement>(null);
  const followsEnd = useRef(true);
  const height = useKeptHeight(box, isOwn && runner.state.value === 'running');

  useLayoutEffect(() => {
    if (isOwn && followsEnd.current) box.current!.scrollTop = box.current!.scrollHeight;
  }, [lines]);
  useEffect(() => effect(() => lightOutput(box.current!, session.lit)), [lines, isFolded]);
  const onScroll = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    followsEnd.current = scrollHeight - scrollTop - clientHeight < 8;
  };
  /** The lines come where the button was, and the keyboard stays there. */
  const unfold = () => {
    followsEnd.current = false;
    unfolded.value = screen.lines;
    box.current!.focus();
  };
  const rows = (from: number, to: number) =>
    lines
      .slice(from, to)
      .map((line) => <OutputLine key={line.number} line={line} session={session} />);

  return (
    <section class="nb-output">
      <div class="nb-label">
        {words.output}
        {!isOwn && <span class="nb-chip">{words.recordedShort}</span>}
        <OutputTools session={session} lines={screen.lines} />
      </div>
      <RunValues session={session} />
      {omitted > 0 && (
        <p class="nb-note">{words.omittedLines(count(omitted), count(lines.length))}</p>
      )}
      {runner.isOutputCut.value && <p class="nb-note">{words.tooMuchOutput}</p>}
      <pre
        ref={box}
        class="nb-screen"
        data-timed={isOwn && showsTimings.value}
        role="log"
        aria-live="off" // read at will: the status line says when the run has ended
        tabIndex={0}
        aria-label={words.output}
        style={{
          '--recorded-lines': Math.min(14, recorded.value.lines.length),
          ...(height && { minHeight: `${height}px` }),
        }}
        onScroll={onScroll}
      >
        {isFolded ? rows(0, HEAD) : rows(0, lines.length)}
        {isFolded && (
          <button key="fold" type="button" class="nb-quiet nb-fold nb-scripted" onClick={unfold}>
            {words.unfold(count(lines.length - HEAD - TAIL))}
          </button>
        )}
        {isFolded && rows(lines.length - TAIL, lines.length)}
        {lines.length === 0 && isEnded && (
          <span class="nb-faint">{runner.isCleared.value ? '' : words.noOutput}</span>
        )}
      </pre>
      <InputLine session={session} />
    </section>
  );
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
