import { describe, expect, test } from 'vitest';
import type { Expression, Model, Table, Tree } from '../../../rules/model.ts';
import { blocksPublication, prove } from '../../../rules/proof/prove.ts';
import { modelOf } from './told-tables.ts';

const GAPPED: Table = {
  kind: 'table',
  hitPolicy: 'U',
  inputs: [{ expression: 'score', type: 'number' }],
  outputs: [{ type: 'string' }],
  rules: [{ id: 'low', when: ['< 10'], then: ['"a"'] }],
};

function decided(logic: Expression, more: Partial<Model> = {}): Model {
  return {
    id: 'decided',
    inputs: [{ name: 'score', type: 'number' }],
    decisions: [{ name: 'Grade', requires: ['score'], logic }],
    answer: 'Grade',
    ...more,
  };
}

const told = (model: Model) =>
  prove(model).findings.map(({ code, severity, certain, place }) => ({ code, severity, certain, place }));

describe('a table is proved wherever it stands', () => {
  test('within a boxed context, a list and a conditional', () => {
    const list: Expression = { kind: 'list', items: [GAPPED] };
    const conditional: Expression = { kind: 'conditional', if: list, then: list, else: list };
    const context: Expression = { kind: 'context', entries: [{ name: 'inner', value: conditional }] };
    expect(told(decided(context)).map(({ place }) => place.within)).toEqual([
      'inner, if, item 1',
      'inner, then, item 1',
      'inner, else, item 1',
    ]);
  });

  test('as a function, whose parameters may be anything of their types', () => {
    const parameters = [{ name: 'score', type: 'number' }];
    const knowledge = [{ name: 'Graded', function: { kind: 'function', parameters, body: GAPPED } as const }];
    const call: Expression = { kind: 'literal', text: 'Graded(score)' };
    expect(told(decided(call, { knowledge }))).toEqual([
      { code: 'gap', severity: 'warning', certain: true, place: { table: 'Graded' } },
    ]);
  });

  test('in a model that is imported', () => {
    const imports = [{ name: 'shared', model: decided(GAPPED) }];
    expect(told(decided({ kind: 'literal', text: 'score' }, { imports }))[0]?.place).toEqual({
      table: 'shared.Grade',
    });
  });
});

describe('what is computed may never have the values of its type', () => {
  const inputs = [{ expression: 'score * 2', type: 'number' }];
  test('so what depends on it is only possible', () => {
    expect(told(decided({ ...GAPPED, inputs }))).toEqual([
      { code: 'gap', severity: 'note', certain: false, place: { table: 'Grade' } },
    ]);
    const rules = ['a', 'b'].map((id) => ({ id, when: ['> 5'], then: [`"${id}"`] }));
    expect(told(decided({ ...GAPPED, inputs, rules }))).toContainEqual({
      code: 'overlap',
      severity: 'warning',
      certain: false,
      place: { table: 'Grade', rules: ['a', 'b'] },
    });
  });

  test('and what does not depend on it is certain', () => {
    const rules = ['a', 'b'].map((id) => ({ id, when: ['-'], then: [`"${id}"`] }));
    expect(told(decided({ ...GAPPED, inputs, rules }))[0]).toMatchObject({ code: 'overlap', certain: true });
  });
});

describe('a cell that only FEEL can tell', () => {
  const findings = prove(modelOf({ rules: ['< 10 → "a"', 'odd(?) → "b"', '(20..30] → "c"'] })).findings;
  test('makes what it could take a gap that is possible, and what it could share an overlap that is', () => {
    expect(findings.map(({ code, certain, place, where }) => [code, certain, place.rules, where])).toEqual([
      ['beyond-proof', false, ['r2'], undefined],
      ['overlap', false, ['r2', 'r1', 'r3'], undefined],
      ['gap', false, undefined, { score: '[10..20], (30..100]' }],
    ]);
  });

  test('leaves certain what holds whatever it accepts', () => {
    const inputs = [
      { expression: 'score', type: 'number' },
      { expression: 'vip', type: 'boolean' },
    ];
    const rules = ['odd(?) | true → "a"', '- | true → "b"', '[5..6] | true → "c"'];
    const all = prove(modelOf({ policy: 'F', inputs, rules })).findings;
    expect(all.map(({ code, certain, where }) => [code, certain, where])).toEqual([
      ['masked', true, undefined],
      ['gap', true, { vip: 'false' }],
      ['beyond-proof', false, undefined],
    ]);
  });
});

