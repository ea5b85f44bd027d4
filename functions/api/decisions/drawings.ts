import { hash } from 'node:crypto';
import type { Chart } from '../../../diagrams/decisions/chart.ts';
import type { Language } from '../../../diagrams/language.ts';
import type { Model } from '../../../rules/model.ts';
import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { versionNow } from './asked.ts';
import { checkDecision, draftOf } from './found.ts';
import { publishedModel } from './versions.ts';

type Operation = 'drawDecisionTree' | 'writeDecisionTree' | 'compareDecisionVersions';

/** Decisions as people see them: drawn, and what changed between two of them in words. */
export function drawingHandlers(deps: ApiDeps): Handlers<Operation> {
  async function modelOf(decision: string, which: number | 'draft' | undefined): Promise<Model> {
    await checkDecision(deps, decision);
    if (which === 'draft') return (await draftOf(deps, decision)).content.model;
    return publishedModel(deps, decision, which ?? (await versionNow(deps, decision)));
  }

  return {
    async drawDecisionTree({ path, query: { version, lang } }) {
      const model = await modelOf(path.decision, version);
      const [{ chartSvg }, { style }] = await Promise.all([
        import('../../../diagrams/decisions/chart-svg.ts'),
        import('../../../diagrams/style.ts'),
      ]);
      // Nothing of a drawing may run or be fetched; its one style sheet may apply.
      const policy = `default-src 'none'; frame-ancestors 'none'; style-src 'sha256-${hash('sha256', style, 'base64')}'`;
      const body = await chartSvg(await chartOf(model, lang));
      return { status: 200, body, headers: { 'content-security-policy': policy } };
    },

    async writeDecisionTree({ path, query: { version, lang } }) {
      const chart = await chartOf(await modelOf(path.decision, version), lang);
      const { chartMermaid } = await import('../../../diagrams/decisions/chart-mermaid.ts');
      return { status: 200, body: chartMermaid(chart) };
    },

    async compareDecisionVersions({ path: { decision, version }, query: { to } }) {
      const [before, after] = [await modelOf(decision, version), await modelOf(decision, to)];
      const { differenceInWords } = await import('../../../rules/difference.ts');
      const [en, zh] = (['en', 'zh'] as const).map((one) => [...differenceInWords(before, after, one)]);
      const body = { decision, from: version, to: to === 'draft' ? null : to, en: en ?? [], zh: zh ?? [] };
      return { status: 200, body };
    },
  };
}

/** The decision that answers as a tree; where no tree says the same, which parts of the model use which. */
async function chartOf(model: Model, language: Language): Promise<Chart> {
  const [{ treeChart }, { requirementsChart }, { NotConvertible }] = await Promise.all([
    import('../../../diagrams/decisions/tree-chart.ts'),
    import('../../../diagrams/decisions/requirements-chart.ts'),
    import('../../../rules/trees/not-convertible.ts'),
  ]);
  const logic = model.decisions.find(({ name }) => name === model.answer)?.logic;
  if (logic?.kind !== 'tree' && logic?.kind !== 'table') return requirementsChart(model, language);
  try {
    const { title } = model;
    return treeChart(logic, (language === 'zh' ? title?.zh : undefined) ?? title?.en ?? model.id, language);
  } catch (error) {
    if (!(error instanceof NotConvertible)) throw error;
    return requirementsChart(model, language);
  }
}
