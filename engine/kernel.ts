import {
  type ActorScope,
  type AnyActorRef,
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  createEmptyActor,
  type StateNode,
  type StateValue,
} from 'xstate';
import type { Entry, Token } from './entry.ts';
import { parse, stringify } from './json.ts';
import { type Action, EndlessLoop, type RawAction, toActions, UndurableStep } from './machine-actions.ts';
import type { Reader } from './references.ts';

/** A machine's state in memory. Lives for one step only: what is kept is the string that `freeze` makes. */
export type Live = AnyMachineSnapshot;

export interface Step {
  readonly live: Live;
  readonly actions: readonly Action[];
}

/** What of an entry a machine is restored from. */
export type Standing = Pick<Entry, 'snapshot' | 'pending' | 'children'>;

interface Frozen {
  /** Null where the machine never came to stand anywhere: its start failed. */
  value: StateValue | null;
  context: unknown;
  /** Where the active leaves were not entered in the document's order: their places in it, as entered. */
  order?: number[];
  history?: Record<string, string[]>;
  /** Source by id of the actors that have ended and are still named. The living are in the entry itself. */
  children?: Record<string, string>;
  output?: unknown;
  error?: unknown;
}

/** XState's own scope for a pure transition builds a whole actor per call; these are built once. */
const orphan = createEmptyActor();
/** Stands for the instance that started this one, whoever it is. */
export const PARENT: AnyActorRef = createEmptyActor();
const offspring = Object.assign(createEmptyActor(), { _parent: PARENT });
for (const { system } of [orphan, offspring]) {
  // A system finds nothing after a restore, and what is sent to nothing reaches the machine itself.
  const refuse = (systemId: string) => {
    throw new UndurableStep(`it uses the systemId ${systemId}; use the actor's id`);
  };
  Object.assign(system, { get: refuse, _set: refuse });
}
for (const actor of [orphan, offspring, PARENT]) {
  // Nobody would ever take it: these actors are not at work.
  const send = ({ type }: AnyEventObject) => {
    throw new UndurableStep(`code of its own sends ${type}; use the action raise, sendTo or sendParent`);
  };
  Object.assign(actor, { send });
}

type Scope = ActorScope<AnyMachineSnapshot, AnyEventObject>;

/** What a step may know of where and when it happens. */
export interface Setting {
  /** Whether another instance started this one. */
  readonly parent: 'none' | 'there' | 'listening';
  /** Epoch milliseconds at which it takes effect. */
  readonly at: number;
  readonly reader: Reader;
}

function scopeOf(setting: Setting | undefined, actionExecutor: (action: RawAction) => void): Scope {
  const self = setting === undefined || setting.parent === 'none' ? orphan : offspring;
  return {
    self: self as unknown as Scope['self'],
    id: '',
    sessionId: '',
    system: setting === undefined ? self.system : systemAt(self.system, setting),
    logger: () => {},
    defer: () => {},
    emit: () => {},
    stopChild: () => {},
    actionExecutor,
  };
}

/** The system that delays see: it knows the moment, and reads reference data. */
function systemAt(system: Scope['system'], { at, reader }: Setting): Scope['system'] {
  return Object.assign(Object.create(system) as Scope['system'], {
    moment: { at, reference: reader.read, find: reader.find },
  });
}

/** The first step of a new instance. Throws what the machine throws, and `UndurableStep`. */
export function begin(machine: AnyStateMachine, input: unknown, setting: Setting): Step {
  const raw: RawAction[] = [];
  const scope = scopeOf(setting, (action) => raw.push(action));
  const live = machine.getInitialSnapshot(scope, input as never);
  if (live.status === 'error') throw ownWord(live.error);
  return finish(live, {}, raw, scope.self);
}

/** One macrostep on one event. Throws what the machine throws, and `UndurableStep`. */
export function step(machine: AnyStateMachine, before: Live, event: AnyEventObject, setting: Setting): Step {
  const raw: RawAction[] = [];
  const scope = scopeOf(setting, (action) => raw.push(action));
  let live: Live;
  try {
    live = machine.transition(before, event, scope);
  } catch (cause) {
    throw ownWord(cause);
  }
  return finish(live, before.children, raw, scope.self);
}

/** XState tells a loop without an end in words only. */
function ownWord(cause: unknown): unknown {
  if (!(cause instanceof Error && cause.message.startsWith('Infinite loop detected'))) return cause;
  return new EndlessLoop('`always` and `raise` lead on and on in one transition', { cause });
}

const MOVE = { type: 'xstate.move' } as const;

/**
 * One macrostep into a state, as a transition of the nearest active state around it would make it: exits, entries,
 * and whatever follows. Throws what the machine throws, and `UndurableStep`.
 */
export function moveTo(machine: AnyStateMachine, before: Live, target: StateNode, setting: Setting): Step {
  let source = target.parent ?? machine.root;
  while (source.parent !== undefined && !before._nodes.includes(source)) source = source.parent;
  const transition = { target: [target], source, actions: [], reenter: false, eventType: MOVE.type };
  // The machine itself, but for this one event.
  const mover = Object.create(machine, {
    getTransitionData: {
      value: (live: Live, event: AnyEventObject) =>
        event === MOVE ? [transition] : machine.getTransitionData(live, event),
    },
  }) as AnyStateMachine;
  const { live, actions } = step(mover, { ...before, machine: mover } as Live, MOVE, setting);
  return { live: { ...live, machine } as Live, actions };
}

