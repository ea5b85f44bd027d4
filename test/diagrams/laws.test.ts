import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Diagram, diagramOf, statesIn } from '../../diagrams/diagram.ts';
import { layoutOf } from '../../diagrams/layout.ts';
import { mermaidOf } from '../../diagrams/mermaid.ts';
import { shapesIn, sketchOf } from '../../diagrams/sketch.ts';
import { svgOf } from '../../diagrams/svg.ts';
import { graphOf, type StateView } from '../../engine/graph.ts';
import { seed } from '../engine/seed.ts';
import { diagrams, drawn } from './all.ts';
import { layoutBreaches } from './layout-breaches.ts';
import { mermaidBreaches } from './mermaid-grammar.ts';
import { parseSvg } from './parsed-svg.ts';
import { anyDiagram } from './random-diagram.ts';

test.each(drawn)('the diagram of $process has every state and every transition', (definition) => {
  const views = viewsIn(graphOf(definition));
  const states = statesIn(diagramOf(definition, 'en').root);
  expect(states.map(({ path, type }) => [path, type])).toEqual(views.map(({ path, type }) => [path, type]));
  expect(states.map(({ ways }) => ways.map(({ targets }) => targets))).toEqual(
    views.map(({ transitions }) => transitions.map(({ targets }) => targets)),
  );
});

describe.each(diagrams)('$process in $language', (diagram) => {
  test('is drawn whole, the same each time', async () => {
    const svg = await svgOf(diagram);
    expect(drawingBreaches(diagram, svg)).toEqual([]);
    expect(await svgOf(diagram)).toBe(svg);
  });

  test('has boxes and labels that lie where they may', async () => {
    expect(layoutBreaches(await layoutOf(sketchOf(diagram)))).toEqual([]);
  });

  test('is written in Mermaid', () => {
    expect(mermaidBreaches(mermaidOf(diagram))).toEqual([]);
  });
});

test('whatever the shape and the texts, nothing is lost, nothing breaks out, nothing lies on another', async () => {
  const known = new Set([
    'svg',
    'title',
    'desc',
    'style',
    'defs',
    'marker',
    'path',
    'rect',
    'circle',
    'g',
    'text',
  ]);
  await fc.assert(
    fc.asyncProperty(anyDiagram, async (diagram) => {
      const svg = await svgOf(diagram);
      expect(drawingBreaches(diagram, svg)).toEqual([]);
      const strange = parseSvg(svg).elements.filter(({ name, attributes }) => {
        return !known.has(name) || Object.keys(attributes).some((attribute) => attribute.startsWith('on'));
      });
      expect(strange).toEqual([]);
      expect(layoutBreaches(await layoutOf(sketchOf(diagram)))).toEqual([]);
      expect(mermaidBreaches(mermaidOf(diagram))).toEqual([]);
    }),
    { numRuns: 40, seed, endOnFailure: true },
  );
});

/** What a drawing lacks: states, ways, or their texts. */
function drawingBreaches({ root, language }: Diagram, svg: string): string[] {
  const { elements, texts } = parseSvg(svg);
  const found: string[] = [];
  const states = statesIn(root);
  const shown = elements.flatMap(({ attributes }) => attributes['data-state'] ?? []);
  if (
    shown.toSorted().join() !==
    states
      .map(({ path }) => path)
      .toSorted()
      .join()
  )
    found.push('other states');
  const sketch = sketchOf({ process: '', version: 1, language, root });
  const lines = elements.filter(({ attributes }) => attributes.class === 'line');
  if (lines.length !== sketch.links.length) found.push('other arrows');
  const text = bare(texts.join(''));
  for (const state of states) {
    if (state.type !== 'history' && !sketch.folded.has(state.path) && !text.includes(bare(state.title))) {
      found.push(`no title of ${state.path}`);
    }
    for (const way of state.ways) {
      if (!text.includes(bare(way.text))) found.push(`no text of a way from ${state.path}`);
      const arrows = sketch.links.filter(({ ways }) => ways.includes(way)).length;
      const rows = shapesIn(sketch.root).filter(({ ways }) => ways.includes(way)).length;
      if (arrows + rows === 0) found.push(`a way from ${state.path} is lost`);
    }
  }
  return found;
}

/** A text without white space, which breaking it into lines may change, and without what XML does not allow. */
function bare(text: string): string {
  return text.replaceAll(/[\p{C}\s\ufffd]/gu, '');
}

function viewsIn(view: StateView): StateView[] {
  return [view, ...view.states.flatMap(viewsIn)];
}
