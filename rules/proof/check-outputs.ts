import type { Constant } from '../cells/cell.ts';
import { parseConstant } from '../cells/parse.ts';
import type { HitPolicy, OutputClause } from '../model.ts';
import { feelOf } from './between.ts';
import { admits, type Dimension, dimensionOf } from './dimension.ts';
import { priorityOf } from './priority.ts';
import type { Example } from './proof.ts';
import type { Report } from './report.ts';
import type { Site } from './site.ts';
import type { Source } from './source.ts';
import { valueTypeOf } from './value-type.ts';

/** Texts of answers with the rules that give them; `default` where no rule does. */
export interface Answers {
  readonly outputs: readonly OutputClause[];
  readonly rules: readonly Answering[];
  readonly hitPolicy?: HitPolicy;
}

export interface Answering {
  readonly id: string;
  readonly then: readonly string[];
  /** Inputs on which the rule answers; undefined where there are none. */
  example(): Example | undefined;
}

/** Constants among the answers, and defaults, that are of another type than the output or not among its values. */
export function checkOutputs(site: Site, answers: Answers, report: Report): void {
  const { outputs, rules, hitPolicy } = answers;
  for (const [index, clause] of outputs.entries()) {
    const column = clause.name ?? clause.title?.en ?? site.owner;
    const given = rules.map((rule) => ({ ...rule, text: rule.then[index] ?? '' }));
    const all = clause.default === undefined ? given : [...given, { text: clause.default }];
    const constants = all.flatMap(({ text, ...rule }): Answer[] => {
      const constant = parseConstant(text);
      return constant === undefined || constant.type === 'null' ? [] : [{ ...rule, column, constant }];
    });
    const dimension = valuesOf(site, clause, outputs.length === 1 && isOne(hitPolicy), constants);
    for (const answer of constants) {
      const { constant } = answer;
      if (hitPolicy === 'C+' && answer.id !== undefined && constant.type !== 'number') {
        addAnswer('output-type', answer, report, {
          en: `is a ${constant.type}, and only numbers have a sum`,
          zh: `类型为 ${constant.type}，只有数字可以求和`,
        });
        continue;
      }
      if (dimension.opaque) continue;
      if (dimension.declared && !dimension.types.includes(constant.type)) {
        const wanted = dimension.types.filter((type) => type !== 'null').join(', ');
        addAnswer('output-type', answer, report, {
          en: `is a ${constant.type}, not a ${wanted}`,
          zh: `类型为 ${constant.type}，应为 ${wanted}`,
        });
      } else if (!admits(dimension, constant)) {
        addAnswer('output-not-allowed', answer, report, {
          en: 'is not among the allowed values',
          zh: '不在允许取值之内',
        });
      }
    }
  }
  if (hitPolicy === 'P' || hitPolicy === 'O') checkPriorities(outputs, hitPolicy, report);
}

const ANSWER: Source = { kind: 'computed', root: '', path: [], type: { kind: 'any', allowed: [] } };

function valuesOf(
  site: Site,
  clause: OutputClause,
  alone: boolean,
  constants: readonly { readonly constant: Constant }[],
): Dimension {
  const type = valueTypeOf(clause.type ?? (alone ? site.type : undefined), site.model);
  const tests = constants.map(({ constant }) => ({ kind: 'equal', to: constant }) as const);
  const allowed = clause.allowed === undefined ? [] : [clause.allowed];
  return dimensionOf('', ANSWER, type, allowed, [{ kind: 'tests', tests }]);
}

/** Whether the decision's answer is one rule's, and so of the same type. */
function isOne(hitPolicy: HitPolicy | undefined): boolean {
  return hitPolicy === undefined || ['U', 'A', 'P', 'F'].includes(hitPolicy);
}

/** Without a rule, it is the default. */
interface Answer extends Partial<Answering> {
  readonly column: string;
  readonly constant: Constant;
}

function addAnswer(
  code: 'output-type' | 'output-not-allowed',
  { id, column, constant, example }: Answer,
  report: Report,
  why: { en: string; zh: string },
): void {
  const shown = example?.();
  report.add(code, 'error', {
    ...(id === undefined ? {} : { rules: [id] }),
    column,
    text: {
      en: `${id === undefined ? 'The default' : `Rule ${id}`} answers ${feelOf(constant)} as ${column}, which ${why.en}.`,
      zh: `${id === undefined ? '默认值' : `规则 ${id}`} 给出的 ${column} 为 ${feelOf(constant)}，${why.zh}。`,
    },
    ...(shown === undefined ? {} : { example: shown }),
  });
}

/** Under P and O, the allowed values of at least one output say what comes first. */
function checkPriorities(outputs: readonly OutputClause[], hitPolicy: HitPolicy, report: Report): void {
  if (outputs.some((clause) => (priorityOf(clause) ?? []).length > 0)) return;
  report.add('no-priorities', 'error', {
    text: {
      en: `Under ${hitPolicy}, an output lists its allowed values from the first to the last priority; none does.`,
      zh: `命中策略为 ${hitPolicy} 时，须有输出按优先级从高到低列出允许取值；目前没有。`,
    },
  });
}
