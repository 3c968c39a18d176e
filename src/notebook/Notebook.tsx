/** A sandbox on the page. Server and browser render the same from a `Session`. */
import { Choices } from './Choices.tsx';
import { Claims } from './Claims.tsx';
import { Code } from './Code.tsx';
import { Controls } from './Controls.tsx';
import { Durable } from './Durable.tsx';
import { Exercise } from './Exercise.tsx';
import { withCode } from './with-code.tsx';
import { Notices } from './Notices.tsx';
import { Output } from './Output.tsx';
import { Cover, Questions } from './Questions.tsx';
import { RunLoop } from './RunLoop.tsx';
import { RunPreview } from './RunPreview.tsx';
import { RunTimeline } from './RunTimeline.tsx';
import type { Session } from './session.ts';
import { Toolbar } from './Toolbar.tsx';

interface Props {
  session: Session;
  /** Shiki's HTML by file name. */
  highlighted: Record<string, string>;
}

export function Notebook({ session, highlighted }: Props) {
  const { sandbox, language, words } = session;
  const titleId = `nb-${sandbox.name}-title`;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void session.run();
  };
  return (
    <div class="nb" role="group" aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <header class="nb-head">
        <p class="nb-title" id={titleId}>
          {sandbox.title[language]}
        </p>
        <p class="nb-about">{withCode(sandbox.about[language])}</p>
      </header>
      <Choices session={session} />
      <Code session={session} highlighted={highlighted} />
      <Notices session={session} />
      <Questions session={session} />
      <Controls session={session} />
      <Toolbar session={session} />
      <Cover session={session} />
      <div class="nb-results" data-covering={session.covering.value}>
        <Output session={session} />
        <RunPreview session={session} />
        <Durable session={session} />
        <RunTimeline session={session} />
        <RunLoop session={session} />
        <Claims
          session={session}
          claims={sandbox.claims.filter((claim) => !claim.exercise)}
          label={words.claims}
        />
      </div>
      {session.claimsFailed.value && (
        <p class="nb-note nb-bad" role="alert">
          {words.claimsFailed}
        </p>
      )}
      <Exercise session={session} />
    </div>
  );
}
