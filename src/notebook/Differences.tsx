/** Two versions of the code as one text: what was taken out, what was put in. */
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { DiffLine, FileDiff } from './differences.ts';
import type { Session } from './session.ts';

interface Props {
  session: Session;
  before: Record<string, string>;
  after: Record<string, string>;
  /** What the two are called, such as "the lesson's" and "yours". */
  names: { before: string; after: string };
}

const signs = { same: ' ', added: '+', removed: '−' } as const;

export function Differences({ session, before, after, names }: Props) {
  const { words } = session;
  const diffs = useSignal<FileDiff[] | 'failed' | null>(null);
  useEffect(() => {
    let isWanted = true;
    import('./differences.ts').then(
      ({ differences }) => isWanted && (diffs.value = differences(before, after)),
      () => isWanted && (diffs.value = 'failed'),
    );
    return () => void (isWanted = false);
  }, [before, after]);

  if (diffs.value === 'failed') {
    return (
      <p class="nb-note nb-bad" role="alert">
        {words.differences.failed}
      </p>
    );
  }
  if (!diffs.value) return null;
  return (
    <div class="nb-diff">
      <p class="nb-note">
        <del>− {names.before}</del> <ins>+ {names.after}</ins>
      </p>
      {diffs.value.length === 0 && <p class="nb-note">{words.differences.none}</p>}
      {diffs.value.map(({ file, hunks }) => (
        <figure key={file}>
          <figcaption>{file}</figcaption>
          <pre tabIndex={0} aria-label={words.differences.of(file)}>
            {hunks.map((hunk, i) => (
              <code key={i}>{hunk.map(diffLine)}</code>
            ))}
          </pre>
        </figure>
      ))}
    </div>
  );
}

function diffLine({ kind, text }: DiffLine, index: number) {
  const Line = { same: 'span', added: 'ins', removed: 'del' }[kind] as 'span';
  return <Line key={index}>{`${signs[kind]} ${text}\n`}</Line>;
}
