/** What the timeline's signs mean; only those that are drawn. */
import type { ComponentChildren } from 'preact';
import type { Timeline } from './timeline-model.ts';
import type { Words } from './words.ts';

export function TimelineKey({ timeline, words }: { timeline: Timeline; words: Words }) {
  const { lanes, messages } = timeline;
  const { key } = words;
  const has = (list: 'spans' | 'marks' | 'beats' | 'stalls') =>
    lanes.some((lane) => lane[list].length > 0);
  return (
    <ul class="tl-key">
      {has('spans') && (
        <Entry text={key.span}>
          <rect class="tl-key-bar" x="1" y="2.5" width="20" height="9" />
        </Entry>
      )}
      {has('marks') && (
        <Entry text={key.mark}>
          <path class="tl-key-fill" d="M11 2 16 7 11 12 6 7Z" />
        </Entry>
      )}
      {has('beats') && (
        <Entry text={key.beat}>
          <path class="tl-key-line" d="M1 3H21M3 3V10M8 3V10M13 3V10M18 3V10" />
        </Entry>
      )}
      {has('stalls') && (
        <Entry text={key.stall}>
          <path class="tl-key-stall" d="M1 1V13M21 1V13M1 7H21M4 5 1 7 4 9M18 5 21 7 18 9" />
        </Entry>
      )}
      {messages.length > 0 && (
        <Entry text={key.message}>
          <path class="tl-key-line" d="M4 2 17 11M17 11 12.5 10.5M17 11 15.5 6.8" />
          <circle class="tl-key-open" cx="4" cy="2.5" r="2" />
        </Entry>
      )}
    </ul>
  );
}

function Entry({ text, children }: { text: string; children: ComponentChildren }) {
  return (
    <li>
      <svg width="22" height="14" aria-hidden="true">
        {children}
      </svg>
      {text}
    </li>
  );
}
