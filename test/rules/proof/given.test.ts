import { describe, expect, test } from 'vitest';
import { bundledDecisions } from '../../../decisions/bundled.ts';
import type { Model } from '../../../rules/model.ts';
import { checkGiven } from '../../../rules/proof/check-given.ts';

const first: Model = {
  id: 'given',
  types: [
    { name: 'Line', fields: [{ name: 'priceMinor', type: 'number' }] },
    { name: 'Lines', type: 'Line', list: true },
  ],
  inputs: [
    { name: 'amountMinor', type: 'number' },
    { name: 'reason', type: 'string' },
    { name: 'lines', type: 'Lines' },
    { name: 'anything' },
  ],
  decisions: [{ name: 'Approval', type: 'boolean', logic: { kind: 'literal', text: 'true' } }],
  answer: 'Approval',
};

type Changed = Partial<Pick<Model, 'types' | 'inputs' | 'decisions' | 'answer'>>;

const change = (changed: Changed): Model => ({ ...first, ...changed });
const found = (changed: Changed) =>
  checkGiven(change(changed), first).map(({ code, severity, place }) => [code, severity, place]);
const answering = (type?: string) => ({ name: 'Approval', ...(type === undefined ? {} : { type }) });

describe('what takes the place of what processes ask', () => {
  test.each<[string, Changed, unknown[]]>([
    ['may be as it was', {}, []],
    ['may ask for less, in another order', { inputs: first.inputs.slice(0, 2).reverse() }, []],
    ['may take anything where it was told more', { inputs: [{ name: 'reason' }] }, []],
    [
      'may call the same type otherwise',
      {
        types: [{ name: 'Rows', list: true, fields: [{ name: 'priceMinor', type: 'number' }] }],
        inputs: [{ name: 'lines', type: 'Rows' }],
      },
      [],
    ],
    [
      'cannot ask for what they do not give',
      { inputs: [...first.inputs, { name: 'vip', type: 'boolean' }] },
      [['input-not-given', 'error', { column: 'vip' }]],
    ],
    [
      'cannot call an input otherwise',
      { inputs: [{ name: 'AmountMinor', type: 'number' }] },
      [['input-not-given', 'error', { column: 'AmountMinor' }]],
    ],
    [
      'is warned of an input of another type',
      { inputs: [{ name: 'amountMinor', type: 'string' }] },
      [['input-retyped', 'warning', { column: 'amountMinor' }]],
    ],
    [
      'is warned where less is allowed of an input',
      {
        types: [{ name: 'Reason', type: 'string', allowed: '"late"' }],
        inputs: [{ name: 'reason', type: 'Reason' }],
      },
      [['input-retyped', 'warning', { column: 'reason' }]],
    ],
    [
      'is warned of a type of the same name that is another one',
      {
        types: [{ name: 'Lines', list: true, fields: [{ name: 'priceMinor', type: 'string' }] }],
        inputs: [{ name: 'lines', type: 'Lines' }],
      },
      [['input-retyped', 'warning', { column: 'lines' }]],
    ],
    [
      'is warned of a type where there was none',
      { inputs: [{ name: 'anything', type: 'number' }] },
      [['input-retyped', 'warning', { column: 'anything' }]],
    ],
    [
      'is warned of an answer of another type',
      { decisions: [answering('string')] },
      [['answer-retyped', 'warning', { table: 'Approval' }]],
    ],
    [
      'is warned of an answer of which no type is known',
      { decisions: [answering()] },
      [['answer-retyped', 'warning', { table: 'Approval' }]],
    ],
    [
      'may answer by another decision',
      { decisions: [{ name: 'Manager', type: 'boolean' }], answer: 'Manager' },
      [],
    ],
  ])('%s', (_, changed, findings) => {
    expect(found(changed)).toEqual(findings);
  });

  test('is told in both languages, by name', () => {
    const inputs = [{ name: 'vip' }, { name: 'amountMinor', type: 'string' }];
    const findings = checkGiven(change({ inputs, decisions: [answering('string')] }), first);
    expect(findings.map(({ text }) => text)).toEqual([
      {
        en: 'No process gives the input vip: every instance would be left without an answer.',
        zh: '没有流程提供输入 vip：所有实例都将得不到结果。',
      },
      {
        en: 'Processes give the input amountMinor as number; here it is string.',
        zh: '流程提供的输入 amountMinor 类型为 number，此处为 string。',
      },
      {
        en: 'Processes expect the answer Approval to be boolean; here it is string.',
        zh: '流程要求结果 Approval 的类型为 boolean，此处为 string。',
      },
    ]);
  });

  test.each(Object.entries(bundledDecisions))('%s takes its own place', async (_, model) => {
    expect(checkGiven(await model(), await model())).toEqual([]);
  });
});
