/** The room of words that come later: nothing below moves when they come. */
import type { ComponentChildren } from 'preact';

interface Props {
  /** As many words as will come, or about. */
  of: string;
  children?: ComponentChildren;
}

export function Room({ of, children }: Props) {
  return (
    <span class="nb-room" data-room={of}>
      <span>{children}</span>
    </span>
  );
}
