import { type Block, blockOf, type Item, wayItem } from './block.ts';
import { type Diagram, type DiagramState, statesIn } from './diagram.ts';
import { words } from './language.ts';
import type { Way } from './ways.ts';

/** Something with a place: a state's box, or one of the notation's dots. */
export interface Shape {
  readonly id: string;
  readonly kind: 'state' | 'region' | 'final' | 'history' | 'initial' | 'anywhere';
  /** The states that it stands for: its own, and one that is so small that it is folded into it. */
  readonly states: readonly DiagramState[];
  readonly head: Block;
  /** The ways that do not leave it, and how they stand in it. */
  readonly ways: readonly Way[];
  readonly stays: Block;
  readonly children: readonly Shape[];
}

/** All ways from one shape to another, as one arrow. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly ways: readonly Way[];
  readonly label: Block;
}

/** A diagram as boxes and arrows that have sizes, but no places yet. */
export interface Sketch {
  readonly root: Shape;
  readonly links: readonly Link[];
  /** States without a box of their own, by their path: the path of the one that they are folded into. */
  readonly folded: ReadonlyMap<string, string>;
}

/** Says what is a box, what is an arrow, and what is a line within a box: what would only be loops and dots. */
export function sketchOf({ root, language, version }: Diagram): Sketch {
  const say = words[language];
  const all = statesIn(root);
  const byPath = new Map(all.map((state) => [state.path, state]));
  const folds = new Map(
    all.flatMap((state) => foldIn(state, all)).map((child) => [child.path, parentOf(child.path)]),
  );
  const links = new Map<string, { from: string; to: string; ways: Way[] }>();
  const anywhere = new Set<string>();
  const stays = new Map<string, Way[]>();

  for (const way of all.flatMap(({ ways }) => ways)) {
    const from = folds.get(way.from) ?? way.from;
    const ends = way.targets.map((target) => endOf(from, folds.get(target) ?? target));
    const stay = ends.length === 0 || ends.includes(undefined);
    if (stay) stays.set(from, [...(stays.get(from) ?? []), way]);
    for (const to of new Set(ends)) if (to !== undefined) link(startOf(from, to), to, [way]);
  }

  /** Where an arrow ends; undefined where the box itself says it. */
  function endOf(from: string, target: string): string | undefined {
    if (target === from) return undefined;
    if (!isIn(from, target)) return target;
    return byPath.get(target)?.initial === undefined ? undefined : `${target}#initial`;
  }

  function startOf(from: string, to: string): string {
    if (!isIn(to, from)) return from;
    anywhere.add(from);
    return `${from}#anywhere`;
  }

  function link(from: string, to: string, ways: readonly Way[]): void {
    const key = JSON.stringify([from, to]);
    const known = links.get(key);
    links.set(key, { from, to, ways: [...(known?.ways ?? []), ...ways] });
  }

  function shapeOf(state: DiagramState, within?: DiagramState): Shape {
    const { path, type } = state;
    const drawn = state.states.filter((child) => !folds.has(child.path)).toSorted(initialFirst(state));
    const folded = state.states.filter((child) => folds.has(child.path));
    const dots: Shape[] = [];
    if (anywhere.has(path)) dots.push(dot(`${path}#anywhere`, 'anywhere', [note(say.anywhere)]));
    if (state.initial !== undefined && folded.length === 0) {
      dots.push(dot(`${path}#initial`, 'initial', []));
      link(`${path}#initial`, state.initial, []);
    }
    return {
      id: path,
      kind: type === 'final' || type === 'history' ? type : within?.type === 'parallel' ? 'region' : 'state',
      states: [state, ...folded],
      head: blockOf(path === '' ? heading(state) : headOf(state)),
      ways: stays.get(path) ?? [],
      stays: blockOf((stays.get(path) ?? []).map((way) => wayItem(way, language, true))),
      children: [...dots, ...drawn.map((child) => shapeOf(child, state))],
    };
  }

  function heading({ title, description }: DiagramState): Item[] {
    const edition = `${say.version} ${version}`;
    return [
      { text: title, setting: 'heading' },
      note(description === undefined ? edition : `${edition} · ${description}`),
    ];
  }

  function headOf({ type, title, task, actors }: DiagramState): Item[] {
    if (type === 'history') return [];
    const due =
      task?.due === undefined
        ? []
        : [{ text: `${say.due}${task.due}`, setting: 'note', icons: ['delay'] } as const];
    return [
      { text: title, setting: 'title' },
      ...(task === undefined
        ? []
        : [
            { text: `${task.role}${say.colon}${task.title}`, setting: 'note', icons: ['person'] } as const,
            ...due,
          ]),
      ...actors.map(({ title, kind }) => ({ text: title, setting: 'note', icons: [kind] }) as const),
    ];
  }

  const shapes = shapeOf(root);
  return {
    root: shapes,
    folded: folds,
    links: [...links.values()].map((one) => ({
      ...one,
      label: blockOf(one.ways.map((way) => wayItem(way, language))),
    })),
  };
}

const nothing = blockOf([]);

function dot(id: string, kind: Shape['kind'], items: readonly Item[]): Shape {
  return { id, kind, states: [], head: blockOf(items), ways: [], stays: nothing, children: [] };
}

function note(text: string): Item {
  return { text, setting: 'note' };
}

/** The one state in another that says nothing but that time goes by: it is drawn as a part of it. */
function foldIn(state: DiagramState, all: readonly DiagramState[]): DiagramState[] {
  const [child, ...others] = state.states;
  if (state.path === '' || state.type !== 'compound' || child === undefined || others.length > 0) return [];
  const { path, type, titled, actors, task } = child;
  if (type !== 'atomic' || titled || actors.length > 0 || task !== undefined) return [];
  const known = new Set([state.path, path]);
  const entered = all.some(({ ways }) =>
    ways.some(({ from, targets }) => !known.has(from) && targets.includes(path)),
  );
  return entered ? [] : [child];
}

/** The author's order, but that a drawing begins where an instance does. */
function initialFirst({ initial }: DiagramState) {
  const rank = ({ path }: DiagramState) => (path === initial ? 0 : 1);
  return (one: DiagramState, other: DiagramState) => rank(one) - rank(other);
}

/** A shape and all shapes in it, in the order of the drawing. */
export function shapesIn(shape: Shape): Shape[] {
  return [shape, ...shape.children.flatMap(shapesIn)];
}

function parentOf(path: string): string {
  return path.split('.').slice(0, -1).join('.');
}

/** Whether a shape lies within a state; a state is not within itself. */
export function isIn(id: string, path: string): boolean {
  const [place = '', mark] = id.split('#');
  if (place === path) return mark !== undefined;
  return path === '' || place.startsWith(`${path}.`);
}
