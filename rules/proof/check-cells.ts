import type { Cell, Constant } from '../cells/cell.ts';
import { feelOf, jsonOf } from './between.ts';
import { admits, type Dimension } from './dimension.ts';
import type { Example } from './proof.ts';
import type { Report } from './report.ts';
import { runsBackwards } from './runs-backwards.ts';
import { constantsIn } from './scale.ts';

/** A cell of a table or a test of a tree, and the rules that it decides about. */
export interface PlacedCell {
  readonly cell: Cell;
  readonly text: string;
  readonly rules: readonly string[];
  readonly dimension: Dimension;
  /** Inputs that the cell, or the test, has to tell about. */
  example(): Example;
}

/** Constants of another type than the input's, or that may not come; and what only FEEL can tell. */
export function checkCell(placed: PlacedCell, report: Report): void {
  const { cell, dimension, rules } = placed;
  if (cell.kind === 'any') return;
  if (cell.kind === 'beyond' || dimension.opaque) {
    if (runsBackwards(placed.text)) addBackwards(placed, report);
    addBeyond(placed, report);
    return;
  }
  const strangers = constantsIn([cell]).filter((constant) => !dimension.types.includes(constant.type));
  for (const constant of strangers.slice(0, 1)) addStranger(placed, constant, report);
  if (strangers.length > 0 || !dimension.exact) return;
  const equals = cell.tests.flatMap((test) => (test.kind === 'equal' ? [test.to] : []));
  for (const constant of equals.filter((value) => !admits(dimension, value))) {
    const { expression } = dimension;
    report.add('input-not-allowed', 'error', {
      rules,
      column: expression,
      text: {
        en: `${feelOf(constant)} in rule ${rules.join(', ')} is not among the allowed values of ${expression}.`,
        zh: `规则 ${rules.join('、')} 中的 ${feelOf(constant)} 不在 ${expression} 的允许取值之内。`,
      },
      example: { values: { [expression]: jsonOf(constant) } },
    });
  }
}

function addStranger({ rules, dimension }: PlacedCell, constant: Constant, report: Report): void {
  const { expression, types } = dimension;
  const wanted = types.filter((type) => type !== 'null').join(', ');
  report.add('input-type', 'error', {
    rules,
    column: expression,
    text: {
      en: `${feelOf(constant)} in rule ${rules.join(', ')} is a ${constant.type}; ${expression} is a ${wanted}.`,
      zh: `规则 ${rules.join('、')} 中的 ${feelOf(constant)} 类型为 ${constant.type}，而 ${expression} 的类型为 ${wanted}。`,
    },
    example: { values: { [expression]: jsonOf(constant) } },
  });
}

/** What FEEL makes of it is not sure to be what was meant. */
function addBackwards({ rules, dimension, text, example }: PlacedCell, report: Report): void {
  const { expression } = dimension;
  report.add('unreachable', 'warning', {
    certain: false,
    rules,
    column: expression,
    text: {
      en: `The range ${text} for ${expression} in rule ${rules.join(', ')} ends before it begins: it fits nothing, or not what is meant.`,
      zh: `规则 ${rules.join('、')} 中 ${expression} 的区间 ${text} 终点小于起点：不会命中任何值，或与本意不符。`,
    },
    example: example(),
  });
}

function addBeyond({ rules, dimension, text, example }: PlacedCell, report: Report): void {
  const { expression } = dimension;
  report.add('beyond-proof', 'note', {
    certain: false,
    rules,
    column: expression,
    text: {
      en: `Rule ${rules.join(', ')} cannot be proved: what ${text} accepts of ${expression}, only FEEL can tell.`,
      zh: `规则 ${rules.join('、')} 无法证明：${text} 接受 ${expression} 的哪些取值，只有 FEEL 执行时才知道。`,
    },
    example: example(),
  });
}
