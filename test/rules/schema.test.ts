import { readFileSync } from 'node:fs';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type * as z from 'zod';
import { modelJsonSchema } from '../../rules/json-schema.ts';
import type { Decision, Expression, Model, Table, Tree, TypeDefinition } from '../../rules/model.ts';
import type { expressionSchema } from '../../rules/schema/expressions.ts';
import type { tableSchema, treeSchema } from '../../rules/schema/tables.ts';
import { modelSchema } from '../../rules/schema.ts';

type Plain<T> = T extends readonly (infer E)[]
  ? Plain<E>[]
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T;
type Same<A, B> = [Plain<A>] extends [Plain<B>] ? ([Plain<B>] extends [Plain<A>] ? true : false) : false;
type Of<S extends () => z.ZodType> = z.output<ReturnType<S>>;

test('the schema’s types are the model’s', () => {
  expectTypeOf<Same<Of<typeof modelSchema>, Model>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Of<typeof modelSchema>['decisions'][number], Decision>>().toEqualTypeOf<true>();
  expectTypeOf<
    Same<NonNullable<Of<typeof modelSchema>['types']>[number], TypeDefinition>
  >().toEqualTypeOf<true>();
  expectTypeOf<Same<Of<typeof expressionSchema>, Expression>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Of<typeof tableSchema>, Table>>().toEqualTypeOf<true>();
  expectTypeOf<Same<Of<typeof treeSchema>, Tree>>().toEqualTypeOf<true>();
  expectTypeOf<keyof Of<typeof modelSchema>>().toEqualTypeOf<keyof Model>();
});

test('the published JSON Schema is that of the code: `npm run decision-schema` writes it', () => {
  const published = readFileSync('docs/decision-model.schema.json', 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(modelJsonSchema())));
});

const model: Model = {
  id: 'discount',
  inputs: [{ name: 'total', type: 'number' }],
  decisions: [
    {
      name: 'Discount',
      requires: ['total'],
      logic: {
        kind: 'table',
        hitPolicy: 'U',
        inputs: [{ expression: 'total' }],
        outputs: [{}],
        rules: [{ id: 'r1', when: ['> 100'], then: ['10'] }],
      },
    },
  ],
  answer: 'Discount',
};

describe('a model', () => {
  test('is taken as it is', () => {
    expect(modelSchema().parse(model)).toEqual(model);
  });

  const [decision] = model.decisions;
  const table = decision?.logic as Table;
  const withLogic = (logic: unknown) => ({ ...model, decisions: [{ ...decision, logic }] });
  const [rule] = table.rules;
  const deep = (depth: number): unknown =>
    depth === 0 ? { kind: 'literal', text: '1' } : { kind: 'list', items: [deep(depth - 1)] };

  test.each<[string, unknown]>([
    ['every expression', withLogic(deep(5))],
    ['imports', { ...model, imports: [{ name: 'other', model }] }],
    [
      'types in types',
      { ...model, types: [{ name: 'a', fields: [{ name: 'b', fields: [{ name: 'c' }] }] }] },
    ],
    [
      'a tree',
      withLogic({
        kind: 'tree',
        outputs: [{}],
        root: { ask: 'total', branches: [{ test: '> 1', then: { id: 'l', then: ['1'] } }] },
      }),
    ],
  ])('may have %s', (_, value) => {
    expect(modelSchema().parse(value)).toEqual(value);
  });

  test.each<[string, unknown, string]>([
    ['an unknown field', { ...model, colour: 'red' }, ''],
    ['no decision', { ...model, decisions: [] }, 'decisions'],
    ['an id in capitals', { ...model, id: 'Discount' }, 'id'],
    ['an unknown hit policy', withLogic({ ...table, hitPolicy: 'X' }), 'decisions.0.logic.hitPolicy'],
    ['an unknown kind', withLogic({ kind: 'dice' }), 'decisions.0.logic.kind'],
    [
      'a cell that is a number',
      withLogic({ ...table, rules: [{ ...rule, then: [1] }] }),
      'decisions.0.logic.rules.0.then.0',
    ],
    [
      'an unknown field deep within',
      withLogic({ kind: 'list', items: [{ kind: 'literal', text: '1', x: 1 }] }),
      'decisions.0.logic.items.0',
    ],
  ])('with %s is refused, with its place', (_, value, place) => {
    const issues = modelSchema()
      .safeParse(value)
      .error?.issues.map(({ path }) => path.join('.'));
    expect(issues).toContain(place);
  });
});