describe('inputs', () => {
  test('that are fields of one are chosen together, those beside them by their types', () => {
    const types = [
      {
        name: 'Customer',
        fields: [
          { name: 'age', type: 'number' },
          { name: 'since', type: 'date' },
        ],
      },
    ];
    const table: Table = { ...GAPPED, inputs: [{ expression: 'customer.age' }] };
    const inputs = [{ name: 'customer', type: 'Customer' }];
    const [gap] = prove(decided(table, { types, inputs })).findings;
    expect(gap?.example).toEqual({
      values: { 'customer.age': 10 },
      inputs: { customer: { age: 10, since: '2026-01-01' } },
      ask: 'Grade',
    });
  });

  test('of types that are made of themselves, or of ever more of others, cost no more than those', () => {
    const doubled = Array.from({ length: 60 }, (_, index) => ({
      name: `T${index}`,
      fields: ['x', 'y'].map((name) => ({ name, type: `T${(index + 1) % 60}` })),
    }));
    const inputs = [
      { name: 'score', type: 'number' },
      { name: 'wide', type: 'T0' },
    ];
    const [gap] = prove(decided(GAPPED, { types: doubled, inputs })).findings;
    expect(JSON.stringify(gap?.example?.inputs).length).toBeLessThan(1000);
  });

  test('have only the values that their type allows', () => {
    const types = [{ name: 'Percent', type: 'number', allowed: '[0..100]' }];
    const rules = [{ id: 'all', when: ['>= 0'], then: ['"a"'] }];
    const table: Table = { ...GAPPED, rules, inputs: [{ expression: 'score', type: 'Percent' }] };
    expect(prove(decided(table, { types })).findings.map(({ code }) => code)).toEqual(['unused-column']);
  });

  test('that nothing uses, and types that nothing defines, are told', () => {
    const inputs = [
      { name: 'score', type: 'Score' },
      { name: 'scores', type: 'number' },
    ];
    expect(told(decided({ ...GAPPED, inputs: [{ expression: 'score' }] }, { inputs }))).toEqual([
      { code: 'unknown-type', severity: 'error', certain: true, place: { table: 'score' } },
      { code: 'gap', severity: 'warning', certain: true, place: { table: 'Grade' } },
      { code: 'unused-input', severity: 'note', certain: true, place: { column: 'scores' } },
    ]);
  });

  test('are told with what was taken for granted about them', () => {
    const inputs = [{ expression: 'score' }, { expression: 'count(list)' }];
    const rules = [{ id: 'r', when: ['null, "a"', '> 1'], then: ['"a"'] }];
    const model = decided({ ...GAPPED, inputs, rules }, { inputs: [{ name: 'score' }] });
    expect(prove(model).proved[0]?.columns).toEqual([
      { expression: 'score', types: ['string'], declared: false, nullable: true, computed: false },
      { expression: 'count(list)', types: ['number'], declared: false, nullable: false, computed: true },
    ]);
  });
});

describe('a tree', () => {
  const leaf = (id: string) => ({ id, then: [`"${id}"`] });
  const tree: Tree = {
    kind: 'tree',
    outputs: [{ type: 'string' }],
    root: {
      ask: 'score',
      type: 'number',
      branches: [
        {
          test: '< 10',
          then: {
            ask: 'score',
            type: 'number',
            branches: [
              { test: '< 5', then: leaf('least') },
              { test: '> 20', then: leaf('never') },
            ],
          },
        },
        { test: '[5..8]', then: leaf('taken') },
        { test: '> 10', then: leaf('most') },
      ],
    },
  };

  test('tells branches that are never taken and branches that are missing, by what arrives there', () => {
    const findings = prove(decided(tree)).findings;
    expect(
      findings.map(({ code, place, where, example }) => [code, place.rules, where, example?.inputs]),
    ).toEqual([
      ['unreachable', ['never'], undefined, { score: 4 }],
      ['gap', ['least', 'never'], { score: '[5..10)' }, { score: 5 }],
      ['masked', ['taken'], undefined, { score: 5 }],
      ['gap', ['least', 'never', 'taken', 'most'], { score: '10' }, { score: 10 }],
    ]);
  });

  test('with a default misses nothing', () => {
    const outputs = [{ type: 'string', default: '"none"' }];
    const codes = prove(decided({ ...tree, outputs })).findings.map(({ code }) => code);
    expect(codes).toEqual(['unreachable', 'masked']);
  });

  test('has its answers checked', () => {
    const outputs = [{ type: 'string', allowed: '"least", "most", "never"', default: '1' }];
    const errors = prove(decided({ ...tree, outputs })).findings.filter(
      ({ severity }) => severity === 'error',
    );
    expect(errors.map(({ code, place, example }) => [code, place.rules, example?.inputs])).toEqual([
      ['output-not-allowed', ['taken'], undefined],
      ['output-type', undefined, undefined],
    ]);
  });
});

test('errors block publication; warnings and notes do not', () => {
  expect(blocksPublication(prove(decided(GAPPED)))).toBe(false);
  expect(blocksPublication(prove(modelOf({ rules: ['- → "a"', '- → "b"'] })))).toBe(true);
});
