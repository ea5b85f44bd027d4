import { compareConstants } from '../cells/compare-constants.ts';
import { parseConstant } from '../cells/parse.ts';

const RANGE = /^\s*[[(\]]\s*([^,]+?)\s*\.\.\s*([^,]+?)\s*[\])[]\s*$/;

/** Whether a cell is a range that ends before it begins, such as `[5..1]`. */
export function runsBackwards(text: string): boolean {
  const [, first = '', last = ''] = RANGE.exec(text) ?? [];
  const from = parseConstant(first);
  const to = parseConstant(last);
  if (from === undefined || to === undefined || from.type !== to.type) return false;
  return compareConstants(from, to) > 0;
}
