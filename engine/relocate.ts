import type { AnyStateMachine, StateValue } from 'xstate';
import {
  ancestorsOf,
  configurationOf,
  isComplete,
  isLeaf,
  isWithin,
  type Node,
  nodeAt,
  pathOf,
} from './configuration.ts';
import type { Migration } from './definition.ts';
import type { Live } from './kernel.ts';
import { memoryIn } from './memory.ts';
import { createPlaces, resolve, type WhereNow } from './places.ts';

/** Where an instance stands in the later version. */
export interface Relocated {
  readonly nodes: ReadonlySet<Node>;
  readonly value: StateValue;
  /** Of the leaves, in the document's order: their places among each other, as entered. */
  readonly order: readonly number[];
  readonly history: Readonly<Record<string, readonly string[]>>;
  /** The states that stand for an active state of the earlier version: the nearest first, none where it is gone. */
  imagesOf(node: Node): readonly Node[];
}

/** Finds where a live instance stands in the later machine, or tells what is missing. */
export function relocate(
  old: Live,
  machine: AnyStateMachine,
  { states, regions, history: named }: Migration,
): Relocated | { readonly problems: readonly string[] } {
  const context: unknown = old.context;
  const before = old._nodes.filter(isLeaf);
  const leaves = before.toSorted((a, b) => a.order - b.order).map(pathOf);
  const whereNow = createPlaces(states, context, leaves);
  const problems: string[] = [];
  const now = before.flatMap((leaf) => {
    const place = whereNow(pathOf(leaf));
    if (place === null) return [];
    if (place !== undefined && nodeAt(machine, place) !== undefined) return [place];
    const missing = place === undefined || place === pathOf(leaf) ? '' : ` as ${place}`;
    problems.push(`the state ${pathOf(leaf)} is not there any more${missing}: say in states where it lies`);
    return [];
  });
  const added = Object.entries(regions).flatMap(([region, place]) => {
    const parent = nodeAt(machine, region)?.parent;
    const entered = now.some((path) => parent !== undefined && isWithin(path, pathOf(parent)));
    if (!entered || now.some((path) => isWithin(path, region))) return [];
    const begins = resolve(place, context, leaves);
    return typeof begins === 'string' ? [begins] : [];
  });
  if (problems.length > 0) return { problems };
  const entered = [...new Set([...now, ...added])];
  const configuration = configurationOf(machine, entered);
  if ('problems' in configuration) return configuration;
  const history = memoryIn(old, machine, named, whereNow);
  const images = imagesIn(old, machine, configuration.nodes, whereNow);
  const found = [...history.problems, ...completed(old, configuration.nodes, images)];
  if (found.length > 0) return { problems: found };
  const placed = entered.map((path) => nodeAt(machine, path)?.order ?? 0);
  const sorted = placed.toSorted((a, b) => a - b);
  return {
    ...configuration,
    order: placed.map((place) => sorted.indexOf(place)),
    history: history.memory,
    imagesOf: (node) => images.get(node) ?? [],
  };
}

/**
 * A state is stood for by the one that it lies in now, and by those around that one which stand for nothing else:
 * where a state was split, its timers are often those of the state around the parts.
 */
function imagesIn(
  old: Live,
  machine: AnyStateMachine,
  nodes: ReadonlySet<Node>,
  whereNow: WhereNow,
): ReadonlyMap<Node, readonly Node[]> {
  const images = new Map<Node, readonly Node[]>();
  for (const node of old._nodes.toSorted((a, b) => a.order - b.order)) {
    const path = node.parent === undefined ? '' : whereNow(pathOf(node));
    const target = typeof path === 'string' ? nodeAt(machine, path) : undefined;
    if (target === undefined || !nodes.has(target)) continue;
    const taken = new Set(ancestorsOf(node).flatMap((outer) => images.get(outer) ?? []));
    const free = ancestorsOf(target);
    const end = free.findIndex((outer) => taken.has(outer));
    images.set(node, [target, ...free.slice(0, end === -1 ? free.length : end)]);
  }
  return images;
}

/** An `onDone` comes when its state is completed: a state that a migration completes would wait for it for ever. */
function completed(
  old: Live,
  nodes: ReadonlySet<Node>,
  images: ReadonlyMap<Node, readonly Node[]>,
): readonly string[] {
  const before = new Set(old._nodes);
  const was = new Set([...images].flatMap(([node, standing]) => (isComplete(before, node) ? standing : [])));
  return [...nodes]
    .filter((node) => !isLeaf(node) && isComplete(nodes, node) && !was.has(node))
    .filter((node) => node.parent === undefined || node.transitions.has(`xstate.done.state.${node.id}`))
    .map((node) => {
      const what = pathOf(node) || 'the whole';
      return `${what} would be at its end without its onDone: choose a state before the end, with an always`;
    });
}
