import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  fromCallback,
  getInitialMicrosteps,
  getMicrosteps,
} from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import type { Definition } from '../../engine/definition.ts';
import type { Breach } from './laws.ts';

/** What a walk over a machine needs to know of its process. */
export interface Sample {
  readonly input: unknown;
  /** Others, where one input alone does not lead everywhere. */
  readonly inputs?: readonly unknown[];
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
 * Walks all that is reachable, and tells which states are not, and from where no end is. Timers fire when the walk says
 * so, and children end when it does: no delay is computed, and no child begins.
 */
export function walkBreaches(definition: Definition, sample: Sample): Breach[] {
  const machine = alone(definition);
  const nameOf = (state: AnyMachineSnapshot) =>
    JSON.stringify([state.value, sample.essence(state.context as never)]);
  const inputs = [sample.input, ...(sample.inputs ?? [])];
  const walks = inputs.map((input) =>
    getAdjacencyMap(machine, {
      input: input as never,
      events: (state: AnyMachineSnapshot) => eventsAt(state, sample) as never,
      serializeState: (state: AnyMachineSnapshot) => nameOf(state) as never,
      limit: 100_000,
    } as never),
  );
  const vertices = Object.assign({}, ...walks) as Record<string, Vertex>;

  // States that are only passed through show between the microsteps.
  const passed = Object.values(vertices).flatMap(({ state, transitions }) =>
    Object.values(transitions).flatMap(({ event }) => getMicrosteps(machine, state as never, event as never)),
  );
  const begun = inputs.flatMap((input) => getInitialMicrosteps(machine, input as never));
  const steps = [...begun, ...passed] as [AnyMachineSnapshot, unknown][];
  const visited = new Set(steps.flatMap(([state]) => state._nodes.map(({ id }) => id)));
  const nodes = [...(machine as unknown as { idMap: Map<string, { type: string; path: string[] }> }).idMap];
  const unreached = nodes
    .filter(([id, { type }]) => type !== 'history' && !visited.has(id))
    .map(([, { path }]) => ({ law: 'it can be reached', state: path.join('.') }));

  const before = new Map<string, string[]>();
  for (const [name, { transitions }] of Object.entries(vertices)) {
    for (const { state } of Object.values(transitions)) {
      const next = nameOf(state);
      before.set(next, [...(before.get(next) ?? []), name]);
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
  const dead = Object.keys(vertices)
    .filter((name) => !saved.has(name))
    .map((state) => ({ law: 'it can reach an end', state }));
  return [...unreached, ...dead];
}

/** The machine without what a walk cannot do: ask a calendar, start an instance of another process. */
function alone({ machine, children }: Definition): Definition['machine'] {
  const named = (names: readonly string[], value: unknown) =>
    Object.fromEntries(names.map((name) => [name, value]));
  return machine.provide({
    delays: named(Object.keys(machine.implementations.delays), 1),
    actors: named(
      Object.keys(children),
      fromCallback(() => {}),
    ),
  } as never);
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
