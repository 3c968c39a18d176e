/** Lights lines of the editor's text. */
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view';

const light = StateEffect.define<readonly number[]>();
const line = Decoration.line({ class: 'nb-lit' });

export const litLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(lit, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(light)) continue;
      const { doc } = transaction.state;
      const places = effect.value.filter((number) => number >= 1 && number <= doc.lines);
      return Decoration.set(
        places.map((number) => line.range(doc.line(number).from)),
        true,
      );
    }
    return lit.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Lights these lines, from 1, and no other; the first is brought into view in the editor, and with
 * `isSought` in the window.
 */
export function lightLines(view: EditorView, numbers: readonly number[], isSought: boolean): void {
  const { doc } = view.state;
  view.dispatch({ effects: light.of(numbers) });
  const [first] = numbers;
  if (first === undefined || first > doc.lines) return;
  const { scrollDOM } = view;
  const { top, bottom } = view.lineBlockAt(doc.line(first).from);
  const height = scrollDOM.clientHeight;
  if (top < scrollDOM.scrollTop || bottom > scrollDOM.scrollTop + height) {
    scrollDOM.scrollTop = (top + bottom - height) / 2;
  }
  if (isSought) view.dom.scrollIntoView({ block: 'nearest' });
}
