import type { Layout, PlacedShape, Rectangle } from '../../diagrams/layout.ts';

/** What of a layout is not as it must be: boxes in their parents and apart from each other, labels on the canvas. */
export function layoutBreaches({ shapes, links, width, height }: Layout): string[] {
  const canvas = { x: 0, y: 0, width, height };
  const byId = new Map(shapes.map((placed) => [placed.shape.id, placed]));
  const found: string[] = [];
  for (const placed of shapes) {
    const parent = placed.within === undefined ? canvas : byId.get(placed.within);
    if (parent === undefined || !contains(parent, placed)) found.push(`${nameOf(placed)} leaves its box`);
  }
  for (const [index, one] of shapes.entries()) {
    for (const other of shapes.slice(index + 1)) {
      const apart = one.within !== other.within || !overlap(one, other);
      if (!apart) found.push(`${nameOf(one)} lies on ${nameOf(other)}`);
    }
  }
  for (const placed of shapes) {
    const { head, stays } = placed.shape;
    const isRoomy =
      Math.max(head.width, stays.width) <= placed.width && head.height + stays.height <= placed.height;
    if (!isRoomy && placed.shape.kind !== 'history')
      found.push(`${nameOf(placed)} is too small for its texts`);
  }
  const leaves = shapes.filter(({ shape }) => shape.children.length === 0);
  for (const { link, label, points } of links) {
    const name = `${link.from} → ${link.to}`;
    if (points.length < 2) found.push(`${name} has no line`);
    if (points.some((point) => !contains(canvas, { ...point, width: 0, height: 0 })))
      found.push(`${name} leaves`);
    if ((label === undefined) !== (link.ways.length === 0)) found.push(`${name} has no label`);
    if (label === undefined) continue;
    if (!contains(canvas, label)) found.push(`the label of ${name} leaves`);
    const { label: text } = link;
    if (text.width > label.width || text.height > label.height)
      found.push(`the label of ${name} is too small`);
    const beside = links.find((other) => other.link !== link && other.label && overlap(other.label, label));
    if (beside !== undefined) found.push(`the label of ${name} lies on another`);
    const under = leaves.find((leaf) => overlap(leaf, label));
    if (under !== undefined) found.push(`the label of ${name} lies on ${nameOf(under)}`);
  }
  return found;
}

function nameOf({ shape: { id, kind } }: PlacedShape): string {
  return `${kind} ${id}`;
}

// Coordinates are written to a tenth of a pixel.
const CLOSE = 0.05;

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x - CLOSE &&
    inner.y >= outer.y - CLOSE &&
    inner.x + inner.width <= outer.x + outer.width + CLOSE &&
    inner.y + inner.height <= outer.y + outer.height + CLOSE
  );
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x + CLOSE < other.x + other.width &&
    other.x + CLOSE < one.x + one.width &&
    one.y + CLOSE < other.y + other.height &&
    other.y + CLOSE < one.y + one.height
  );
}
