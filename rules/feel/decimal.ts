/**
 * A number as FEEL computes with it: doubles carry 15 decimal digits, and what lies beyond is their rounding, so that
 * 0.1 + 0.2 is 0.3. Null for what is no number.
 */
export function decimal(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(15));
}
