import { textOf } from './draw-text.ts';
import type { PlacedLink, Point } from './layout.ts';
import { place, round } from './place.ts';
import { xml } from './xml.ts';

/** How far from a corner its rounding begins. */
const CORNER = 7;

/** An arrow as elements of SVG, without its label. */
export function arrowLines({ points }: PlacedLink): string[] {
  return [`  <path class="line" d="${pathOf(points)}" marker-end="url(#arrow)"/>`];
}

/** What stands at an arrow. */
export function labelLines({ link, label }: PlacedLink): string[] {
  if (label === undefined) return [];
  return [
    `  <g data-from="${xml(link.from)}" data-to="${xml(link.to)}">`,
    `    <rect class="behind" ${place(label)} rx="3"/>`,
    ...textOf(link.label, label.x + 4, label.y + 2),
    '  </g>',
  ];
}

/** Straight lines with their corners rounded. */
function pathOf(points: readonly Point[]): string {
  const steps = points.map((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined) return `M${pair(point)}`;
    if (after === undefined) return `L${pair(point)}`;
    return `L${pair(towards(point, before))}Q${pair(point)} ${pair(towards(point, after))}`;
  });
  return steps.join('');
}

function pair({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

/** Where the rounding of a corner ends on the way to the next: half way where that is near. */
function towards(corner: Point, next: Point): Point {
  const length = Math.hypot(next.x - corner.x, next.y - corner.y);
  const part = length === 0 ? 0 : Math.min(CORNER / length, 0.5);
  return { x: corner.x + (next.x - corner.x) * part, y: corner.y + (next.y - corner.y) * part };
}
