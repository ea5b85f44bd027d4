import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { differenceInWords, differences } from '../../rules/difference.ts';
import type { Decision, Model, Rule, Table } from '../../rules/model.ts';
import { seed } from '../engine/seed.ts';
import { models } from './dmn/random-model.ts';

const rules: readonly Rule[] = [
  { id: 'r1', when: ['< 50', '-'], then: ['"self-service"'] },
  { id: 'r2', when: ['[50..80]', '-'], then: ['"inside"'] },
  { id: 'r3', when: ['> 80', '"gold"'], then: ['"key-accounts"'] },
];
const table: Table = {
  kind: 'table',
  hitPolicy: 'U',
  inputs: [
    { expression: 'score', type: 'number' },
    { expression: 'tier', title: { en: 'Tier', zh: '等级' }, type: 'string', allowed: '"gold", "silver"' },
  ],
  outputs: [{ type: 'string' }],
  rules,
};
const routing: Decision = { name: 'routing', requires: ['score'], logic: table };
const model: Model = {
  id: 'lead',
  inputs: [{ name: 'score', type: 'number' }],
  decisions: [routing],
  answer: 'routing',
};

const withTable = (change: Partial<Table>): Model => withDecision({ logic: { ...table, ...change } });
const withDecision = (change: Partial<Decision>): Model => ({
  ...model,
  decisions: [{ ...routing, ...change }],
});
const withRule = (change: Partial<Rule>): Model =>
  withTable({ rules: rules.map((rule) => (rule.id === 'r3' ? { ...rule, ...change } : rule)) });
const [r1, r2, r3] = rules as readonly [Rule, Rule, Rule];

describe('what changed is told in words', () => {
  test.each<[Model, readonly string[], readonly string[]]>([
    [model, [], []],
    [
      withRule({ when: ['> 90', '"gold"'] }),
      ['decision routing, rule r3: score “> 80” became “> 90”'],
      ['决策 routing，规则 r3：score由“> 80”改为“> 90”'],
    ],
    [
      withRule({ when: ['> 80', '-'] }),
      ['decision routing, rule r3: Tier “"gold"” became “-”'],
      ['决策 routing，规则 r3：等级由“"gold"”改为“-”'],
    ],
    [
      withTable({ rules: [r3, r1, r2] }),
      ['decision routing: rule r3 moved from place 3 to place 1'],
      ['决策 routing：规则 r3由第 3 位移到第 1 位'],
    ],
    [
      withTable({ rules: [r1, r3] }),
      ['decision routing: rule r2 “[50..80], - → "inside"” was removed'],
      ['决策 routing：删除规则 r2“[50..80], - → "inside"”'],
    ],
    [
      withTable({ rules: [...rules, { id: 'r4', when: ['null', '-'], then: ['"nobody"'] }] }),
      ['decision routing: rule r4 “null, - → "nobody"” was added'],
      ['决策 routing：新增规则 r4“null, - → "nobody"”'],
    ],
    [
      withTable({ rules: [{ ...r1, when: ['< 50'] }, r2, r3] }),
      ['decision routing, rule r1: Tier “-” was removed'],
      ['决策 routing，规则 r1：删除等级“-”'],
    ],
    // A table with one output may name it or not: files of DMN do not keep such a name.
    [
      withTable({
        outputs: [{ name: 'desk', type: 'string' }],
        rules: [r1, r2, { ...r3, then: ['"sales"'] }],
      }),
      [
        'decision routing, output desk: name “desk” was added',
        'decision routing, rule r3: desk “"key-accounts"” became “"sales"”',
      ],
      [
        '决策 routing，输出 desk：新增名称“desk”',
        '决策 routing，规则 r3：desk由“"key-accounts"”改为“"sales"”',
      ],
    ],
    [
      withTable({ hitPolicy: 'F' }),
      ['decision routing: hit policy “U” became “F”'],
      ['决策 routing：命中策略由“U”改为“F”'],
    ],
    [
      withTable({
        inputs: [...table.inputs, { expression: 'vip' }],
        rules: rules.map((rule) => ({ ...rule, when: [...rule.when, rule === r1 ? 'true' : '-'] })),
      }),
      ['decision routing: input vip was added', 'decision routing, rule r1: vip “-” became “true”'],
      ['决策 routing：新增输入 vip', '决策 routing，规则 r1：vip由“-”改为“true”'],
    ],
    [
      withTable({
        inputs: table.inputs.toReversed(),
        rules: rules.map((rule) => ({ ...rule, when: rule.when.toReversed() })),
      }),
      ['decision routing: input Tier moved from place 2 to place 1'],
      ['决策 routing：输入 等级由第 2 位移到第 1 位'],
    ],
    [
      withDecision({ type: 'string', requires: ['tier'] }),
      [
        'decision routing: type “string” was added',
        'decision routing: requirement score was removed',
        'decision routing: requirement tier was added',
      ],
      ['决策 routing：新增类型“string”', '决策 routing：删除依赖 score', '决策 routing：新增依赖 tier'],
    ],
    [
      withDecision({ logic: { kind: 'literal', text: 'score * 2' } }),
      ['decision routing: logic “table” became “score * 2”'],
      ['决策 routing：逻辑由“table”改为“score * 2”'],
    ],
    [
      { ...model, inputs: [{ name: 'score', type: 'string' }], dmn: { $: { exporter: 'another' } } },
      ['input score: type “number” became “string”', 'what other tools keep in it changed'],
      ['输入 score：类型由“number”改为“string”', '其他工具保存的内容有变化'],
    ],
  ])('%#', (after, english, chinese) => {
    expect(differenceInWords(model, after, 'en')).toEqual(english);
    expect(differenceInWords(model, after, 'zh')).toEqual(chinese);
  });
});

