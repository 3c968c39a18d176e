/** Play, a slider over the run's time, and in words what is at that moment or under the pointer. */
import { Icon } from './Icon.tsx';
import { formatTime } from './timeline-model.ts';
import type { Replay } from './timeline-replay.ts';
import type { Spot } from './timeline-spots.ts';
import { timelineWords } from './timeline-words.ts';
import type { Language } from './words.ts';

interface Props {
  replay: Replay;
  spots: readonly Spot[];
  /** What is pointed at, or was stepped to. */
  spot: Spot | null;
  duration: number;
  language: Language;
  isLive: boolean;
}

export function TimelineControls({ replay, spots, spot, duration, language, isLive }: Props) {
  const words = timelineWords[language];
  const ms = (time: number) => `${formatTime(time, duration, language)} ms`;
  const time = replay.time.value ?? duration;
  const isPlaying = replay.isPlaying.value;
  const index = isLive ? -1 : replay.index();
  const said = sayMoment();

  function sayMoment(): string {
    const parts = [ms(time)];
    const event = spots[index];
    if (event) parts.push(saySpot(event), words.position(index + 1, spots.length));
    return parts.join(', ');
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key] as
      1 | -1 | undefined;
    if (step) replay.step(step);
    else if (event.key === ' ') (isPlaying ? replay.pause : replay.play)();
    else return;
    event.preventDefault();
  };

  return (
    <div class="tl-controls nb-scripted">
      <button
        type="button"
        class="nb-quiet"
        aria-disabled={isLive}
        onClick={() => !isLive && (isPlaying ? replay.pause : replay.play)()}
      >
        <Icon name={isPlaying ? 'pause' : 'run'} />
        {isPlaying ? words.pause : words.replay}
      </button>
      <input
        type="range"
        min={0}
        max={duration}
        step="any"
        value={time}
        disabled={isLive}
        aria-label={words.scrubber}
        aria-valuetext={said}
        onInput={(event) => replay.goTo(event.currentTarget.valueAsNumber)}
        onKeyDown={onKeyDown}
      />
      <p class="tl-said" aria-hidden="true">
        {spot ? (
          <>
            <b>{ms(spot.at)}</b> {saySpot(spot)}{' '}
            {spot.sources.length > 0 && <code>{spot.sources.join(' – ')}</code>}
          </>
        ) : replay.time.value === null ? (
          words.hint
        ) : (
          <b>{ms(time)}</b>
        )}
      </p>
    </div>
  );
}

function saySpot({ lane, what }: Spot): string {
  return lane === '' ? what : `${lane}: ${what}`;
}
