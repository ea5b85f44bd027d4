import type { Icon, Item } from './block.ts';
import type { Diagram } from './diagram.ts';
import { words } from './language.ts';
import { isIn, type Link, type Shape, shapesIn, sketchOf } from './sketch.ts';

const signs: Readonly<Record<Icon, string>> = {
  event: '',
  delay: '⏱ ',
  done: '✓ ',
  failed: '✗ ',
  ended: '✓ ',
  always: '',
  effect: '↗ ',
  inline: '= ',
  child: '⧉ ',
  person: '☺ ',
  stay: '↻ ',
};

/**
 * A process as a state diagram of Mermaid (`stateDiagram-v2`): the same boxes and arrows as in the SVG. Mermaid knows
 * no arrow between states of different boxes: one of these goes from box to box, and its label names the states.
 */
export function mermaidOf(diagram: Diagram): string {
  const { root, links } = sketchOf(diagram);
  const say = words[diagram.language];
  const shapes = shapesIn(root);
  const names = new Map(shapes.map(({ id }, index) => [id, `s${index}`]));
  const titles = new Map(shapes.map(({ id, head }) => [id, head.items[0]?.text ?? 'H']));
  const first = links.filter(({ from }) => from.endsWith('#initial'));
  const begins = new Map(first.map(({ from, to }) => [from, to]));
  const nameOf = (id: string) => names.get(id) ?? '';

  function shapeLines(shape: Shape, pad: string): string[] {
    const { id, kind, children } = shape;
    if (kind === 'initial') return [];
    const name = nameOf(id);
    const [title = 'H', ...notes] = [
      ...[...shape.head.items, ...shape.stays.items].map(textOf),
      ...(isParallel(shape) ? linksIn(shape).map(inWords) : []),
    ];
    const lines = [`${pad}state "${title}" as ${name}`];
    if (children.length === 0) lines.push(...notes.map((note) => `${pad}${name} : ${note}`));
    else {
      lines.push(`${pad}state ${name} {`, ...innerLines(shape, `${pad}  `), `${pad}}`);
      if (notes.length > 0) lines.push(`${pad}note right of ${name}`);
      lines.push(...notes.map((note) => `${pad}  ${note}`));
      if (notes.length > 0) lines.push(`${pad}end note`);
    }
    if (kind === 'final') lines.push(`${pad}${name} --> [*]`);
    return lines;
  }

  /** What lies in a state: its states and the arrows among them, or its regions, among which it knows no arrows. */
  function innerLines(shape: Shape, pad: string): string[] {
    const parts = shape.children.map((child) => shapeLines(child, pad));
    if (isParallel(shape)) return parts.flatMap((lines, at) => (at === 0 ? lines : [`${pad}--`, ...lines]));
    return [...parts.flat(), ...linksIn(shape).map((link) => `${pad}${arrow(link, shape)}`)];
  }

  function linksIn(shape: Shape): Link[] {
    return links.filter((link) => homeOf(link, root) === shape);
  }

  function inWords({ from, to, label }: Link): string {
    const ends = escaped(
      `${titles.get(from)} → ${titles.get(to)}${label.items.length === 0 ? '' : say.colon}`,
    );
    return `${ends}${label.items.map(textOf).join(' / ')}`;
  }

  function arrow({ from, to, label }: Link, home: Shape): string {
    // It has no name for the dot in which a state begins.
    const target = begins.get(to) ?? to;
    const [start, end] = [childWith(from, home), childWith(target, home)];
    const before = start === from ? '' : escaped(`${titles.get(from)}${say.colon}`);
    const after = end === target ? '' : escaped(` → ${titles.get(target)}`);
    const text = `${before}${label.items.map(textOf).join(' / ')}${after}`;
    const source = from.endsWith('#initial') ? '[*]' : nameOf(start);
    return `${source} --> ${nameOf(end)}${text === '' ? '' : ` : ${text}`}`;
  }

  const front = ['---', `title: ${JSON.stringify(diagram.root.title)}`, '---', 'stateDiagram-v2'];
  // Regions must lie in a state.
  const lines = isParallel(root) ? shapeLines(root, '  ') : innerLines(root, '  ');
  return `${[...front, ...lines].join('\n')}\n`;
}

function isParallel({ states }: Shape): boolean {
  return states[0]?.type === 'parallel';
}

/** The smallest box that both ends of an arrow lie in. */
function homeOf(link: Link, shape: Shape): Shape {
  const inner = shape.children.find(({ id }) => isIn(link.from, id) && isIn(link.to, id));
  return inner === undefined ? shape : homeOf(link, inner);
}

/** Which of the boxes in another holds a shape, or is it. */
function childWith(id: string, { children }: Shape): string {
  return children.find((child) => child.id === id || isIn(id, child.id))?.id ?? id;
}

function textOf({ text, icons = [] }: Item): string {
  return `${icons.map((icon) => signs[icon]).join('')}${escaped(text)}`;
}

// Letters, digits and harmless marks stay; whatever could end a text or begin something else becomes its number.
const UNSAFE = /[^\p{L}\p{M}\p{N} ,.'’“”()[\]/?!+*=·…→–、。，（）？！《》「」-]/gu;

/** A text as it may stand in a diagram of Mermaid: nothing of it can end it. */
export function escaped(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(UNSAFE, (character) => `#${character.codePointAt(0)};`);
}
