import type { Figure } from './figure.ts';

const HEADER = ['', 'value', 'baseline', 'ratio', 'goal', ''];

/** Figures as lines of a table, for people. */
export function tableOf(figures: readonly Figure[]): string[] {
  const rows = [HEADER, ...figures.map(cellsOf)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) =>
        isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

/** The name, the goal and the verdict stand left, the numbers right. */
function isText(column: number): boolean {
  return column === 0 || column > 3;
}

function cellsOf({ name, value, unit, baseline, ratio, goal, holds }: Figure): string[] {
  return [
    name,
    `${value.toLocaleString('en')} ${unit}`,
    `${baseline.toLocaleString('en')} ${unit}`,
    `${ratio.toFixed(2)} ×`,
    goal ?? '',
    holds === null ? '' : holds ? 'holds' : 'FAILS',
  ];
}
