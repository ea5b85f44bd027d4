import * as z from 'zod';
import type { Model, TypeDefinition } from './model.ts';
import { expressionSchema, functionSchema, parameterSchema } from './schema/expressions.ts';
import { allowed, feel, id, name, once, prose, text, title, typeName } from './schema/words.ts';

const type = once(() =>
  z
    .strictObject({
      name: name(),
      type: typeName().optional(),
      list: z.boolean().optional(),
      get fields(): z.ZodOptional<z.ZodArray<z.ZodType<TypeDefinition>>> {
        return z.array(type()).optional();
      },
      function: z
        .strictObject({ parameters: z.array(parameterSchema()), result: typeName().optional() })
        .optional()
        .meta(text('What a function takes and gives, where it is one.', '若为函数：其参数和结果的类型。')),
      allowed: allowed().optional(),
      constraint: feel()
        .optional()
        .meta(text('Unary tests that the value as a whole passes.', '整个值须通过的一元测试。')),
    })
    .meta({
      id: 'ModelType',
      ...text(
        'Another type narrowed, a list of it, or a context of fields.',
        '对另一类型的限定、其列表，或由字段组成的上下文。',
      ),
    }),
);

const input = once(() =>
  z
    .strictObject({
      id: id().optional(),
      name: name(),
      title: title().optional(),
      type: typeName().optional(),
    })
    .meta({ id: 'ModelInput', ...text('Something that is known.', '已知的输入。') }),
);

const requires = () =>
  z
    .array(name())
    .optional()
    .meta(
      text(
        'Names of the inputs, decisions, knowledge and services that it uses.',
        '它所用到的输入、决策、业务知识和服务的名称。',
      ),
    );

const decision = once(() =>
  z
    .strictObject({
      id: id().optional(),
      name: name(),
      title: title().optional(),
      question: prose().optional().meta(text('What it answers.', '它回答的问题。')),
      allowedAnswers: prose().optional().meta(text('What it may answer.', '允许的回答。')),
      type: typeName().optional(),
      requires: requires(),
      logic: expressionSchema()
        .optional()
        .meta(
          text(
            'Absent in a decision that is drawn and not yet made: it answers null.',
            '尚未编写逻辑的决策省略此项：结果为 null。',
          ),
        ),
    })
    .meta({ id: 'ModelDecision', ...text('One decision of the model.', '模型中的一个决策。') }),
);

const knowledge = once(() =>
  z
    .strictObject({
      id: id().optional(),
      name: name(),
      type: typeName().optional(),
      requires: requires(),
      function: functionSchema(),
    })
    .meta({ id: 'ModelKnowledge', ...text('A function under a name.', '有名称的函数。') }),
);

const service = once(() =>
  z
    .strictObject({
      id: id().optional(),
      name: name(),
      type: typeName().optional(),
      output: z.array(name()).meta(text('Names of the decisions that come out.', '作为结果的决策名称。')),
      encapsulated: z
        .array(name())
        .optional()
        .meta(text('Names of decisions that are computed on the way.', '中间计算的决策名称。')),
      givenDecisions: z
        .array(name())
        .optional()
        .meta(text('Names of decisions that the caller gives.', '由调用者给出的决策名称。')),
      inputs: z.array(name()).optional(),
    })
    .meta({ id: 'ModelService', ...text('Some decisions as a function.', '作为函数的一组决策。') }),
);

/** What a decision model must be: the schema that is published. Whether it makes sense is said by making it ready. */
export const modelSchema = once(() =>
  z
    .strictObject({
      id: z
        .string()
        .regex(
          /^[a-z][a-z0-9-]{0,59}$/,
          'must begin with a small letter and hold small letters, digits and -',
        )
        .meta({
          ...text('Its id, by which processes name it.', '标识，流程以此引用它。'),
          examples: ['lead-routing'],
        }),
      title: title().optional(),
      description: prose().optional(),
      types: z.array(type()).optional(),
      inputs: z.array(input()).meta(text('What must be known.', '需要知道的输入。')),
      decisions: z.array(decision()).min(1),
      knowledge: z.array(knowledge()).optional(),
      services: z.array(service()).optional(),
      get imports(): z.ZodOptional<z.ZodArray<z.ZodType<{ readonly name: string; readonly model: Model }>>> {
        return z
          .array(z.strictObject({ name: name(), model: modelSchema() }))
          .optional()
          .meta(text('Models whose names are reached through `name`.', '通过 `name` 引用其名称的模型。'));
      },
      answer: name().meta(
        text('Name of the decision that answers for the model.', '代表整个模型作答的决策名称。'),
      ),
      dmn: z
        .record(z.string(), z.unknown())
        .optional()
        .meta(
          text(
            'What a DMN file held besides: kept for the way back, used by nothing.',
            'DMN 文件中的其他内容：为导出而保留，不参与计算。',
          ),
        ),
    })
    .meta({
      id: 'DecisionModel',
      ...text(
        'What is decided together and published together. Every text that is computed is FEEL.',
        '共同决策、共同发布的内容。所有参与计算的文本均为 FEEL。',
      ),
    }),
);
