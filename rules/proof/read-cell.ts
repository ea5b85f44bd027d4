import type { Cell } from '../cells/cell.ts';
import { parseCell, parseConstant } from '../cells/parse.ts';
import { compareConstants } from './between.ts';

const RANGE = /^\s*[[(\]]\s*([^,]+?)\s*\.\.\s*([^,]+?)\s*[\])[]\s*$/;

/** As `parseCell`; and a range that runs backwards, such as `[5..1]`, has no tests: nothing lies in it. */
export function readCell(text: string): Cell {
  const cell = parseCell(text);
  return cell.kind === 'beyond' && runsBackwards(text) ? { kind: 'tests', tests: [] } : cell;
}

function runsBackwards(text: string): boolean {
  const [, first = '', last = ''] = RANGE.exec(text) ?? [];
  const from = parseConstant(first);
  const to = parseConstant(last);
  if (from === undefined || to === undefined || from.type !== to.type) return false;
  return compareConstants(from, to) > 0;
}
