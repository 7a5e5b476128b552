/** Figures: what was measured, beside what was aimed at. */

export interface Figure {
  /** Stable: the README and `var/bench.json` know it by this. */
  id: string;
  label: string;
  value: number;
  unit: string;
  /** What is aimed at, and the bound beyond which the bench fails. */
  goal?: number;
  limit?: number;
  /** Which side of the bound is good; `lower` when absent. */
  better?: 'lower' | 'higher';
  /** What the figure was divided by, how many samples: what a reader needs to judge it. */
  note?: string;
}

export const median = (values: number[]): number => quantile(values, 0.5);

/** @param q between 0 and 1 */
export function quantile(values: number[], q: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}

/** Whether a figure is beyond its limit; one that could not be measured is. */
export function fails({ value, limit, better = 'lower' }: Figure): boolean {
  if (Number.isNaN(value)) return true;
  if (limit === undefined) return false;
  return better === 'lower' ? value > limit : value < limit;
}

/** A table for a terminal. */
export function table(figures: Figure[]): string {
  const rows = figures.map((figure) => {
    const bound = figure.better === 'higher' ? '≥' : '≤';
    return [
      fails(figure) ? '✗' : '✓',
      figure.label,
      `${written(figure.value)} ${figure.unit}`.trim(),
      figure.goal === undefined ? '' : `${bound} ${written(figure.goal)}`,
      figure.limit === undefined ? '' : `${bound} ${written(figure.limit)}`,
      figure.note ?? '',
    ];
  });
  const all = [['', 'Figure', 'Measured', 'Goal', 'Limit', ''], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function written(value: number): string {
  if (Number.isNaN(value)) return 'not measured';
  return value >= 100 ? value.toFixed(0) : value.toFixed(value < 10 ? 2 : 1);
}
