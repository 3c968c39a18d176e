/** What a run of `npm run fuzz` found, by family: printed at its end, and kept for the site. */
import { FAMILIES, type Family } from '../programs/random-program.ts';

export interface FamilyCounts {
  family: Family;
  programs: number;
  /** Programs that did not print the same in both. */
  differences: number;
  /** Programs that did not print the same twice in real Node, which says nothing of the tab. */
  undetermined: number;
}

export class FuzzResult {
  readonly families: FamilyCounts[];
  readonly #begun = performance.now();

  constructor(families: readonly Family[]) {
    this.families = FAMILIES.filter((family) => families.includes(family)).map((family) => {
      return { family, programs: 0, differences: 0, undetermined: 0 };
    });
  }

  count(family: Family, verdict: 'same' | 'differs' | 'undetermined'): void {
    const counts = this.families.find((row) => row.family === family)!;
    counts.programs++;
    if (verdict === 'differs') counts.differences++;
    if (verdict === 'undetermined') counts.undetermined++;
  }

  get programs(): number {
    return this.#sum('programs');
  }

  get differences(): number {
    return this.#sum('differences');
  }

  get undetermined(): number {
    return this.#sum('undetermined');
  }

  get ms(): number {
    return performance.now() - this.#begun;
  }

  /** A line for each family, and one for all. */
  table(): string {
    const rows = [
      ['', 'programs', 'differences', 'undetermined'],
      ...this.families.map(({ family, ...counts }) => [family, ...Object.values(counts)]),
      ['all', this.programs, this.differences, this.undetermined],
    ];
    return rows
      .map(([name, ...cells]) => {
        return String(name).padEnd(10) + cells.map((cell) => String(cell).padStart(14)).join('');
      })
      .join('\n');
  }

  #sum(what: Exclude<keyof FamilyCounts, 'family'>): number {
    return this.families.reduce((sum, counts) => sum + counts[what], 0);
  }
}
