/** One line of output. Whatever a program prints becomes text, colours, plain web links and links to the code. */
import type { ComponentChildren } from 'preact';
import { memo } from 'preact/compat';
import { linkParts } from './links.ts';
import type { Session } from './session.ts';
import type { Place } from './stack.ts';
import { cut, paletteColor, type Line, type Style, type StyledText } from './terminal.ts';

interface Props {
  session: Session;
  line: Line;
}

export const OutputLine = memo(function OutputLine({ session, line }: Props) {
  return (
    <span data-line={line.number} data-at={(line.at / 1000).toFixed(3)}>
      {linkedToCode(session, line.spans)}
      {'\n'}
    </span>
  );
});

/** The spans, those that name a place in the reader's code as a link to it, whatever their colours. */
function linkedToCode(session: Session, spans: readonly StyledText[]): ComponentChildren {
  const places = session.findPlaces(spans.map(({ text }) => text).join(''));
  if (places.length === 0) return spans.map(styled);
  const parts: ComponentChildren[] = [];
  let end = 0;
  for (const { from, to, place } of places) {
    parts.push(cut(spans, end, from).map(styled));
    parts.push(<PlaceLink session={session} place={place} spans={cut(spans, from, to)} />);
    end = to;
  }
  return [...parts, cut(spans, end, Infinity).map(styled)];
}

/** A link and not a button: its text can be selected and copied like the rest. */
function PlaceLink({
  session,
  place,
  spans,
}: { place: Place; spans: StyledText[] } & Omit<Props, 'line'>) {
  const { sandbox, words } = session;
  const go = (event: Event) => {
    event.preventDefault();
    session.goTo(place);
  };
  return (
    <a
      class="nb-place"
      href={`#nb-${sandbox.name}-panel-${place.file}`}
      title={words.goTo(place.file, place.line + 1)}
      onClick={go}
    >
      {spans.map((span, i) => styledAs(span, i, span.text))}
    </a>
  );
}

function styled(span: StyledText, key: number) {
  const { text } = span;
  return styledAs(span, key, text.includes('://') ? linkParts(text).map(linked) : text);
}

function styledAs({ style }: StyledText, key: number, content: ComponentChildren) {
  const look = lookOf(style);
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
