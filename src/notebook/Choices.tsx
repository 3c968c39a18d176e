/** Above the code: whose code this is, where the reader has to choose between two. */
import { useSignal } from '@preact/signals';
import { Differences } from './Differences.tsx';
import type { Session } from './session.ts';

interface Choice {
  says: string;
  actions: { label: string; does: () => void }[];
  /** Two versions of the code, if they differ. */
  compared?: Omit<Parameters<typeof Differences>[0], 'session'>;
}

export function Choices({ session }: { session: Session }) {
  const { words, shared } = session;
  const isCompared = useSignal(false);
  const choice = choiceOf(session);
  const quiet = (label: string, onClick: () => void) => (
    <button type="button" class="nb-quiet" onClick={onClick}>
      {label}
    </button>
  );
  return (
    <>
      <div role="status">
        {shared.problem.value && (
          <p class="nb-notice">{words.share.problem[shared.problem.value]}</p>
        )}
        {choice && (
          <p class="nb-notice">
            {choice.says}
            <span class="nb-buttons">
              {choice.actions.map(({ label, does }) => quiet(label, does))}
              {choice.compared && (
                <button
                  type="button"
                  class="nb-quiet"
                  aria-expanded={isCompared.value}
                  onClick={() => (isCompared.value = !isCompared.value)}
                >
                  {words.differences.show}
                </button>
              )}
            </span>
          </p>
        )}
      </div>
      {choice?.compared && isCompared.value && (
        <Differences session={session} {...choice.compared} />
      )}
    </>
  );
}

function choiceOf(session: Session): Choice | null {
  const { words, shared } = session;
  const { lesson, files, notice } = session.workspace;
  const { lesson: lessons, mine } = words.differences;
  const own = shared.own.value;
  if (own) {
    const isMine = shared.isInPlaceOfEdits;
    const leave = () => shared.leave();
    if (shared.isOnlyValues) {
      return {
        says: words.controls.brought,
        actions: [
          { label: words.controls.keep, does: () => shared.keep() },
          { label: words.controls.leave, does: leave },
        ],
      };
    }
    return {
      says: words.share.shown,
      actions: [
        { label: words.share.keep, does: () => shared.keep() },
        { label: isMine ? words.share.leaveForMine : words.share.leaveForLesson, does: leave },
      ],
      compared: {
        before: own.files,
        after: files.value,
        names: { before: isMine ? mine : lessons, after: words.share.itsName },
      },
    };
  }
  if (notice.value?.kind === 'lesson-changed') {
    return {
      says: words.lessonChanged,
      actions: [
        { label: words.keepMine, does: () => session.workspace.keepMine() },
        { label: words.takeNew, does: () => session.workspace.reset() },
      ],
      compared: { before: lesson, after: files.value, names: { before: lessons, after: mine } },
    };
  }
  return null;
}
