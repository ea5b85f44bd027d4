import { textOf } from './draw-text.ts';
import { PADDING, type PlacedShape, SIGN } from './layout.ts';
import { place, round } from './place.ts';
import { xml } from './xml.ts';

const RADIUS = 8;

/** A box, or a dot of the notation, as elements of SVG, without its texts. `marked` are paths of states. */
export function boxLines(placed: PlacedShape, marked: ReadonlySet<string>): string[] {
  const { shape, x, y, width, height } = placed;
  const { kind, states } = shape;
  const centre = `cx="${round(x + width / 2)}" cy="${round(y + height / 2)}"`;
  if (kind === 'initial') return [`  <circle class="dot" ${centre} r="${width / 2 - 1}"/>`];
  if (kind === 'anywhere') return [`  <rect class="anywhere" ${place(placed)} rx="${height / 2}"/>`];
  const look = states.some(({ path }) => marked.has(path)) ? `${lookOf(placed)} stands` : lookOf(placed);
  const inner: string[] = [];
  if (kind === 'history') inner.push(`    <circle class="${look}" ${centre} r="${width / 2}"/>`);
  else if (shape.id !== '') {
    const radius = kind === 'final' ? 2 * RADIUS : RADIUS;
    inner.push(`    <rect class="${look}" ${place(placed)} rx="${radius}"/>`);
  }
  if (kind === 'final') inner.push(...finalSign(x + PADDING + 7, y + height / 2));
  if (shape.id !== '' && kind !== 'final' && kind !== 'history') inner.push(...headLines(placed));
  // What is folded into a state has no box of its own, but it is there.
  const [own, ...folded] = states.map(({ path }) => `<g data-state="${xml(path)}">`);
  return [`  ${own}`, ...inner, ...folded.map((open) => `    ${open}</g>`), '  </g>'];
}

/** The texts of a box or a dot. */
export function textLines({ shape, x, y, width, height }: PlacedShape): string[] {
  const { kind, head, stays } = shape;
  if (kind === 'anywhere') return textOf(head, x + PADDING, y + 4);
  if (kind === 'history') {
    const at = `x="${round(x + width / 2)}" y="${round(y + height / 2 + 5)}"`;
    return [`  <text class="title" ${at} text-anchor="middle">H</text>`];
  }
  const over = shape.children.length > 0 && kind === 'state' && shape.id !== '';
  const indent = kind === 'final' ? SIGN : 0;
  return [
    ...textOf(head, x + PADDING + indent, y + PADDING, over),
    ...textOf(stays, x + PADDING, ruleOf({ shape, y }) + 4),
  ];
}

/** The head of a box that others lie in, and the rule between what it is and what happens in it. */
function headLines(placed: PlacedShape): string[] {
  const { shape, x, y, width } = placed;
  const rule = ruleOf(placed);
  const isWhole = shape.kind === 'state' && shape.children.length > 0;
  const bandHeight = round(rule - y - RADIUS);
  const band = `    <path class="band" d="M${round(x)} ${round(rule)}v-${bandHeight}a8 8 0 0 1 8 -8h${round(width - 2 * RADIUS)}a8 8 0 0 1 8 8v${bandHeight}z"/>`;
  const line = `    <path class="rule" d="M${round(x)} ${round(rule)}h${round(width)}"/>`;
  if (isWhole) return [band, line];
  return shape.stays.height > 0 ? [line] : [];
}

function ruleOf({ shape, y }: Pick<PlacedShape, 'shape' | 'y'>): number {
  return y + PADDING + shape.head.height + 3;
}

function lookOf({ shape: { kind, states, children } }: PlacedShape): string {
  if (kind === 'final') return 'end';
  if (states.some(({ task }) => task !== undefined)) return 'task';
  if (kind === 'region') return 'region';
  return children.length > 0 ? 'whole' : 'state';
}

function finalSign(x: number, y: number): string[] {
  const at = `cx="${round(x)}" cy="${round(y)}"`;
  return [
    `    <circle class="sign sign-final" ${at} r="6.5"/>`,
    `    <circle class="sign sign-final" ${at} r="2.5"/>`,
  ];
}
