import { type AnyMachineSnapshot, getInitialSnapshot, type StateValue } from 'xstate';
import { everyNode, isLeaf, type Node, pathOf } from '../engine/configuration.ts';
import type { Definition } from '../engine/definition.ts';
import { createSteps } from './steps.ts';

/** A state value that a machine may rest in, whatever its guards say, and what its history states then remember. */
export interface Reached {
  readonly value: StateValue;
  readonly history: Readonly<Record<string, readonly string[]>>;
}

export interface Walk {
  readonly reached: readonly Reached[];
  /** Why there may be more, where the walk was given up. */
  readonly notes: readonly string[];
}

/**
 * Walks every transition of a machine as if its guards said both yes and no: what it can reach is among what this
 * finds. Regions multiply, so that the walk is given up at `most` values; what is new goes first.
 */
export function walk(definition: Definition, most: number): Walk {
  const steps = createSteps(definition);
  const found = new Map<string, AnyMachineSnapshot>();
  const novel: AnyMachineSnapshot[] = [];
  const known: AnyMachineSnapshot[] = [];
  const pairs = new Set<string>();

  function add(snapshot: AnyMachineSnapshot): void {
    const key = keyOf(snapshot);
    if (snapshot.status !== 'active' || found.has(key)) return;
    found.set(key, snapshot);
    const leaves = snapshot._nodes.filter(isLeaf).map(({ id }) => id);
    const met = leaves.flatMap((one) => leaves.map((other) => `${one} ${other}`));
    (met.every((pair) => pairs.has(pair)) ? known : novel).push(snapshot);
    for (const pair of met) pairs.add(pair);
  }

  add(getInitialSnapshot(steps.shape));
  for (
    let next = novel.shift();
    next !== undefined && found.size < most;
    next = novel.shift() ?? known.shift()
  ) {
    for (const after of steps.from(next)) add(after);
  }
  const reached = [...found.values()].filter(steps.rests).map(toReached);
  if (novel.length + known.length === 0) return { reached, notes: [] };
  const leaves = everyNode(steps.shape).filter(isLeaf);
  const unmet = leaves.filter(({ id }) => !pairs.has(`${id} ${id}`)).map(pathOf);
  const but = unmet.length === 0 ? 'each state is in one of them' : `not in any of them: ${unmet.join(', ')}`;
  const many = `states beside each other make more than ${most} state values`;
  return { reached, notes: [`${many}; ${found.size} were tried, not all; ${but}`] };
}

/** Names a state value and what is remembered in it. */
export function keyOf(snapshot: AnyMachineSnapshot): string {
  return JSON.stringify([snapshot.value, toReached(snapshot).history]);
}

function toReached({ value, historyValue }: AnyMachineSnapshot): Reached {
  const remembered = Object.entries(historyValue as Record<string, Node[]>).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    value,
    history: Object.fromEntries(remembered.map(([id, nodes]) => [id, nodes.map((node) => node.id)])),
  };
}
