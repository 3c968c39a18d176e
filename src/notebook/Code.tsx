/** The sandbox's files: highlighted text from the server, an editor in its place once asked for. */
import { useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Caret, CodeEditor, EditorOptions } from './editor.ts';
import { Icon } from './Icon.tsx';
import { LitCode } from './LitCode.tsx';
import type { Session } from './session.ts';

interface Props {
  session: Session;
  /** Shiki's HTML by file name. */
  highlighted: Record<string, string>;
}

export function Code({ session, highlighted }: Props) {
  const { sandbox, words } = session;
  const id = `nb-${sandbox.name}`;
  const isReady = session.editor.value === 'ready';
  const shown = session.workspace.file.value;

  /** A click edits at its place; a selection made with the mouse is left alone. */
  const onClick = (event: MouseEvent) => {
    const selection = getSelection();
    if (selection && !selection.isCollapsed) return;
    session.startEditing(caretAt(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    session.startEditing();
  };

  return (
    <div class="nb-code">
      <div class="nb-code-head">
        <Tabs session={session} id={id} />
        {!isReady && (
          <button type="button" class="nb-quiet nb-scripted" onClick={() => session.startEditing()}>
            <Icon name="edit" />
            {words.edit}
          </button>
        )}
      </div>
      {sandbox.files.map((file) => (
        <div
          key={file}
          id={`${id}-panel-${file}`}
          class="nb-panel"
          data-file={file}
          {...(sandbox.files.length > 1 && {
            role: 'tabpanel',
            'aria-labelledby': `${id}-tab-${file}`,
          })}
          hidden={isReady || file !== shown}
          onClick={onClick}
          onKeyDown={onKeyDown}
          dangerouslySetInnerHTML={{ __html: highlighted[file] ?? '' }}
        />
      ))}
      <Editor session={session} id={id} />
      <LitCode session={session} />
      {session.editor.value === 'failed' && (
        <p class="nb-note nb-bad" role="alert">
          {words.editorFailed}
        </p>
      )}
    </div>
  );
}

function Tabs({ session, id }: { session: Session; id: string }) {
  const { sandbox, words } = session;
  const { files } = sandbox;
  const edited = new Set(session.workspace.edited.value);
  const isReady = session.editor.value === 'ready';
  const title = (file: string) => (
    <>
      {file}
      {edited.has(file) && <span class="nb-edited">{words.edited}</span>}
    </>
  );
  if (files.length === 1) return <span class="nb-tab nb-tab-only">{title(files[0]!)}</span>;

  const onKeyDown = (event: KeyboardEvent) => {
    const at = files.indexOf(session.workspace.file.value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = files.at(to % files.length)!;
    session.workspace.file.value = next;
    document.getElementById(`${id}-tab-${next}`)?.focus();
  };
  return (
    <div class="nb-tabs" role="tablist" aria-label={words.files} onKeyDown={onKeyDown}>
      {files.map((file) => (
        <button
          key={file}
          id={`${id}-tab-${file}`}
          type="button"
          role="tab"
          class="nb-tab"
          aria-selected={file === session.workspace.file.value}
          aria-controls={isReady ? `${id}-editor` : `${id}-panel-${file}`}
          tabIndex={file === session.workspace.file.value ? 0 : -1}
          onClick={() => (session.workspace.file.value = file)}
        >
          {title(file)}
        </button>
      ))}
    </div>
  );
}

/** CodeMirror, loaded when `session.editor` asks for it. */
function Editor({ session, id }: { session: Session; id: string }) {
  const { words, sandbox } = session;
  const hintId = `${id}-hint`;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<CodeEditor | null>(null);
  const create = useRef<((options: EditorOptions) => CodeEditor) | null>(null);
  const focused = useRef<Caret | null>(null);
  const isReady = session.editor.value === 'ready';

  useSignalEffect(() => {
    if (session.editor.value !== 'loading') return;
    const loaded = import('./editor.ts').then(({ loadEditor }) => loadEditor(sandbox.files));
    loaded.then(
      (createEditor) => {
        create.current = createEditor;
        session.scrollTop = shownPanel(session)?.scrollTop ?? 0;
        session.editor.value = 'ready';
      },
      () => (session.editor.value = 'failed'),
    );
  });
  // One effect for all, in this order: several would not run in the order of what happened.
  const update = () => {
    const file = session.workspace.file.value;
    const text = session.workspace.files.value[file]!;
    const fault = session.fault.value;
    const caret = session.caret.value;
    const lit = session.lit.linesOf(file, text);
    if (!editor.current) return;
    editor.current.show(file, text);
    editor.current.mark(fault);
    editor.current.light(lit, !!session.lit.place.value?.isSought);
    if (caret && caret !== focused.current) editor.current.focus(caret);
    focused.current = caret;
  };
  // In the same paint in which the highlighted code goes, so that nothing is seen to move.
  useLayoutEffect(() => {
    if (!isReady) return;
    editor.current = create.current!({
      parent: place.current!,
      label: words.code,
      describedBy: hintId,
      onChange: (file, text) => session.workspace.edit(file, text),
    });
    editor.current.show(
      session.workspace.file.peek(),
      session.workspace.files.peek()[session.workspace.file.peek()]!,
    );
    editor.current.scrollTo(session.scrollTop);
    update();
    return () => editor.current?.destroy();
  }, [isReady]);
  useSignalEffect(update);

  return (
    <div
      class="nb-editing"
      id={`${id}-editor`}
      {...(sandbox.files.length > 1 && {
        role: 'tabpanel',
        'aria-labelledby': `${id}-tab-${session.workspace.file.value}`,
      })}
      hidden={!isReady}
    >
      <div class="nb-editor" ref={place} />
      <p class="nb-hint" id={hintId}>
        {words.editHint}
      </p>
    </div>
  );
}

function shownPanel({ sandbox, workspace: { file } }: Session): HTMLElement | null {
  return document.querySelector(`[id="nb-${sandbox.name}-panel-${file.peek()}"] pre`);
}

/** Line and column, from 0, of a point in highlighted code; its start if the point is in no line. */
function caretAt(event: MouseEvent): Caret {
  const line = (event.target as Element).closest('.line');
  if (!line) return { line: 0, column: 0 };
  const point = document.caretPositionFromPoint?.(event.clientX, event.clientY);
  const before = document.createRange();
  before.setStart(line, 0);
  if (point && line.contains(point.offsetNode)) before.setEnd(point.offsetNode, point.offset);
  const lines = [...line.parentElement!.querySelectorAll('.line')];
  return { line: lines.indexOf(line), column: before.toString().length };
}
