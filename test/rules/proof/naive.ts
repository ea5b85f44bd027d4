import type { Cell, Constant, Test } from '../../../rules/cells/cell.ts';
import { parseCell, parseConstant } from '../../../rules/cells/parse.ts';

/** Whether a value passes unary tests of constants, told test by test: what the proof is compared with. */
export function passes(text: string, value: Constant): boolean {
  return fits(parseCell(text), value);
}

export function fits(cell: Cell, value: Constant): boolean {
  if (cell.kind === 'beyond') throw new Error(`only FEEL can tell what passes ${cell.text}`);
  if (cell.kind === 'any') return true;
  return cell.tests.some((test) => fitsTest(test, value)) === (cell.kind === 'tests');
}

/** A constant as it stands in a cell. */
export function constant(text: string): Constant {
  const parsed = parseConstant(text);
  if (parsed === undefined) throw new Error(`${text} is no constant`);
  return parsed;
}

export function jsonOf(value: Constant): unknown {
  if ('text' in value) return value.text;
  return 'value' in value ? value.value : null;
}

function fitsTest(test: Test, value: Constant): boolean {
  const to = test.kind === 'range' ? test.from : test.to;
  if (to.type !== value.type) return false;
  if (test.kind === 'equal') return sizeOf(value) === sizeOf(to);
  if (test.kind === 'compare') return holds(value, test.by, to);
  const after = holds(value, test.includesFrom ? '>=' : '>', test.from);
  return after && holds(value, test.includesTo ? '<=' : '<', test.to);
}

function holds(value: Constant, by: '<' | '<=' | '>' | '>=', to: Constant): boolean {
  const [one, other] = [sizeOf(value), sizeOf(to)];
  if (one === null || other === null) return false;
  if (by === '<') return one < other;
  if (by === '<=') return one <= other;
  return by === '>' ? one > other : one >= other;
}

function sizeOf(value: Constant): string | number | boolean | null {
  if ('order' in value) return value.order;
  return 'value' in value ? value.value : null;
}
