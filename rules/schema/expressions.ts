import * as z from 'zod';
import type { Expression } from '../model.ts';
import { tableSchema, treeSchema } from './tables.ts';
import { feel, name, once, text, typeName } from './words.ts';

const literal = once(() =>
  z
    .strictObject({ kind: z.literal('literal'), text: feel(), type: typeName().optional() })
    .meta({ id: 'LiteralExpression', ...text('FEEL.', 'FEEL 表达式。') }),
);

export const parameterSchema = once(() =>
  z
    .strictObject({ name: name(), type: typeName().optional() })
    .meta({ id: 'ModelParameter', ...text('A name and its type.', '名称及其类型。') }),
);

const again = (): z.ZodType<Expression> => z.lazy(() => expressionSchema());

const context = once(() =>
  z
    .strictObject({
      kind: z.literal('context'),
      entries: z
        .array(z.strictObject({ name: name().optional(), type: typeName().optional(), value: again() }))
        .meta(text('An entry without a name is the context’s result.', '没有名称的条目就是该上下文的结果。')),
    })
    .meta({ id: 'ContextExpression', ...text('Values by name.', '按名称列出的值。') }),
);

const invocation = once(() =>
  z
    .strictObject({
      kind: z.literal('invocation'),
      function: again(),
      arguments: z.array(z.strictObject({ name: name(), type: typeName().optional(), value: again() })),
    })
    .meta({ id: 'InvocationExpression', ...text('Asks a function.', '调用一个函数。') }),
);

const relation = once(() =>
  z
    .strictObject({
      kind: z.literal('relation'),
      columns: z.array(parameterSchema()),
      rows: z.array(z.array(again())),
    })
    .meta({ id: 'RelationExpression', ...text('A list of contexts, as rows.', '以行表示的上下文列表。') }),
);

const list = once(() =>
  z
    .strictObject({ kind: z.literal('list'), items: z.array(again()) })
    .meta({ id: 'ListExpression', ...text('A list.', '列表。') }),
);

/** A function: what a business knowledge model is. */
export const functionSchema = once(() =>
  z
    .strictObject({
      kind: z.literal('function'),
      parameters: z.array(parameterSchema()),
      body: again(),
      language: z
        .enum(['feel', 'java', 'pmml'])
        .optional()
        .meta(text('What is not FEEL is kept and answers null.', '非 FEEL 的函数会保留，但结果为 null。')),
    })
    .meta({ id: 'FunctionExpression', ...text('A function.', '函数。') }),
);

const conditional = once(() =>
  z
    .strictObject({ kind: z.literal('conditional'), if: again(), then: again(), else: again() })
    .meta({ id: 'ConditionalExpression', ...text('If, then, else.', '如果、那么、否则。') }),
);

const filter = once(() =>
  z
    .strictObject({ kind: z.literal('filter'), in: again(), match: again() })
    .meta({ id: 'FilterExpression', ...text('Those of a list that match.', '列表中匹配的元素。') }),
);

const loop = once(() =>
  z
    .strictObject({ kind: z.literal('for'), variable: name(), in: again(), return: again() })
    .meta({ id: 'ForExpression', ...text('Something of each in a list.', '对列表中每个元素求值。') }),
);

const quantified = once(() =>
  z
    .strictObject({
      kind: z.enum(['every', 'some']),
      variable: name(),
      in: again(),
      satisfies: again(),
    })
    .meta({
      id: 'QuantifiedExpression',
      ...text('Whether every or some of a list satisfy it.', '列表中是否全部或部分满足。'),
    }),
);

/** How a decision is made. */
export const expressionSchema = once(() =>
  z
    .discriminatedUnion('kind', [
      literal(),
      tableSchema(),
      treeSchema(),
      context(),
      invocation(),
      relation(),
      list(),
      functionSchema(),
      conditional(),
      filter(),
      loop(),
      quantified(),
    ])
    .meta({ id: 'DecisionExpression', ...text('How something is computed.', '计算方式。') }),
);
