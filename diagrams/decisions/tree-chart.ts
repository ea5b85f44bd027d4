import { parseConstant } from '../../rules/cells/parse.ts';
import type { Branching, Leaf, OutputClause, Table, Tree, Words } from '../../rules/model.ts';
import { NotConvertible } from '../../rules/trees/not-convertible.ts';
import { treeOf } from '../../rules/trees/tree-of.ts';
import type { Item } from '../block.ts';
import { type Language, words } from '../language.ts';
import type { Chart, ChartBox } from './chart.ts';
import { decisionWords } from './decision-words.ts';

/** More places than anybody could look at. */
const MOST_BOXES = 400;

/**
 * A decision tree, or a table as the tree that says the same, as boxes that ask and boxes that answer. Throws
 * `NotConvertible` for a table that no tree says the same as, and for more than 400 boxes.
 */
export function treeChart(logic: Table | Tree, title: string, language: Language): Chart {
  const { root, outputs } = logic.kind === 'tree' ? logic : treeOf(logic);
  const say = { ...words[language], ...decisionWords[language] };
  const boxes: ChartBox[] = [];
  const arrows: { from: string; to: string; label: string }[] = [];
  const hasDefault = outputs.some((output) => output.default !== undefined);
  const noRule: Leaf = { id: say.noRule, then: outputs.map((output) => output.default ?? 'null') };
  add(root);
  return { title, language, boxes, arrows };

  function add(node: Branching | Leaf): string {
    if (!('ask' in node)) return box(answerOf(node));
    if (node.branches.length === 0) return box(answerOf(noRule));
    const id = box(questionOf(node));
    for (const { test, then } of node.branches) {
      arrows.push({ from: id, to: add(then), label: test.trim() === '-' ? say.otherwise : said(test) });
    }
    const open = !node.branches.some(({ test }) => test.trim() === '-');
    if (open && hasDefault) arrows.push({ from: id, to: box(answerOf(noRule)), label: say.otherwise });
    return id;
  }

  function box(one: Omit<ChartBox, 'id'>): string {
    if (boxes.length === MOST_BOXES)
      throw new NotConvertible(`its drawing would have more than ${MOST_BOXES} boxes`);
    const id = `place-${boxes.length + 1}`;
    boxes.push({ id, ...one });
    return id;
  }

  function questionOf({ ask, title: asked }: Branching): Omit<ChartBox, 'id'> {
    const text = inLanguage(asked, language) ?? ask;
    const items: Item[] = [{ text, setting: 'title' }];
    if (text !== ask) items.push({ text: ask, setting: 'note' });
    return { kind: 'question', items };
  }

  function answerOf({ id, then, note }: Leaf): Omit<ChartBox, 'id'> {
    const texts = then.map((text, at) => `${nameOf(outputs[at], then.length)}${said(text)}`);
    return {
      kind: 'answer',
      items: [
        ...texts.map((text): Item => ({ text, setting: 'title' })),
        { text: id, setting: 'note' },
        ...(note === undefined ? [] : [{ text: note, setting: 'note' } as const]),
      ],
    };
  }

  function nameOf(output: OutputClause | undefined, count: number): string {
    if (count === 1) return '';
    return `${inLanguage(output?.title, language) ?? output?.name ?? ''}${say.colon}`;
  }
}

/** A text in a language, or in English where it has none. */
export function inLanguage(text: Words | undefined, language: Language): string | undefined {
  return text?.[language] ?? text?.en;
}

/** A constant text without its quotes; everything else as it is written. */
function said(text: string): string {
  const constant = parseConstant(text);
  return constant?.type === 'string' && constant.value.trim() !== '' ? constant.value : text;
}
