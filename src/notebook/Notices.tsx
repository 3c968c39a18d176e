/** Words on the reader's code: what replaced it, and the way back. */
import type { Session } from './session.ts';

export function Notices({ session }: { session: Session }) {
  const { words } = session;
  const notice = session.notice.value;
  const sentence = {
    reset: words.resetDone,
    solution: words.solutionShown,
    'lesson-changed': words.lessonChanged,
  };
  return (
    <div class="nb-notices" role="status">
      {notice && (
        <p class="nb-notice">
          {sentence[notice.kind]}
          {notice.undo && (
            <button type="button" class="nb-quiet" onClick={() => session.undo()}>
              {words.undo}
            </button>
          )}
          {notice.kind === 'lesson-changed' && (
            <>
              <button type="button" class="nb-quiet" onClick={() => session.keepMine()}>
                {words.keepMine}
              </button>
              <button type="button" class="nb-quiet" onClick={() => session.reset()}>
                {words.takeNew}
              </button>
            </>
          )}
        </p>
      )}
      {!session.isSaved.value && <p class="nb-notice">{words.notSaved}</p>}
    </div>
  );
}
