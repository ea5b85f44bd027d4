import type { Model, Words } from '../../rules/model.ts';
import type { Item } from '../block.ts';
import type { Language } from '../language.ts';
import type { Chart, ChartBox, ChartKind } from './chart.ts';
import { decisionWords } from './decision-words.ts';
import { inLanguage } from './tree-chart.ts';

interface Part {
  readonly name: string;
  readonly title?: Words;
  readonly requires?: readonly string[];
}

/** Which inputs, decisions, knowledge and services of a model use which: arrows lead from what is used. */
export function requirementsChart(model: Model, language: Language): Chart {
  const services = (model.services ?? []).map(({ name, output }): Part => ({ name, requires: output }));
  const parts: [ChartKind, readonly Part[]][] = [
    ['input', model.inputs],
    ['knowledge', model.knowledge ?? []],
    ['decision', model.decisions],
    ['service', services],
  ];
  const all = parts.flatMap(([kind, some]) => some.map((part) => ({ kind, part })));
  const kinds = new Map(all.map(({ kind, part }) => [part.name, { kind, part }]));
  const order = new Map<string, ChartBox>();
  for (const name of kinds.keys()) add(name, new Set());
  const arrows = all.flatMap(({ part }) =>
    (part.requires ?? []).map((from) => ({ from: from, to: part.name })),
  );
  return {
    title: inLanguage(model.title, language) ?? model.id,
    language,
    boxes: [...order.values()],
    arrows: arrows.filter(({ from, to }) => from !== to),
  };

  /** What is used comes before what uses it. */
  function add(name: string, within: Set<string>): void {
    if (order.has(name) || within.has(name)) return;
    within.add(name);
    const { kind, part } = kinds.get(name) ?? { kind: 'knowledge' as const, part: { name } };
    for (const used of part.requires ?? []) add(used, within);
    order.set(name, { id: name, kind, items: itemsOf(kind, part) });
  }

  function itemsOf(kind: ChartKind, { name, title }: Part): Item[] {
    return [
      { text: inLanguage(title, language) ?? name, setting: 'title' },
      { text: decisionWords[language][kind], setting: 'note' },
    ];
  }
}
