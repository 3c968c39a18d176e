/** What the drawing refers to: arrow heads, the ends of a measured length, hatching. */
export function TimelineDefinitions({ id }: { id: string }) {
  return (
    <defs>
      {[0, 1, 2, 3, 4, 5].map((color) => (
        <marker
          key={color}
          id={`${id}-head-${color}`}
          class={`tl-head tl-color-${color}`}
          viewBox="0 0 10 10"
          refX="9"
          refY="5"
          markerWidth="9"
          markerHeight="9"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path d="M0 1 10 5 0 9Z" />
        </marker>
      ))}
      <marker
        id={`${id}-end`}
        class="tl-end"
        viewBox="0 0 8 12"
        refX="7"
        refY="6"
        markerWidth="8"
        markerHeight="12"
        markerUnits="userSpaceOnUse"
        orient="auto-start-reverse"
      >
        <path d="M1 3 7 6 1 9M7 0V12" />
      </marker>
      <pattern
        id={`${id}-stall`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <line class="tl-hatch" x1="0" x2="0" y1="0" y2="6" />
      </pattern>
    </defs>
  );
}