/** Whether the snapshot has a transition for this event now, guards evaluated. */
export function can(live: Live, event: AnyEventObject): boolean {
  return live.can(event);
}

/**
 * The snapshot as a JSON string, without the actors that `isLiving` names: the entry has them. Throws
 * `UndurableStep` where context or output is not a tree of JSON.
 */
export function freeze(live: Live, isLiving: (id: string) => boolean): string {
  const frozen: Frozen = { value: live.value, context: live.context };
  const order = orderOf(live);
  if (order !== undefined) frozen.order = order;
  const history = Object.entries(live.historyValue as Record<string, { id: string }[]>);
  if (history.length > 0) {
    frozen.history = Object.fromEntries(history.map(([id, nodes]) => [id, nodes.map((node) => node.id)]));
  }
  if (live.status === 'active') {
    const ended = Object.entries(live.children as Record<string, AnyActorRef>).filter(
      ([id]) => !isLiving(id),
    );
    if (ended.length > 0)
      frozen.children = Object.fromEntries(ended.map(([id, ref]) => [id, String(ref.src)]));
  }
  if (live.output !== undefined) frozen.output = live.output;
  if (live.error !== undefined) frozen.error = live.error;
  return stringify(frozen);
}

/** The snapshot of an instance whose machine failed before it stood anywhere. */
export function stillborn(error: unknown): string {
  return stringify({ value: null, context: {}, error } satisfies Frozen);
}

/**
 * What an entry holds, alive again: the snapshot that `freeze` made, and its actors. Throws where the machine no
 * longer knows a state, an actor or a remembered state of it: nothing is dropped silently.
 */
export function thaw(machine: AnyStateMachine, { snapshot, pending, children: living }: Standing): Live {
  const frozen = parse(snapshot) as Frozen;
  const children: Record<string, AnyActorRef> = {};
  for (const [id, src] of Object.entries(frozen.children ?? {})) children[id] = actorRef(machine, id, src);
  for (const one of pending) children[one.id] = actorRef(machine, one.id, one.src, one);
  for (const one of living) {
    if (!one.stopped) children[one.id] = actorRef(machine, one.id, one.src, one);
  }
  const historyValue: Record<string, StateNode[]> = {};
  for (const [id, nodes] of Object.entries(frozen.history ?? {})) {
    historyValue[id] = nodes.map((node) => nodeOf(machine, node));
  }
  const { context, output, error } = frozen;
  return { ...standingAt(machine, frozen), context, historyValue, children, output, error } as Live;
}

/** An actor between steps: its work is an effect, a computation or an instance of its own. */
interface ActorStub {
  readonly id: string;
  readonly src: string;
  readonly token?: Token;
}

function actorRef(machine: AnyStateMachine, id: string, src: string, token?: Token): AnyActorRef {
  if (machine.implementations.actors[src] === undefined) throw new Error(`The machine has no actor ${src}.`);
  const stub: ActorStub = { id, src, ...(token && { token }) };
  return stub as unknown as AnyActorRef;
}

/** The machine with one more actor, which is about to begin, and that actor. */
export function withActor(live: Live, id: string, src: string): { live: Live; ref: AnyActorRef } {
  const ref = actorRef(live.machine, id, src);
  return { live: { ...live, children: { ...live.children, [id]: ref } } as Live, ref };
}

/** What XState gives to a delay or an input. */
export function argumentsAt(live: Live, event: AnyEventObject, setting: Setting) {
  const { self, system } = scopeOf(setting, () => {});
  return { context: live.context as unknown, event, self, system };
}

/** The token of an actor that was alive when the step began; undefined for all others. */
export function tokenOfActor(ref: AnyActorRef): Token | undefined {
  return (ref as unknown as ActorStub).token;
}

/** Restoring a state is most of the work of a restore, and a machine has few: the last of each are kept. */
const kept = new WeakMap<AnyStateMachine, Map<string, Live>>();
const MOST_KEPT = 500;

/** The machine in this state, without context, history and actors. */
function standingAt(machine: AnyStateMachine, { value, order }: Frozen): Live {
  const states = kept.get(machine) ?? new Map<string, Live>();
  kept.set(machine, states);
  const name = JSON.stringify([value, order]);
  const known = states.get(name);
  if (known !== undefined) return known;
  const bare = { value, context: {}, historyValue: {}, children: {}, status: 'active' };
  const live = machine.restoreSnapshot(bare as never, scopeOf(undefined, () => {}) as never);
  reorder(live, order);
  const oldest = states.keys().next();
  if (states.size >= MOST_KEPT && !oldest.done) states.delete(oldest.value);
  states.set(name, live);
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
  value: StateValue | null;
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

function finish(live: Live, before: Record<string, unknown>, raw: readonly RawAction[], self: unknown): Step {
  const actions = raw.flatMap((action) => toActions(action, self));
  const spawned = new Set(actions.flatMap((action) => (action.type === 'spawn' ? [action.ref] : [])));
  for (const [id, ref] of Object.entries(live.children)) {
    if (ref !== before[id] && !spawned.has(ref as AnyActorRef)) {
      throw new UndurableStep(`the actor ${id} was spawned inside an assign; use spawnChild, with an id`);
    }
  }
  return { live, actions };
}
