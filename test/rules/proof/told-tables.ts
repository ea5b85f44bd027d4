import type { HitPolicy, InputClause, Model, OutputClause } from '../../../rules/model.ts';
import type { FindingCode, Severity } from '../../../rules/proof/proof.ts';

export interface Told {
  readonly policy?: HitPolicy;
  readonly inputs?: readonly InputClause[];
  readonly output?: OutputClause;
  /** `when | when → then`; the rules are r1, r2, … */
  readonly rules: readonly string[];
}

const SCORE: InputClause = { expression: 'score', type: 'number', allowed: '[0..100]' };
const COUNTRY: InputClause = { expression: 'country', type: 'string' };
const VIP: InputClause = { expression: 'vip', type: 'boolean' };

/** A model of one table. */
export function modelOf({ policy = 'U', inputs = [SCORE], output = { type: 'string' }, rules }: Told): Model {
  return {
    id: 'told',
    inputs: inputs.map(({ expression, type = 'Any' }) => ({ name: expression, type })),
    decisions: [
      {
        name: 'Route',
        requires: inputs.map(({ expression }) => expression),
        logic: {
          kind: 'table',
          hitPolicy: policy,
          inputs,
          outputs: [output],
          rules: rules.map((rule, index) => {
            const [when = '', then = ''] = rule.split(' → ');
            return { id: `r${index + 1}`, when: when.split(' | '), then: [then] };
          }),
        },
      },
    ],
    answer: 'Route',
  };
}

