import { escaped } from '../mermaid.ts';
import type { Chart, ChartKind } from './chart.ts';

const forms: Readonly<Record<ChartKind, readonly [string, string]>> = {
  question: ['{', '}'],
  answer: ['([', '])'],
  input: ['([', '])'],
  decision: ['[', ']'],
  knowledge: ['[/', '/]'],
  service: ['[[', ']]'],
};

/** A chart as a flow chart of Mermaid: the same boxes and arrows as in the SVG. */
export function chartMermaid({ title, boxes, arrows }: Chart): string {
  const names = new Map(boxes.map(({ id }, at) => [id, `b${at}`]));
  const lines = boxes.map(({ id, kind, items }) => {
    const [open, close] = forms[kind];
    return `  ${names.get(id)}${open}"${items.map(({ text }) => escaped(text)).join('<br>')}"${close}`;
  });
  const drawn = arrows
    .filter(({ from, to }) => names.has(from) && names.has(to))
    .map(({ from, to, label }) => {
      const said = label === undefined ? '' : `|"${escaped(label)}"|`;
      return `  ${names.get(from)} -->${said} ${names.get(to)}`;
    });
  const front = ['---', `title: ${JSON.stringify(title)}`, '---', 'flowchart TD'];
  return `${[...front, ...lines, ...drawn].join('\n')}\n`;
}
