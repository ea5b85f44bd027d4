/** The value below which the share `share` of the values lies (nearest rank). Throws where there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('There is nothing to take a quantile of.');
  return found;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
