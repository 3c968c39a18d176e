/** Words on the reader's code: what replaced it with the way back, and whether it is kept. */
import type { Session } from './session.ts';

export function Notices({ session }: { session: Session }) {
  const { words } = session;
  const notice = session.workspace.notice.value;
  return (
    <div class="nb-notices" role="status">
      {notice?.undo && (
        <p class="nb-notice">
          {notice.kind === 'reset' ? words.resetDone : words.solutionShown}
          <button type="button" class="nb-quiet" onClick={() => session.workspace.undo()}>
            {words.undo}
          </button>
        </p>
      )}
      {!session.workspace.isSaved.value && <p class="nb-notice">{words.notSaved}</p>}
    </div>
  );
}
