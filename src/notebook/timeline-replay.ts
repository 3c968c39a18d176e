/** Replays a run that has ended: a moment that goes on by itself or is moved from event to event. */
import { useSignal, type Signal } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { prefersLessMotion } from './reader-settings.ts';
import type { Timeline } from './timeline-model.ts';
import { printedAt, type Spot } from './timeline-spots.ts';

export interface Replay {
  /** Milliseconds from the run's start; null: the whole run is shown. */
  time: Signal<number | null>;
  isPlaying: Signal<boolean>;
  /** Position in `spots` of the event at that moment, from 0; -1 before the first. */
  index(): number;
  play(): void;
  pause(): void;
  goTo(time: number): void;
  /** To a spot that was picked. */
  pick(spot: Spot): void;
  /** The event at the replayed moment; null where nothing is replayed. */
  spot(): Spot | null;
  /** To the next event, or the one before. */
  step(by: 1 | -1): void;
}

interface Options {
  timeline: Timeline;
  spots: readonly Spot[];
  /** When the run that is shown began; null while it goes on. */
  begun: number | null;
  show: (spot: Spot | null) => void;
  /** Called with how many lines of output are to be seen; null for all. */
  onReplay: (printed: number | null) => void;
}

/** A replay takes at least and at most so long (ms), however long the run took. */
const SHORTEST = 4000;
const LONGEST = 15_000;

export function useReplay({ timeline, spots, begun, show, onReplay }: Options): Replay {
  const time = useSignal<number | null>(null);
  const isPlaying = useSignal(false);
  /** Which of several events at one moment. */
  const at = useSignal(-1);
  const { duration } = timeline;

  const index = () => {
    const now = time.value ?? duration;
    if (spots[at.value]?.at === now) return at.value;
    return spots.findLastIndex((spot) => spot.at <= now);
  };
  const set = (next: number | null) => {
    time.value = next === null || next >= duration ? null : Math.max(0, next);
    onReplay(time.value === null ? null : printedAt(spots, time.value));
  };
  const goTo = (next: number) => {
    isPlaying.value = false;
    set(next);
    show(spots[index()] ?? null);
  };

  // Another run: what was replayed is no longer there. Before it is painted, and not when the last events
  // of this one come: that would take back a step that the reader has made meanwhile.
  useLayoutEffect(() => {
    isPlaying.value = false;
    if (time.value !== null) set(null);
  }, [begun]);

  useEffect(() => {
    if (!isPlaying.value) return;
    const isCalm = prefersLessMotion();
    const length = Math.min(LONGEST, Math.max(SHORTEST, duration));
    const from = time.value ?? 0;
    const started = performance.now();
    let request = 0;
    let painted = -Infinity;
    const frame = (now: number) => {
      request = requestAnimationFrame(frame);
      if (isCalm && now - painted < 250) return;
      painted = now;
      const next = from + ((performance.now() - started) / length) * duration;
      set(next);
      show(next >= duration ? null : (spots[index()] ?? null));
      if (next >= duration) isPlaying.value = false;
    };
    request = requestAnimationFrame(frame);
    return () => cancelAnimationFrame(request);
  }, [isPlaying.value, spots]);

  return {
    time,
    isPlaying,
    index,
    goTo,
    play() {
      if (time.value === null) set(0);
      isPlaying.value = true;
    },
    pick(spot) {
      at.value = spots.findIndex((other) => other.at === spot.at && other.what === spot.what);
      goTo(spot.at);
    },
    spot: () => (time.value === null ? null : (spots[index()] ?? null)),
    pause: () => void (isPlaying.value = false),
    step(by) {
      const from = time.value === null ? (by === 1 ? -1 : spots.length) : index();
      const next = Math.min(spots.length - 1, Math.max(0, from + by));
      const spot = spots[next];
      if (!spot) return;
      isPlaying.value = false;
      at.value = next;
      set(spot.at);
      show(spot);
    },
  };
}
