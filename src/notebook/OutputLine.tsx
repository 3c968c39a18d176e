/** One line of output. Whatever a program prints becomes text, colours and plain web links. */
import { memo } from 'preact/compat';
import { linkParts } from './links.ts';
import { paletteColor, type Line, type Style, type StyledText } from './terminal.ts';

export const OutputLine = memo(function OutputLine({ line }: { line: Line }) {
  return (
    <span data-line={line.number}>
      {line.spans.map(styled)}
      {'\n'}
    </span>
  );
});

function styled({ text, style }: StyledText, key: number) {
  const look = lookOf(style);
  const content = text.includes('://') ? linkParts(text).map(linked) : text;
  return look === null ? (
    content
  ) : (
    <span key={key} {...look}>
      {content}
    </span>
  );
}

function linked({ text, href }: ReturnType<typeof linkParts>[number], key: number) {
  return href === undefined ? (
    text
  ) : (
    <a key={key} href={href} target="_blank" rel="noopener noreferrer nofollow">
      {text}
    </a>
  );
}

/** Classes for what the theme draws, inline colours for the rest; null for plain text. */
function lookOf(style: Style): { class: string; style?: Record<string, string> } | null {
  const names = Object.keys(style) as (keyof Style)[];
  if (names.length === 0) return null;
  const { color, background } = style;
  const classes = names.filter((name) => style[name] === true).map((name) => `ansi-${name}`);
  const inline: Record<string, string> = {};
  const paint = (value: number | string | undefined, kind: 'fg' | 'bg', property: string) => {
    if (typeof value === 'number' && value < 16) classes.push(`ansi-${kind}-${value}`);
    else if (value !== undefined) {
      inline[property] = typeof value === 'number' ? paletteColor(value) : value;
    }
  };
  paint(color, 'fg', 'color');
  paint(background, 'bg', 'background-color');
  return { class: classes.join(' '), ...(Object.keys(inline).length > 0 && { style: inline }) };
}
