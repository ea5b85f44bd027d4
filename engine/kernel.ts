import {
  type ActorScope,
  type AnyActorRef,
  type AnyActorScope,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createEmptyActor,
  type StateNode,
  type StateValue,
} from 'xstate';
import { parse, stringify } from './json.ts';

/** A machine's state in memory. Lives for one step only: what is kept is the string that `freeze` makes. */
export type Live = AnyMachineSnapshot;

/** What a step wants done, in the order in which XState would have done it. */
export type Action =
  | { readonly type: 'raise'; readonly event: AnyEventObject; readonly id?: string; readonly delay: number }
  | { readonly type: 'cancel'; readonly id: string }
  | {
      readonly type: 'spawn';
      readonly ref: AnyActorRef;
      readonly id: string;
      readonly src: string;
      readonly input: unknown;
    }
  | { readonly type: 'stop'; readonly ref: AnyActorRef; readonly id: string };

export interface Step {
  readonly live: Live;
  readonly actions: readonly Action[];
}

/** The machine did something that cannot be made durable and that registration could not see. */
export class UndurableStep extends Error {}

interface Frozen {
  value: StateValue;
  context: unknown;
  /** Where the active leaves were not entered in the document's order: their places in it, as entered. */
  order?: number[];
  history?: Record<string, string[]>;
  /** Source by actor id. */
  children?: Record<string, string>;
  output?: unknown;
  error?: unknown;
}

/** What an actor between steps is restored from: its work is an effect or a computation of the engine's. */
const STAND_IN = { status: 'active', output: undefined, error: undefined } as const;

/** XState's own scope for a pure transition builds a whole actor per call; this one is built once. */
const owner = createEmptyActor();
const inert: Omit<ActorScope<AnyMachineSnapshot, AnyEventObject>, 'actionExecutor'> = {
  self: owner as unknown as ActorScope<AnyMachineSnapshot, AnyEventObject>['self'],
  id: '',
  sessionId: '',
  system: owner.system,
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
};

type Raw = Parameters<AnyActorScope['actionExecutor']>[0];

/** The first step of a new instance. Throws what the machine throws, and `UndurableStep`. */
export function begin(machine: AnyStateMachine, input: unknown): Step {
  const raw: Raw[] = [];
  const live = machine.getInitialSnapshot(
    { ...inert, actionExecutor: (a: Raw) => raw.push(a) },
    input as never,
  );
  if (live.status === 'error') throw live.error;
  return finish(live, {}, raw);
}

/** One macrostep on one event. Throws what the machine throws, and `UndurableStep`. */
export function step(machine: AnyStateMachine, before: Live, event: AnyEventObject): Step {
  const raw: Raw[] = [];
  const live = machine.transition(before, event, { ...inert, actionExecutor: (a: Raw) => raw.push(a) });
  return finish(live, before.children, raw);
}

/** Whether the snapshot has a transition for this event now, guards evaluated. */
export function can(live: Live, event: AnyEventObject): boolean {
  return live.can(event);
}

/** The snapshot as a JSON string. Throws `UndurableStep` where context or output is not a tree of JSON. */
export function freeze(live: Live): string {
  const frozen: Frozen = { value: live.value, context: live.context };
  const order = orderOf(live);
  if (order !== undefined) frozen.order = order;
  const history = Object.entries(live.historyValue as Record<string, { id: string }[]>);
  if (history.length > 0) {
    frozen.history = Object.fromEntries(history.map(([id, nodes]) => [id, nodes.map((node) => node.id)]));
  }
  const children = Object.entries(live.children as Record<string, AnyActorRef>);
  if (children.length > 0) {
    frozen.children = Object.fromEntries(children.map(([id, ref]) => [id, String(ref.src)]));
  }
  if (live.output !== undefined) frozen.output = live.output;
  if (live.error !== undefined) frozen.error = live.error;
  return stringify(frozen);
}

/**
 * The snapshot that `freeze` made, alive again. Throws where the machine no longer knows a state, a child or a
 * remembered state of it: nothing is dropped silently.
 */
export function thaw(machine: AnyStateMachine, snapshot: string): Live {
  const frozen = parse(snapshot) as Frozen;
  const children: Record<string, unknown> = {};
  for (const [id, src] of Object.entries(frozen.children ?? {})) {
    if (machine.implementations.actors[src] === undefined)
      throw new Error(`The machine has no actor ${src}.`);
    children[id] = { src, snapshot: STAND_IN };
  }
  const historyValue: Record<string, StateNode[]> = {};
  for (const [id, nodes] of Object.entries(frozen.history ?? {})) {
    historyValue[id] = nodes.map((node) => nodeOf(machine, node));
  }
  const live = machine.restoreSnapshot(
    {
      value: frozen.value,
      context: frozen.context,
      historyValue,
      children,
      status: 'active',
      output: frozen.output,
      error: frozen.error,
    } as never,
    { ...inert, actionExecutor: () => {} } as never,
  );
  reorder(live, frozen.order);
  return live;
}

