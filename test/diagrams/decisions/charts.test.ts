import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chartMermaid } from '../../../diagrams/decisions/chart-mermaid.ts';
import { chartSvg } from '../../../diagrams/decisions/chart-svg.ts';
import { requirementsChart } from '../../../diagrams/decisions/requirements-chart.ts';
import { treeChart } from '../../../diagrams/decisions/tree-chart.ts';
import type { Model, Table } from '../../../rules/model.ts';
import { seed } from '../../engine/seed.ts';
import { trees } from '../../rules/trees/random.ts';
import { parseSvg } from '../parsed-svg.ts';

const table: Table = {
  kind: 'table',
  hitPolicy: 'F',
  inputs: [
    { expression: 'amount', title: { en: 'Amount', zh: '金额' }, type: 'number' },
    { expression: 'tier', type: 'string' },
  ],
  outputs: [{ type: 'string', default: '"inside sales"' }],
  rules: [
    { id: 'big', when: ['>= 1000', '-'], then: ['"key <accounts>"'] },
    { id: 'gold', when: ['-', '"gold"'], then: ['"gold & silver"'] },
  ],
};

const model: Model = {
  id: 'lead',
  title: { en: 'Lead routing', zh: '线索分配' },
  inputs: [{ name: 'score' }, { name: 'tier', title: { en: 'Tier', zh: '等级' } }],
  decisions: [
    { name: 'routing', requires: ['risk', 'tier', 'pay'] },
    { name: 'risk', requires: ['score'] },
  ],
  knowledge: [
    { name: 'pay', function: { kind: 'function', parameters: [], body: { kind: 'literal', text: '1' } } },
  ],
  services: [{ name: 'all', output: ['routing'] }],
  answer: 'routing',
};

describe('a table as a tree', () => {
  test.each([
    ['en', ['Amount', 'otherwise', 'no rule fits']],
    ['zh', ['金额', '否则', '没有规则适用']],
  ] as const)('is drawn in %s, every text escaped', async (language, expected) => {
    const chart = treeChart(table, 'Routing "<1>"', language);
    const { texts } = parseSvg(await chartSvg(chart));
    const all = [
      ...expected,
      'key <accounts>',
      'gold & silver',
      'inside sales',
      '>= 1000',
      'big',
      'Routing "<1>"',
    ];
    expect(all.filter((text) => !texts.includes(text))).toEqual([]);
    expect(await chartSvg(chart)).toBe(await chartSvg(chart));
  });

  test('is written in Mermaid', () => {
    expect(chartMermaid(treeChart(table, 'Routing', 'en'))).toBe(
      [
        '---',
        'title: "Routing"',
        '---',
        'flowchart TD',
        '  b0{"Amount<br>amount"}',
        '  b1(["key #60;accounts#62;<br>big"])',
        '  b2{"tier"}',
        '  b3(["gold #38; silver<br>gold"])',
        '  b4(["inside sales<br>no rule fits"])',
        '  b0 -->|"#62;= 1000"| b1',
        '  b2 -->|"gold"| b3',
        '  b2 -->|"otherwise"| b4',
        '  b0 -->|"otherwise"| b2',
        '',
      ].join('\n'),
    );
  });
});

test('the requirements of a model are drawn, what is used before what uses it', async () => {
  const chart = requirementsChart(model, 'zh');
  expect(chart.boxes.map(({ id }) => id)).toEqual(['score', 'tier', 'pay', 'risk', 'routing', 'all']);
  const { texts } = parseSvg(await chartSvg(chart));
  expect(['线索分配', '等级', 'routing', '知识'].filter((text) => !texts.includes(text))).toEqual([]);
  expect(chartMermaid(chart)).toContain('  b3 --> b4\n');
});

test('a circle of requirements, and one of what there is not, are drawn for what they are', async () => {
  const circle: Model = {
    ...model,
    decisions: [
      { name: 'routing', requires: ['risk', 'nothing'] },
      { name: 'risk', requires: ['routing', 'risk'] },
    ],
  };
  expect(parseSvg(await chartSvg(requirementsChart(circle, 'en'))).texts).toContain('nothing');
});

test(`whatever the tree, every leaf and question has its box, and Mermaid its line (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(trees(), async (tree) => {
      const chart = treeChart(tree, 'A tree', 'en');
      const { elements } = parseSvg(await chartSvg(chart));
      expect(elements.filter(({ attributes }) => attributes['data-box'] !== undefined)).toHaveLength(
        chart.boxes.length,
      );
      expect(elements.filter(({ attributes }) => attributes['marker-end'] !== undefined)).toHaveLength(
        chart.arrows.length,
      );
      expect(chartMermaid(chart).trimEnd().split('\n')).toHaveLength(
        4 + chart.boxes.length + chart.arrows.length,
      );
    }),
    { seed, numRuns: 25 },
  );
});
