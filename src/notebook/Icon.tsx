const paths = {
  run: 'M4 2.5v11l9-5.5z',
  pause: 'M3.5 3h3.2v10H3.5zM9.3 3h3.2v10H9.3z',
  stop: 'M3.5 3.5h9v9h-9z',
  reset: 'M3 2.5v4h4M3.4 6.4a5.2 5.2 0 1 1-.5 3.4',
  edit: 'M2.5 13.5l.8-3 7.4-7.4 2.2 2.2-7.4 7.4zM9.6 4.2l2.2 2.2',
  yes: 'M2.5 8.5l3.5 4 7.5-9',
  no: 'M3.5 3.5l9 9m0-9l-9 9',
  unknown: 'M8 3a5 5 0 1 0 .01 0',
};

/** A sign beside a word that says the same. */
export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg class={`nb-icon nb-icon-${name}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