/** `always` of parallel states run in the order in which their leaves were entered, which a restore forgets. */
function orderOf(live: Live): number[] | undefined {
  const places = live._nodes.filter(isLeaf).map((leaf) => leaf.order);
  const sorted = places.toSorted((a, b) => a - b);
  if (places.every((place, at) => place === sorted[at])) return undefined;
  return places.map((place) => sorted.indexOf(place));
}

/** Parents and earlier siblings stay before each other as they were: the regions of a parallel state keep their order. */
function reorder({ _nodes: nodes }: Live, order: readonly number[] = []): void {
  const leaves = nodes.filter(isLeaf);
  const sorted = leaves.toSorted((a, b) => a.order - b.order);
  const entered = sorted.map((leaf, at) => sorted[order[at] ?? at] ?? leaf);
  if (leaves.every((leaf, at) => leaf === entered[at])) return;
  const ordered = new Set<StateNode>();
  const add = (node: StateNode): void => {
    if (ordered.has(node)) return;
    if (node.parent !== undefined) add(node.parent);
    const before = nodes.slice(0, nodes.indexOf(node)).filter((other) => other.parent === node.parent);
    for (const other of before) add(other);
    ordered.add(node);
  };
  for (const leaf of entered) add(leaf);
  nodes.splice(0, nodes.length, ...ordered);
}

function isLeaf(node: StateNode): boolean {
  return node.type === 'atomic' || node.type === 'final';
}

/** State value, context, output and error of a frozen snapshot, without bringing it to life. */
export function peek(snapshot: string): {
  value: StateValue;
  context: unknown;
  output: unknown;
  error: unknown;
} {
  const { value, context, output, error } = parse(snapshot) as Frozen;
  return { value, context, output, error };
}

function nodeOf(machine: AnyStateMachine, id: string): StateNode {
  const node = (machine as unknown as { idMap: Map<string, StateNode> }).idMap.get(id);
  if (node === undefined) throw new Error(`The machine has no state ${id}.`);
  return node;
}

function finish(live: Live, before: Record<string, unknown>, raw: readonly Raw[]): Step {
  const actions = raw.flatMap((action) => toAction(action));
  const spawned = new Set(actions.flatMap((action) => (action.type === 'spawn' ? [action.ref] : [])));
  for (const [id, ref] of Object.entries(live.children)) {
    if (ref !== before[id] && !spawned.has(ref as AnyActorRef)) {
      throw new UndurableStep(`the actor ${id} was spawned inside an assign; invoke it in a state`);
    }
  }
  return { live, actions };
}

function toAction(raw: Raw): Action[] {
  const params = raw.params as unknown as Record<string, unknown>;
  switch (raw.type) {
    case 'xstate.raise':
      return toRaise(params as { event: AnyEventObject; id?: string; delay?: number });
    case 'xstate.cancel':
      return [{ type: 'cancel', id: String(params.sendId) }];
    case 'xstate.spawnChild': {
      const ref = params.actorRef as AnyActorRef | undefined;
      if (ref === undefined) throw new UndurableStep(`the actor ${String(params.src)} is not in the setup`);
      return [{ type: 'spawn', ref, id: ref.id, src: String(params.src), input: params.input }];
    }
    case 'xstate.stopChild': {
      const ref = raw.params as unknown as AnyActorRef | undefined;
      return ref === undefined ? [] : [{ type: 'stop', ref, id: ref.id }];
    }
    default:
      throw new UndurableStep(`the action ${raw.type} is not durable; name an effect and invoke it`);
  }
}

function toRaise({ event, id, delay }: { event: AnyEventObject; id?: string; delay?: number }): Action[] {
  if (delay === undefined) {
    if (event.type.startsWith('xstate.after.')) {
      throw new UndurableStep(`the delay of ${event.type} is not a number`);
    }
    return [];
  }
  if (!Number.isFinite(delay)) throw new UndurableStep(`the delay of ${event.type} is not a finite number`);
  return [{ type: 'raise', event, ...(id === undefined ? {} : { id }), delay: Math.max(0, delay) }];
}
