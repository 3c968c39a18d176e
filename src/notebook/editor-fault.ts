/** Marks the line of the error that ended a run, with its words, until that line is edited. */
import { RangeSet, StateEffect, StateField, type EditorState } from '@codemirror/state';
import {
  Decoration,
  EditorView,
  GutterMarker,
  gutterLineClass,
  type DecorationSet,
} from '@codemirror/view';

export interface LineFault {
  /** From 0. */
  line: number;
  message: string;
}

/** Marks a line, or none. */
export const markFault = StateEffect.define<LineFault | null>();

export const faultMarks = [
  StateField.define<DecorationSet>({
    create: () => Decoration.none,
    update(marks, { effects, changes, docChanged, startState, state }) {
      for (const effect of effects) {
        if (effect.is(markFault)) return decorate(state, effect.value);
      }
      if (!docChanged || marks.size === 0) return marks;
      const line = startState.doc.lineAt(marks.iter().from);
      return changes.touchesRange(line.from, line.to) ? Decoration.none : marks.map(changes);
    },
    provide: (field) => [
      EditorView.decorations.from(field),
      gutterLineClass.from(field, (marks) => {
        const { value, from } = marks.iter();
        return value ? RangeSet.of([inGutter.range(from)]) : RangeSet.empty;
      }),
    ],
  }),
];

function decorate({ doc }: EditorState, fault: LineFault | null): DecorationSet {
  if (!fault || fault.line >= doc.lines) return Decoration.none;
  const { from } = doc.line(fault.line + 1);
  // In an attribute, which CSS shows: as a widget's text it could be taken for the reader's own.
  const attributes = { 'data-fault': fault.message };
  return Decoration.set(Decoration.line({ class: 'nb-fault', attributes }).range(from));
}

const inGutter = new (class extends GutterMarker {
  override elementClass = 'nb-fault-gutter';
})();
