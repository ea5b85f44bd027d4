import { type AnyEventObject, type AnyMachineSnapshot, getInitialMicrosteps, getMicrosteps } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import type { Definition } from '../../engine/definition.ts';
import type { Breach } from './laws.ts';

/** What a walk over a machine needs to know of its process. */
export interface Sample {
  /** What instances begin with: those that lead to other states. */
  readonly inputs: readonly [unknown, ...unknown[]];
  /** Events worth trying, by type; a type that is missing is tried with nothing but its type. */
  readonly events: Readonly<Record<string, readonly Record<string, unknown>[]>>;
  /** What of the context decides anything: two contexts of the same essence count as one. */
  essence(context: never): unknown;
  /** Whether the context has grown enough: from here on only outcomes of actors are tried. */
  full?(context: never): boolean;
}

interface Vertex {
  readonly state: AnyMachineSnapshot;
  readonly transitions: Record<
    string,
    { readonly state: AnyMachineSnapshot; readonly event: AnyEventObject }
  >;
}

/**
 * Walks all that is reachable, from each input, and tells which states are not, and from where no end is. Timers fire
 * and actors end when the walk says so.
 */
export function walkBreaches(definition: Definition, sample: Sample): Breach[] {
  const machine = timeless(definition);
  const walks = sample.inputs.map((input) => walkFrom(machine, input, sample));
  const visited = new Set(walks.flatMap((walk) => [...walk.visited]));
  const nodes = [...(machine as unknown as { idMap: Map<string, { type: string; path: string[] }> }).idMap];
  const unreached = nodes
    .filter(([id, { type }]) => type !== 'history' && !visited.has(id))
    .map(([, { path }]) => ({ law: 'it can be reached', state: path.join('.') }));
  const dead = new Set(walks.flatMap((walk) => walk.dead));
  return [...unreached, ...[...dead].map((state) => ({ law: 'it can reach an end', state }))];
}

/** The ids of the states that are met from one input, and where the walk came to from which no end is. */
function walkFrom(machine: Definition['machine'], input: unknown, sample: Sample) {
  const nameOf = (state: AnyMachineSnapshot) =>
    JSON.stringify([state.value, sample.essence(state.context as never)]);
  const vertices = getAdjacencyMap(machine, {
    input: input as never,
    events: (state: AnyMachineSnapshot) => eventsAt(state, sample) as never,
    serializeState: (state: AnyMachineSnapshot) => nameOf(state) as never,
    limit: 100_000,
  } as never) as unknown as Record<string, Vertex>;

  // States that are only passed through show between the microsteps.
  const passed = Object.values(vertices).flatMap(({ state, transitions }) =>
    Object.values(transitions).flatMap(({ event }) => getMicrosteps(machine, state as never, event as never)),
  );
  const steps = [...getInitialMicrosteps(machine, input as never), ...passed] as [
    AnyMachineSnapshot,
    unknown,
  ][];
  const visited = new Set(steps.flatMap(([state]) => state._nodes.map(({ id }) => id)));
  const saved = savedIn(vertices, nameOf);
  return { visited, dead: Object.keys(vertices).filter((name) => !saved.has(name)) };
}

/** The vertices from which there is a way to an end. */
function savedIn(vertices: Record<string, Vertex>, nameOf: (state: AnyMachineSnapshot) => string) {
  const before = new Map<string, string[]>();
  for (const [name, { transitions }] of Object.entries(vertices)) {
    for (const { state } of Object.values(transitions)) {
      const next = nameOf(state);
      const known = before.get(next);
      if (known === undefined) before.set(next, [name]);
      else known.push(name);
    }
  }
  const ends = Object.entries(vertices).flatMap(([name, { state }]) =>
    state.status === 'done' ? [name] : [],
  );
  const saved = new Set(ends);
  for (let name = ends.pop(); name !== undefined; name = ends.pop()) {
    for (const earlier of before.get(name) ?? []) {
      if (saved.has(earlier)) continue;
      saved.add(earlier);
      ends.push(earlier);
    }
  }
  return saved;
}

/** The machine with delays that ask no calendar: how long they are does not matter to a walk. */
function timeless({ machine }: Definition): Definition['machine'] {
  const delays = Object.keys(machine.implementations.delays).map((name) => [name, 1]);
  return machine.provide({ delays: Object.fromEntries(delays) });
}

/** Whatever the active states have a transition for: posted events, timers, outcomes of actors. */
function eventsAt(state: AnyMachineSnapshot, { events, full }: Sample): AnyEventObject[] {
  if (state.status !== 'active') return [];
  const types = new Set(state._nodes.flatMap(({ ownEvents }) => ownEvents as string[]));
  const grown = full?.(state.context as never) === true;
  return [...types]
    .filter((type) => !type.startsWith('xstate.done.state.'))
    .filter((type) => !grown || type.startsWith('xstate.done.actor.'))
    .flatMap((type) => (events[type] ?? [{}]).map((payload) => ({ type, ...payload })));
}
