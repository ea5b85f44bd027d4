import type { Example, Finding, FindingCode, Place, Severity } from './proof.ts';
import type { Site } from './site.ts';
import type { Text } from './text.ts';
import type { Work } from './work.ts';

/** What is found out about one table or tree. */
export class Report {
  readonly site: Site;
  readonly work: Work;
  readonly findings: Finding[] = [];
  readonly #counts = new Map<FindingCode, number>();

  constructor(site: Site, work: Work) {
    this.site = site;
    this.work = work;
  }

  add(code: FindingCode, severity: Severity, found: Found): void {
    if (this.isFull(code)) return;
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    const { rules, column, text, where, example, certain = true } = found;
    this.findings.push({
      code,
      severity,
      certain,
      place: {
        ...placeOf(this.site),
        ...(rules === undefined ? {} : { rules }),
        ...(column === undefined ? {} : { column }),
      },
      text,
      ...(where === undefined ? {} : { where }),
      ...(example === undefined ? {} : { example }),
    });
    if (!this.isFull(code)) return;
    const { en, zh } = NAMES[code];
    this.add('not-finished', 'note', {
      text: {
        en: `${count} findings of this kind (${en}) are shown; there may be more.`,
        zh: `此类问题（${zh}）只列出前 ${count} 个，可能还有更多。`,
      },
    });
  }

  /** Whether as many are reported as are told. */
  isFull(code: FindingCode): boolean {
    return (this.#counts.get(code) ?? 0) >= this.work.limits.findings;
  }
}

export interface Found {
  readonly text: Text;
  readonly rules?: readonly string[];
  readonly column?: string;
  readonly where?: Readonly<Record<string, string>>;
  readonly example?: Example;
  readonly certain?: boolean;
}

export function placeOf(site: Site): Place {
  return { table: site.owner, ...(site.path.length === 0 ? {} : { within: site.path.join(', ') }) };
}

/** What the codes are called. */
export const NAMES: Readonly<Record<FindingCode, Text>> = {
  overlap: { en: 'overlapping rules', zh: '规则重叠' },
  conflict: { en: 'conflicting rules', zh: '规则冲突' },
  gap: { en: 'gaps', zh: '未覆盖的输入' },
  unreachable: { en: 'unreachable rules', zh: '无法命中的规则' },
  masked: { en: 'masked rules', zh: '被遮挡的规则' },
  'input-not-allowed': { en: 'values that may not come', zh: '不允许的输入值' },
  'output-not-allowed': { en: 'answers that are not allowed', zh: '不允许的输出值' },
  'no-priorities': { en: 'missing priorities', zh: '缺少优先级' },
  'input-type': { en: 'values of another type', zh: '输入类型不符' },
  'output-type': { en: 'answers of another type', zh: '输出类型不符' },
  'unknown-type': { en: 'unknown types', zh: '未知类型' },
  'unused-column': { en: 'columns without effect', zh: '不起作用的列' },
  'unused-input': { en: 'inputs that nothing uses', zh: '未使用的输入' },
  'input-not-given': { en: 'inputs that no process gives', zh: '流程未提供的输入' },
  'input-retyped': { en: 'inputs of another type', zh: '输入类型已改变' },
  'answer-retyped': { en: 'an answer of another type', zh: '结果类型已改变' },
  'beyond-proof': { en: 'beyond proof', zh: '无法证明' },
  'not-finished': { en: 'not finished', zh: '未完成' },
};
