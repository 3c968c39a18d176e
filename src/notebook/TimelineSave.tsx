/** Saves the drawing as it is seen; what makes the file is loaded when it is asked for. */
import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { timelineWords } from './timeline-words.ts';
import type { Language } from './words.ts';

interface Props {
  plots: RefObject<HTMLElement | null>;
  /** The sandbox's, for the file. */
  name: string;
  language: Language;
}

export function TimelineSave({ plots, name, language }: Props) {
  const words = timelineWords[language];
  const failed = useSignal(false);
  const save = (format: 'svg' | 'png') => {
    failed.value = false;
    import('./timeline-save.ts')
      .then(({ saveTimeline }) => saveTimeline(plots.current!, format, name))
      .catch(() => (failed.value = true));
  };
  return (
    <>
      <span class="tl-save">
        <span aria-hidden="true">{words.save}</span>
        {(['svg', 'png'] as const).map((format) => (
          <button
            key={format}
            type="button"
            class="nb-quiet"
            aria-label={words.saveAs(format.toUpperCase())}
            onClick={() => save(format)}
          >
            {format.toUpperCase()}
          </button>
        ))}
      </span>
      {failed.value && (
        <span class="nb-bad" role="alert">
          {words.saveFailed}
        </span>
      )}
    </>
  );
}
