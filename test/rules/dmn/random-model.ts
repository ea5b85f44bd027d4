import fc from 'fast-check';
import {
  type Decision,
  type Expression,
  HIT_POLICIES,
  type InputData,
  type Knowledge,
  type Model,
  type Parameter,
  type Service,
  type Table,
  type TypeDefinition,
  type Words,
} from '../../../rules/model.ts';
import { NotConvertible } from '../../../rules/trees/not-convertible.ts';
import { tableOf } from '../../../rules/trees/table-of.ts';
import { trees } from '../trees/random.ts';

/** Texts as people write them, and as they should not: marks of XML, ends of lines, characters outside the first plane. */
const marks = fc.constantFrom(
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<!--',
  '&amp;',
  '&#10;',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '🦊',
  '客户',
  'é',
);
const words = fc.constantFrom('score', 'amount > 5', '"gold"', 'if a < b then c else d', 'null', '[1..5)');
export const feel: fc.Arbitrary<string> = fc
  .array(fc.oneof(words, marks, fc.string({ unit: 'grapheme', maxLength: 5 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join(' ').trim())
  .filter((text) => text !== '' && isXml(text));

/** Names in attributes: moddle writes no ends of lines there but `\n`. */
const plain = feel.map((text) => text.replaceAll(/[\r\n\t]+/g, ' '));
const type = fc.constantFrom('number', 'string', 'date and time', 'tCustomer', 'shared.Customer', 'Any');
const id = fc.oneof(
  fc.constantFrom('a', 'b', '_x', '42', 'r1', 'r2', 'decision_1', 'decision_1_logic_rule_1'),
  plain,
);

function isXml(text: string): boolean {
  return !/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
}

/** An object of these, each of which may be absent. */
function partly<T extends object>(
  optional: { [Key in keyof T]: fc.Arbitrary<T[Key]> },
): fc.Arbitrary<Partial<T>> {
  return fc.record(optional, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const title: fc.Arbitrary<Words> = fc.record({ en: plain, zh: plain }, { requiredKeys: ['en'] });
const parameter: fc.Arbitrary<Parameter> = fc.record({ name: plain, type }, { requiredKeys: ['name'] });
const parameters = fc.array(parameter, { maxLength: 3 });

const typeDefinition: fc.Arbitrary<TypeDefinition> = fc.letrec<{ type: TypeDefinition }>((tie) => ({
  type: fc
    .tuple(
      plain,
      partly({ type, allowed: feel, constraint: feel, list: fc.constant(true) }),
      fc.option(fc.array(tie('type'), { minLength: 1, maxLength: 2 }), { nil: undefined, maxDepth: 2 }),
      fc.option(fc.record({ parameters, result: type }, { requiredKeys: ['parameters'] }), {
        nil: undefined,
      }),
    )
    .map(([name, rest, fields, signature]) => ({
      name,
      ...rest,
      ...(fields && { fields }),
      ...(signature && { function: signature }),
    })),
})).type;

const table: fc.Arbitrary<Table> = fc
  .tuple(fc.constantFrom(...HIT_POLICIES), fc.nat(3), fc.integer({ min: 1, max: 3 }), fc.nat(3), fc.nat(4))
  .chain(([hitPolicy, inputs, outputs, annotations, rules]) =>
    fc.record({
      kind: fc.constant('table' as const),
      hitPolicy: fc.constant(hitPolicy),
      inputs: fc.array(
        fc.record({ expression: feel, title, type, allowed: feel }, { requiredKeys: ['expression'] }),
        { minLength: inputs, maxLength: inputs },
      ),
      outputs: fc.array(
        fc.record(
          { ...(outputs > 1 && { name: plain }), title, type, allowed: feel, default: feel },
          { requiredKeys: outputs > 1 ? ['name'] : [] },
        ),
        { minLength: outputs, maxLength: outputs },
      ),
      ...(annotations > 0 && {
        annotations: fc.array(fc.oneof(plain, fc.constant('')), {
          minLength: annotations,
          maxLength: annotations,
        }),
      }),
      rules: fc.uniqueArray(
        fc.record({
          id,
          when: fc.array(fc.oneof(feel, fc.constant('-')), { minLength: inputs, maxLength: inputs }),
          then: fc.array(feel, { minLength: outputs, maxLength: outputs }),
          ...(annotations > 0 && {
            annotations: fc.array(fc.oneof(feel, fc.constant('')), {
              minLength: annotations,
              maxLength: annotations,
            }),
          }),
        }),
        { selector: (rule) => rule.id, maxLength: rules },
      ),
    }),
  ) as fc.Arbitrary<Table>;

const tree = trees().filter((one) => {
  try {
    return tableOf(one).rules.length >= 0;
  } catch (error) {
    return !(error instanceof NotConvertible);
  }
});

const literal = fc.record(
  { kind: fc.constant('literal' as const), text: feel, type },
  { requiredKeys: ['kind', 'text'] },
);

const expression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie('expression');
  const several = fc.array(inner, { maxLength: 2 });
  const of = <T>(kind: Expression['kind'], parts: Record<string, fc.Arbitrary<T>>) =>
    fc.record({ kind: fc.constant(kind), ...parts }) as unknown as fc.Arbitrary<Expression>;
  return {
    expression: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'expression' },
      literal,
      table,
      tree,
      of('context', {
        entries: fc.array(fc.record({ name: plain, type, value: inner }, { requiredKeys: ['value'] }), {
          maxLength: 3,
        }),
      }),
      fc.tuple(inner, fc.array(fc.tuple(parameter, inner), { maxLength: 2 })).map(([called, given]) => ({
        kind: 'invocation' as const,
        function: called,
        arguments: given.map(([one, value]) => ({ ...one, value })),
      })),
      parameters.chain((columns) =>
        of('relation', {
          columns: fc.constant(columns),
          rows: fc.array(fc.array(inner, { minLength: columns.length, maxLength: columns.length }), {
            maxLength: 2,
          }),
        } as Record<string, fc.Arbitrary<unknown>>),
      ),
      of('list', { items: several }),
      functionDefinition(inner),
      fc.tuple(inner, inner, inner).map(([condition, one, other]) => ({
        kind: 'conditional' as const,
        if: condition,
        ...(Object.fromEntries([['then', one]]) as { then: Expression }),
        else: other,
      })),
      of('filter', { in: inner, match: inner }),
      of('for', { variable: plain, in: inner, return: inner } as Record<string, fc.Arbitrary<unknown>>),
      of('every', { variable: plain, in: inner, satisfies: inner } as Record<string, fc.Arbitrary<unknown>>),
      of('some', { variable: plain, in: inner, satisfies: inner } as Record<string, fc.Arbitrary<unknown>>),
    ),
  };
}).expression;

function functionDefinition(body: fc.Arbitrary<Expression>) {
  return fc.record(
    {
      kind: fc.constant('function' as const),
      parameters,
      body,
      language: fc.constantFrom('java' as const, 'pmml' as const),
    },
    { requiredKeys: ['kind', 'parameters', 'body'] },
  );
}

/** Names of everything in a model, no two the same. */
const names = fc.uniqueArray(plain, { minLength: 8, maxLength: 8 });

/** Models of everything that a model may be, whether it could be made ready or not. */
export const models: fc.Arbitrary<Model> = names.chain((all) => {
  const [inputs, decisions, knowledge, services] = [
    all.slice(0, 2),
    all.slice(2, 5),
    all.slice(5, 7),
    all.slice(7),
  ];
  const named = <T extends { name: string }>(
    some: readonly string[],
    rest: (name: string) => fc.Arbitrary<object>,
  ) =>
    fc
      .subarray([...some])
      .chain((chosen) =>
        fc.tuple(...chosen.map((name) => rest(name).map((more) => ({ name, ...more }) as unknown as T))),
      );
  const base = fc.record({ id, title, type }, { requiredKeys: [] });
  return fc
    .record({
      id: fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
      inputs: named<InputData>(inputs, () => base),
      decisions: named<Decision>(decisions, () =>
        fc
          .tuple(base, partly({ question: feel, allowedAnswers: feel, logic: expression }))
          .map(([one, more]) => ({ ...one, ...more })),
      ),
      knowledge: named<Knowledge>(knowledge, () =>
        fc
          .tuple(base, functionDefinition(expression))
          .map(([{ title: _, ...one }, logic]) => ({ ...one, function: logic })),
      ),
      services: named<Service>(services, () => base.map(({ title: _, ...one }) => ({ ...one, output: [] }))),
      types: fc.array(typeDefinition, { maxLength: 2 }),
      more: partly({ description: feel, title }),
      seed: fc.infiniteStream(fc.nat(1)),
    })
    .map(({ more, seed, ...model }) =>
      connected({ ...model, ...more, answer: '' }, () => seed.next().value === 1),
    );
});

/** Requirements in the order of a file, and unique ids: what a model has anyway. */
function connected(model: Model, toss: () => boolean): Model {
  const ids = new Set<string>();
  const once = <T extends { readonly id?: string }>(one: T): T => {
    if (one.id === undefined || !ids.has(one.id)) {
      if (one.id !== undefined) ids.add(one.id);
      return one;
    }
    const { id: _, ...rest } = one;
    return rest as T;
  };
  const [knowledge = [], services = []] = [model.knowledge, model.services];
  const some = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).filter(toss);
  const list = <T>(name: string, all: readonly T[]) => (all.length > 0 ? { [name]: all } : {});
  const { types = [], ...rest } = model;
  const decisions = model.decisions.map((one) => ({
    ...once(one),
    ...list('requires', [
      ...some([...model.inputs, ...model.decisions]),
      ...some([...knowledge, ...services]),
    ]),
  }));
  return {
    ...rest,
    ...list('types', types),
    inputs: model.inputs.map(once),
    decisions,
    ...dropped(
      'knowledge',
      knowledge.map((one) => ({ ...once(one), ...list('requires', some(knowledge)) })),
    ),
    ...dropped(
      'services',
      services.map((one) => ({
        ...once(one),
        output: some(decisions),
        ...list('encapsulated', some(decisions)),
        ...list('givenDecisions', some(decisions)),
        ...list('inputs', some(model.inputs)),
      })),
    ),
    answer: decisions.find(toss)?.name ?? decisions[0]?.name ?? '',
  } as Model;

  function dropped<T>(name: 'knowledge' | 'services', all: readonly T[]) {
    return { [name]: all.length > 0 ? all : undefined };
  }
}