test(`of equal models nothing is told, and no order of decisions (seed ${seed})`, () => {
  fc.assert(
    fc.property(models, (one) => {
      expect(differences(one, structuredClone(one))).toEqual([]);
      const reversed = { ...one, decisions: one.decisions.toReversed(), inputs: one.inputs.toReversed() };
      expect(differences(one, reversed)).toEqual([]);
    }),
    { seed, numRuns: 100 },
  );
});

test(`whatever is edited is told of, in both languages (seed ${seed})`, () => {
  fc.assert(
    fc.property(models, fc.nat(), fc.nat(), (model, place, edit) => {
      const before = JSON.parse(JSON.stringify(model)) as Model;
      const after = structuredClone(before);
      if (!edited(after, place, edit) || isDeepStrictEqual(before, after)) return;
      const told = differences(before, after);
      expect({ before, after, told: told.length > 0 }).toEqual({ before, after, told: true });
      expect(differenceInWords(after, before, 'en')).not.toEqual([]);
      expect(differenceInWords(after, before, 'zh').join('')).not.toContain('undefined');
    }),
    { seed, numRuns: 500 },
  );
});

/** Changes one text, or takes out, doubles or moves one element of a list, somewhere in a model. */
function edited(model: object, place: number, edit: number): boolean {
  const edits = placesIn(model, '');
  const chosen = edits[place % Math.max(1, edits.length)];
  chosen?.(edit);
  return chosen !== undefined;
}

/** Lists whose order says nothing. */
const SETS = [
  'types',
  'fields',
  'inputs',
  'decisions',
  'knowledge',
  'services',
  'requires',
  'encapsulated',
  'output',
];

function placesIn(value: unknown, name: string): ((edit: number) => void)[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    const own =
      value.length === 0
        ? []
        : [
            (edit: number) => {
              const [taken] = value.splice(edit % value.length, 1);
              if (edit % 2 === 0 && !SETS.includes(name)) value.unshift(taken);
            },
          ];
    return [...own, ...value.flatMap((inner, at) => [...textPlace(value, at), ...placesIn(inner, name)])];
  }
  return Object.keys(value)
    .filter((key) => key !== 'kind')
    .flatMap((key) => [...textPlace(value, key), ...placesIn(Reflect.get(value, key), key)]);
}

function textPlace(holder: object, key: string | number): ((edit: number) => void)[] {
  const text = Reflect.get(holder, key);
  return typeof text === 'string' ? [() => Reflect.set(holder, key, `${text}!`)] : [];
}
