/** The page of the server that runs, for as long as it runs, and what goes wrong in it. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Preview } from '../runtime/container.ts';
import { reportOf, type PreviewReport } from './preview-messages.ts';
import type { Session } from './session.ts';

const MAX_REPORTS = 100;

/** `omitted`: how many came before the first that is kept. */
interface Reports {
  kept: readonly PreviewReport[];
  omitted: number;
}

const NONE: Reports = { kept: [], omitted: 0 };

export function RunPreview({ session }: { session: Session }) {
  const { words, runner, sandbox } = session;
  const container = runner.served.value;
  const address = useSignal('');
  const reports = useSignal(NONE);
  const place = useRef<HTMLDivElement>(null);
  const preview = useRef<Preview | null>(null);

  useEffect(() => {
    if (!container) return;
    const port = sandbox.preview!;
    reports.value = NONE;
    const unwatch = container.on('preview-message', (message) => {
      if (message.port === port) reports.value = withReport(reports.value, reportOf(message));
    });
    preview.current = container.openPreview(port, {
      title: words.preview,
      onAddress: (url) => (address.value = url),
    });
    place.current!.append(preview.current.element);
    return () => {
      unwatch();
      preview.current?.close();
    };
  }, [container]);

  if (!container) return null;
  return (
    <section class="nb-preview" aria-label={words.preview}>
      <p class="nb-label">
        {words.preview}
        <span class="nb-chip">{address.value}</span>
        <button type="button" class="nb-quiet" onClick={() => preview.current?.reload()}>
          {words.reloadPreview}
        </button>
      </p>
      <div class="nb-sheet" ref={place} />
      <PreviewReports session={session} reports={reports.value} />
    </section>
  );
}

function PreviewReports({ session, reports }: { session: Session; reports: Reports }) {
  const { words, language } = session;
  const { kept, omitted } = reports;
  if (kept.length === 0) return null;
  return (
    <section class="nb-reports" aria-label={words.previewMessages}>
      <p class="nb-label">{words.previewMessages}</p>
      {omitted > 0 && (
        <p class="nb-note">{words.omittedMessages(omitted.toLocaleString(language))}</p>
      )}
      <ul>
        {kept.map(({ type, text }, index) => (
          <li key={omitted + index}>
            <span class="nb-chip">{words.previewMessage[type]}</span> <code>{text}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

function withReport({ kept, omitted }: Reports, report: PreviewReport): Reports {
  const all = [...kept, report];
  const excess = Math.max(0, all.length - MAX_REPORTS);
  return { kept: all.slice(excess), omitted: omitted + excess };
}
