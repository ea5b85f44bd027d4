const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 24 * 3_600_000, w: 7 * 24 * 3_600_000 } as const;

/** Milliseconds of a text such as `3d`, `4h30m`, `2w`; undefined for what is none. */
export function spanOf(text: string): number | undefined {
  if (!/^(\d{1,5}[wdhms])+$/.test(text)) return undefined;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhms])/g)) {
    total += Number(count) * UNITS[unit as keyof typeof UNITS];
  }
  return total;
}
