export interface Measured {
  median: number;
  min: number;
  max: number;
  samples: number[];
}

/** Of at least one sample. Between the two in the middle, their mean. */
export function summarize(samples: number[]): Measured {
  const sorted = [...samples].sort((a, b) => a - b);
  const below = sorted[Math.floor((sorted.length - 1) / 2)]!;
  const above = sorted[Math.ceil((sorted.length - 1) / 2)]!;
  return { median: (below + above) / 2, min: sorted[0]!, max: sorted.at(-1)!, samples };
}
