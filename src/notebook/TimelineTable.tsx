/** The timeline in words: for whoever cannot see the drawing, or wants its numbers. */
import { useSignal } from '@preact/signals';
import type { TimelineEvent } from './timeline-events.ts';
import { formatTime, type Timeline } from './timeline-model.ts';
import { MAX_ROWS, tableRows } from './timeline-table.ts';
import { words as allWords, type Language } from './words.ts';

interface Props {
  events: readonly TimelineEvent[];
  timeline: Timeline;
  language: Language;
  say: (label: string) => string;
  /** While a run goes on, a closed table is not kept up to date. */
  isLive: boolean;
}

export function TimelineTable({ events, timeline, language, say, isLive }: Props) {
  const words = allWords[language];
  const isOpen = useSignal(false);
  const rows = isLive && !isOpen.value ? [] : tableRows(events, timeline, { words, say, language });
  return (
    <details
      class="tl-table"
      onToggle={(event) => (isOpen.value = (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>{words.table}</summary>
      <div class="tl-table-scroll" tabIndex={0} role="group" aria-label={words.table}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.tableTime}</th>
              <th scope="col">{words.tableLane}</th>
              <th scope="col">{words.tableWhat}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, MAX_ROWS).map((row, i) => (
              <tr key={i}>
                <td>{formatTime(row.at, timeline.duration, language)}</td>
                <td>{row.lane}</td>
                <td>{row.what}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > MAX_ROWS && (
        <p class="nb-note">{words.tableMore((rows.length - MAX_ROWS).toLocaleString(language))}</p>
      )}
    </details>
  );
}
