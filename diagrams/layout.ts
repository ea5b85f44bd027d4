import elk, { type ElkExtendedEdge, type ElkNode } from 'elkjs/lib/elk.bundled.js';
import { type Link, type Shape, type Sketch, shapesIn } from './sketch.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A shape with its place on the canvas; those that lie in others come after them. */
export interface PlacedShape extends Rectangle {
  readonly shape: Shape;
  readonly within: string | undefined;
}

/** An arrow with its bends, and where its label stands. */
export interface PlacedLink {
  readonly link: Link;
  readonly points: readonly Point[];
  readonly label: Rectangle | undefined;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly PlacedShape[];
  readonly links: readonly PlacedLink[];
}

/** Room between a box's edge and what is in it. */
export const PADDING = 12;
/** What a final state's sign takes beside its title. */
export const SIGN = 24;
const GAP = 8;
const LEAST_WIDTH = 92;

const options = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.json.shapeCoords': 'ROOT',
  'elk.json.edgeCoords': 'ROOT',
  'elk.randomSeed': '1',
  'elk.layered.thoroughness': '7',
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.spacing.nodeNode': '36',
  'elk.spacing.edgeNode': '18',
  'elk.spacing.edgeEdge': '14',
  'elk.spacing.edgeLabel': '4',
  'elk.spacing.labelLabel': '6',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.layered.spacing.edgeNodeBetweenLayers': '16',
  'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
};

/** Gives every box and arrow its place. The same sketch is laid out in the same way, always. */
export async function layoutOf(sketch: Sketch): Promise<Layout> {
  const order = new Map(shapesIn(sketch.root).map(({ id }, index) => [id, index]));
  const isBack = ({ from, to }: Link) => (order.get(from) ?? 0) > (order.get(to) ?? 0);
  const graph: ElkNode = {
    ...nodeOf(sketch.root),
    edges: sketch.links.map((link, index) => edgeOf(link, index, isBack(link))),
  };
  const done = await new elk.default().layout(graph);
  const { width = 0, height = 0, edges = [] } = done;
  return {
    width: Math.ceil(width),
    height: Math.ceil(height),
    shapes: placed(sketch.root, done, undefined),
    links: sketch.links.map((link, index) => placedLink(link, edges[index], isBack(link))),
  };
}

function nodeOf(shape: Shape): ElkNode {
  const { id, children } = shape;
  if (children.length === 0) return { id: `/${id}`, ...sizeOf(shape) };
  return { id: `/${id}`, children: children.map(nodeOf), layoutOptions: { ...options, ...roomOf(shape) } };
}

/** Room for a box's own texts around what is in it. */
function roomOf(shape: Shape): Record<string, string> {
  const { width, height } = sizeOf(shape);
  return {
    'elk.padding': `[top=${headHeight(shape) + GAP + 6},left=18,bottom=18,right=18]`,
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    // The other way round: where arrows go down, it is not turned with the rest.
    'elk.nodeSize.minimum': `(${height},${width})`,
  };
}

/** How far the texts of a box reach down in it. */
function headHeight({ head, stays }: Shape): number {
  return PADDING + head.height + (stays.height > 0 ? GAP + stays.height : 0);
}

function sizeOf(shape: Shape): { width: number; height: number } {
  const { kind, head, stays } = shape;
  if (kind === 'initial') return { width: 14, height: 14 };
  if (kind === 'history') return { width: 26, height: 26 };
  if (kind === 'anywhere') return { width: head.width + 2 * PADDING, height: head.height + 10 };
  const title = head.width + (kind === 'final' ? SIGN : 0);
  const width = Math.max(LEAST_WIDTH, title + 2 * PADDING, stays.width + 2 * PADDING);
  return { width, height: headHeight(shape) + PADDING - 2 };
}

/** What leads back in the author's order is turned round, so that the story reads from top to bottom. */
function edgeOf({ from, to, label: { width, height } }: Link, index: number, back: boolean): ElkExtendedEdge {
  const label = { text: ' ', width: width + 8, height: height + 4 };
  return {
    id: `${index}`,
    sources: [`/${back ? to : from}`],
    targets: [`/${back ? from : to}`],
    ...(height === 0
      ? {}
      : {
          labels: [
            {
              ...label,
              layoutOptions: { 'elk.edgeLabels.placement': 'CENTER', 'elk.edgeLabels.inline': 'true' },
            },
          ],
        }),
  };
}

function placed(shape: Shape, node: ElkNode, within: string | undefined): PlacedShape[] {
  const { x = 0, y = 0, width = 0, height = 0, children = [] } = node;
  const inner = shape.children.flatMap((child, index) => {
    const place = children[index];
    return place === undefined ? [] : placed(child, place, shape.id);
  });
  return [{ shape, within, x, y, width, height }, ...inner];
}

function placedLink(link: Link, edge: ElkExtendedEdge | undefined, back: boolean): PlacedLink {
  const points = (edge?.sections ?? []).flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = edge?.labels ?? [];
  const { x = 0, y = 0, width = 0, height = 0 } = label ?? {};
  return {
    link,
    points: back ? points.toReversed() : points,
    label: label === undefined ? undefined : { x, y, width, height },
  };
}
