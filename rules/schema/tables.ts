import * as z from 'zod';
import { type Branching, HIT_POLICIES, type Leaf } from '../model.ts';
import { allowed, feel, name, once, prose, text, title, typeName } from './words.ts';

const inputClause = once(() =>
  z
    .strictObject({
      expression: feel().meta({
        ...text('FEEL: what the column’s cells are tests of.', 'FEEL：本列单元格所测试的值。'),
        examples: ['score'],
      }),
      title: title().optional(),
      type: typeName().optional(),
      allowed: allowed().optional(),
    })
    .meta({ id: 'TableInput', ...text('A column of conditions.', '条件列。') }),
);

const outputClause = once(() =>
  z
    .strictObject({
      name: name()
        .optional()
        .meta(
          text(
            'Absent where there is one output, which is then the value itself.',
            '只有一个输出时省略，此时结果就是该值本身。',
          ),
        ),
      title: title().optional(),
      type: typeName().optional(),
      allowed: allowed()
        .optional()
        .meta(
          text(
            'Unary tests: the values that may come out. Under P and O their order is their priority.',
            '一元测试：允许的输出值。在 P 和 O 策略下，其顺序即优先级。',
          ),
        ),
      default: feel()
        .optional()
        .meta(text('FEEL: the answer where no rule fits.', 'FEEL：没有规则匹配时的答案。')),
    })
    .meta({ id: 'TableOutput', ...text('A column of results.', '结果列。') }),
);

const rule = once(() =>
  z
    .strictObject({
      id: name().meta({
        ...text(
          'Names the rule for ever, in explanations and differences: unique in its table.',
          '规则的永久名称，用于解释和比较；在表内唯一。',
        ),
        examples: ['high-score'],
      }),
      when: z.array(feel()).meta({
        ...text('Unary tests, one for each input.', '一元测试，每个输入一个。'),
        examples: [['>= 80']],
      }),
      then: z
        .array(feel())
        .meta({ ...text('FEEL, one for each output.', 'FEEL，每个输出一个。'), examples: [['"sales"']] }),
      annotations: z
        .array(prose())
        .optional()
        .meta(text('As many as the table names.', '与表中注释列的数量一致。')),
    })
    .meta({ id: 'TableRule', ...text('A row of a table.', '表中的一行。') }),
);

/** A decision table. */
export const tableSchema = once(() =>
  z
    .strictObject({
      kind: z.literal('table'),
      hitPolicy: z
        .enum(HIT_POLICIES)
        .meta(
          text(
            'What happens where several rules fit: unique, any, priority, first, rule order, output order, collect, and collect’s sum, least, greatest and count.',
            '多条规则匹配时的处理方式：唯一、任意、优先、首条、规则顺序、输出顺序、收集，以及收集后的求和、最小、最大和计数。',
          ),
        ),
      inputs: z.array(inputClause()),
      outputs: z.array(outputClause()).min(1),
      annotations: z
        .array(name())
        .optional()
        .meta(text('Names of the annotations that each rule may carry.', '每条规则可带注释的列名。')),
      rules: z.array(rule()),
    })
    .meta({ id: 'DecisionTable', ...text('A decision table, as in DMN.', 'DMN 决策表。') }),
);

const leaf = once(() =>
  z
    .strictObject({
      id: name(),
      then: z.array(feel()).meta(text('FEEL, one for each output.', 'FEEL，每个输出一个。')),
      note: prose().optional(),
    })
    .meta({ id: 'TreeLeaf', ...text('Where a tree ends.', '决策树的末端。') }),
);

const branching = once(() =>
  z
    .strictObject({
      ask: feel().meta(text('FEEL: what is asked.', 'FEEL：所问的值。')),
      title: title().optional(),
      type: typeName().optional(),
      allowed: allowed().optional(),
      branches: z
        .array(
          z.strictObject({
            test: feel(),
            get then(): z.ZodType<Branching | Leaf> {
              return node();
            },
          }),
        )
        .min(1)
        .meta(
          text('The first that fits is taken; `-` fits everything.', '取第一个匹配的分支；`-` 匹配所有值。'),
        ),
    })
    .meta({ id: 'TreeBranching', ...text('One input is asked.', '询问一个输入。') }),
);

const node = once(
  (): z.ZodType<Branching | Leaf> =>
    z
      .union([branching(), leaf()])
      .meta({ id: 'TreeNode', ...text('A question or an end.', '一个问题或末端。') }),
);

/** A decision tree. */
export const treeSchema = once(() =>
  z
    .strictObject({ kind: z.literal('tree'), outputs: z.array(outputClause()).min(1), root: node() })
    .meta({ id: 'DecisionTree', ...text('Nested conditions.', '嵌套条件。') }),
);
