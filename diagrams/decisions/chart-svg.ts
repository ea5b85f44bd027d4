import { blockOf } from '../block.ts';
import { arrowLines, labelLines } from '../draw-link.ts';
import { textLines } from '../draw-shape.ts';
import { framed } from '../frame.ts';
import { words } from '../language.ts';
import { layoutOf, PADDING, type PlacedShape } from '../layout.ts';
import { place } from '../place.ts';
import type { Shape, Sketch } from '../sketch.ts';
import { xml } from '../xml.ts';
import type { Chart, ChartBox, ChartKind } from './chart.ts';
import { decisionWords } from './decision-words.ts';

const looks: Readonly<Record<ChartKind, string>> = {
  question: 'state',
  answer: 'end',
  input: 'task',
  decision: 'state',
  knowledge: 'region',
  service: 'whole',
};

/** A chart as an SVG document, in the look of the processes: the same chart gives the same text, always. */
export async function chartSvg(chart: Chart): Promise<string> {
  const { boxes, language, title } = chart;
  const kinds = new Map(boxes.map(({ kind }, at) => [shapeId(at), kind]));
  const { width, height, shapes, links } = await layoutOf(sketchOf(chart));
  return framed({ width, height, language, title, description: describe(chart) }, [
    ...shapes.flatMap((shape) => boxLines(shape, kinds.get(shape.shape.id))),
    ...links.flatMap(arrowLines),
    ...shapes.flatMap(textLines),
    ...links.flatMap(labelLines),
  ]);
}

/** Boxes and arrows that have sizes, but no places yet. */
function sketchOf({ title, boxes, arrows }: Chart): Sketch {
  const ids = new Map(boxes.map(({ id }, at) => [id, shapeId(at)]));
  const empty = blockOf([]);
  const children = boxes.map(
    ({ kind, items }, at): Shape => ({
      id: shapeId(at),
      kind: kind === 'answer' ? 'final' : 'state',
      states: [],
      head: blockOf(items),
      ways: [],
      stays: empty,
      children: [],
    }),
  );
  const heading = blockOf([{ text: title, setting: 'heading' }]);
  const root: Shape = { id: '', kind: 'state', states: [], head: heading, ways: [], stays: empty, children };
  const links = arrows.flatMap(({ from, to, label }) => {
    const [start, end] = [ids.get(from), ids.get(to)];
    if (start === undefined || end === undefined) return [];
    return [{ from: start, to: end, ways: [], label: label === undefined ? empty : labelBlock(label) }];
  });
  return { root, links, folded: new Map() };
}

function labelBlock(text: string) {
  return blockOf([{ text, setting: 'way' }]);
}

function shapeId(at: number): string {
  return `b${at}`;
}

function boxLines(placed: PlacedShape, kind: ChartKind | undefined): string[] {
  if (kind === undefined) return [];
  const { shape, x, y, height } = placed;
  const box = `    <rect class="${looks[kind]}" ${place(placed)} rx="${kind === 'answer' || kind === 'input' ? 16 : 8}"/>`;
  const sign = `    <circle class="sign sign-final" cx="${x + PADDING + 7}" cy="${y + height / 2}" r="5"/>`;
  return [`  <g data-box="${xml(shape.id)}">`, box, ...(kind === 'answer' ? [sign] : []), '  </g>'];
}

/** The whole in sentences, for those who do not see it. */
function describe({ boxes, arrows, language }: Chart): string {
  const say = words[language];
  const titles = new Map(boxes.map((box) => [box.id, titleOf(box)]));
  const sentences = boxes.map(({ id, kind }) => {
    const ways = arrows
      .filter(({ from }) => from === id)
      .map(({ to, label }) => [label, titles.get(to)].filter(Boolean).join(' → '));
    const title = `${decisionWords[language][kind]} ${titles.get(id)}`;
    return ways.length === 0 ? title : `${title}${say.colon}${ways.join(say.semicolon)}`;
  });
  return sentences.join(say.stop);
}

function titleOf({ items }: ChartBox): string {
  return items
    .filter(({ setting }) => setting === 'title')
    .map(({ text }) => text)
    .join(', ');
}