/** One table for each thing that can be found out, what is said of it in both languages, and the example. */
export const CASES: [string, FindingCode, Severity, Told, string, string, unknown][] = [
  [
    'two rules fit under U',
    'overlap',
    'error',
    { rules: ['<= 50 → "a"', '>= 50 → "b"'] },
    'Rules r1 and r2 both fit where score = 50.',
    '规则 r1 和 r2 同时命中：score = 50。',
    { score: 50 },
  ],
  [
    'two answers differ under A',
    'conflict',
    'error',
    { policy: 'A', rules: ['<= 60 → "a"', '> 50 → "b"', '> 90 → "b"'] },
    'Rules r1 and r2 both fit where score in (50..60], and answer differently.',
    '规则 r1 和 r2 同时命中：score 属于 (50..60]，且结论不同。',
    { score: 51 },
  ],
  [
    'a number between whole ones',
    'gap',
    'warning',
    { rules: ['<= 49 → "a"', '>= 50 → "b"'] },
    'No rule fits where score in (49..50).',
    '没有规则命中：score 属于 (49..50)。',
    { score: 49.5 },
  ],
  [
    'a string that no cell names',
    'gap',
    'warning',
    { inputs: [COUNTRY, VIP], rules: ['"CN", "US" | - → "a"', 'not("CN", "US") | true → "b"'] },
    'No rule fits where country not in ("CN", "US") and vip = false.',
    '没有规则命中：country 不属于 ("CN", "US")，且 vip = false。',
    { country: 'other', vip: false },
  ],
  [
    'nothing collected is meant',
    'gap',
    'note',
    { policy: 'C', rules: ['< 50 → "a"'] },
    'No rule fits where score in [50..100].',
    '没有规则命中：score 属于 [50..100]。',
    { score: 50 },
  ],
  [
    'null, where a cell names it',
    'gap',
    'warning',
    { inputs: [VIP], rules: ['true, null → "a"'] },
    'No rule fits where vip = false.',
    '没有规则命中：vip = false。',
    { vip: false },
  ],
  [
    'a day between two',
    'gap',
    'warning',
    {
      inputs: [{ expression: 'day', type: 'date' }],
      rules: ['< @"2026-02-28" → "a"', '>= @"2026-03-01" → "b"'],
    },
    'No rule fits where day = @"2026-02-28".',
    '没有规则命中：day = @"2026-02-28"。',
    { day: '2026-02-28' },
  ],
  [
    'above what may come',
    'unreachable',
    'warning',
    { rules: ['> 100 → "a"', '- → "b"'] },
    'No input reaches rule r1: no value that score can have passes > 100.',
    '规则 r1 无法命中：score 的任何可能取值都不满足 > 100。',
    { score: 0 },
  ],
  [
    'a range that runs backwards',
    'unreachable',
    'warning',
    { rules: ['[20..10] → "a"'] },
    'The range [20..10] for score in rule r1 ends before it begins: it fits nothing, or not what is meant.',
    '规则 r1 中 score 的区间 [20..10] 终点小于起点：不会命中任何值，或与本意不符。',
    { score: 0 },
  ],
  [
    'two columns of one input',
    'unreachable',
    'warning',
    { inputs: [SCORE, SCORE], rules: ['< 10 | > 10 → "a"'] },
    'No input reaches rule r1: its cells for score contradict each other.',
    '规则 r1 无法命中：其关于 score 的单元格互相矛盾。',
    { score: 0 },
  ],
  [
    'earlier rules together take all under F',
    'masked',
    'warning',
    { policy: 'F', rules: ['< 50 → "a"', '>= 50 → "b"', '[40..60] → "c"'] },
    'Rule r3 never answers: whatever it fits, r1, r2 further up fit too.',
    '规则 r3 永远不会给出结论：其输入全部也由更靠前的 r1、r2 命中。',
    { score: 40 },
  ],
  [
    'higher priorities take all under P',
    'masked',
    'warning',
    {
      policy: 'P',
      output: { type: 'string', allowed: '"high", "low"' },
      rules: ['> 80 → "low"', '> 50 → "high"'],
    },
    'Rule r1 never answers: whatever it fits, r2 of higher priority fits too.',
    '规则 r1 永远不会给出结论：其输入全部也由优先级更高的 r2 命中。',
    { score: 81 },
  ],
  [
    'a value that may not come',
    'input-not-allowed',
    'error',
    { inputs: [{ ...COUNTRY, allowed: '"CN", "US"' }], rules: ['"CN", "FR" → "a"'] },
    '"FR" in rule r1 is not among the allowed values of country.',
    '规则 r1 中的 "FR" 不在 country 的允许取值之内。',
    { country: 'FR' },
  ],
  [
    'an answer that is not allowed',
    'output-not-allowed',
    'error',
    { output: { type: 'string', allowed: '"a", "b"' }, rules: ['- → "c"'] },
    'Rule r1 answers "c" as Route, which is not among the allowed values.',
    '规则 r1 给出的 Route 为 "c"，不在允许取值之内。',
    { score: 0 },
  ],
  [
    'no priorities under P',
    'no-priorities',
    'error',
    { policy: 'P', rules: ['- → "a"'] },
    'Under P, an output lists its allowed values from the first to the last priority; none does.',
    '命中策略为 P 时，须有输出按优先级从高到低列出允许取值；目前没有。',
    undefined,
  ],
  [
    'a string for a number',
    'input-type',
    'error',
    { rules: ['"high" → "a"'] },
    '"high" in rule r1 is a string; score is a number.',
    '规则 r1 中的 "high" 类型为 string，而 score 的类型为 number。',
    { score: 'high' },
  ],
  [
    'an answer that has no sum',
    'output-type',
    'error',
    { policy: 'C+', output: {}, rules: ['<= 50 → 1', '> 50 → "a"'] },
    'Rule r2 answers "a" as Route, which is a string, and only numbers have a sum.',
    '规则 r2 给出的 Route 为 "a"，类型为 string，只有数字可以求和。',
    { score: 51 },
  ],
  [
    'a number for an answer',
    'output-type',
    'error',
    { rules: ['- → 1'] },
    'Rule r1 answers 1 as Route, which is a number, not a string.',
    '规则 r1 给出的 Route 为 1，类型为 number，应为 string。',
    { score: 0 },
  ],
  [
    'a column that is empty',
    'unused-column',
    'note',
    { inputs: [SCORE, VIP], rules: ['- | true → "a"'] },
    'No rule asks for score.',
    '没有规则用到 score。',
    { score: 0, vip: true },
  ],
  [
    'a column that changes nothing',
    'unused-column',
    'note',
    { inputs: [SCORE, VIP], rules: ['< 50 | true → "a"', '>= 50 | true → "a"', '- | false → "b"'] },
    'Whatever score is, the answer is the same.',
    '无论 score 取何值，结论都相同。',
    { score: 0, vip: true },
  ],
  [
    'a cell that only FEEL can tell',
    'beyond-proof',
    'note',
    { rules: ['odd(?) → "a"'] },
    'Rule r1 cannot be proved: what odd(?) accepts of score, only FEEL can tell.',
    '规则 r1 无法证明：odd(?) 接受 score 的哪些取值，只有 FEEL 执行时才知道。',
    { score: 0 },
  ],
];
