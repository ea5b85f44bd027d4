import { type AnyMachineSnapshot, type AnyStateMachine, getNextSnapshot } from 'xstate';
import { ancestorsOf, everyNode, isComplete, isLeaf, type Node } from '../engine/configuration.ts';
import type { Definition } from '../engine/definition.ts';
import { matchesEvent } from '../engine/event-types.ts';
import { ALWAYS, type Choice, choiceOf, DONE, shapeOf } from './shape.ts';

/** A machine's shape, and where it can go from a state of it. */
export interface Steps {
  readonly shape: AnyStateMachine;
  /** Everywhere that one event leads to; where the machine cannot rest, only what happens by itself. */
  from(snapshot: AnyMachineSnapshot): AnyMachineSnapshot[];
  /** Whether nothing must happen by itself: an `always` or `onDone` without a guard, or what an inline actor leads to. */
  rests(snapshot: AnyMachineSnapshot): boolean;
}

/** Combinations of transitions that one event may lead to in regions beside each other; the rest is left out. */
const MOST_COMBINATIONS = 64;
/** What XState sends itself, when a state without a guarded `onDone` is complete. */
const DONE_STATE = 'xstate.done.state.';

export function createSteps({ machine, inline }: Pick<Definition, 'machine' | 'inline'>): Steps {
  const shape = shapeOf(machine);
  const types = eventTypesOf(shape);
  const atOnce = new Map(
    everyNode(machine).map((node) => [
      node.id,
      node.invoke.filter(({ src }) => Object.hasOwn(inline, String(src))).map(({ id }) => id),
    ]),
  );

  /** What happens by itself: of each group, one. */
  function byItself(snapshot: AnyMachineSnapshot): string[][] {
    const nodes = new Set<Node>(snapshot._nodes);
    const done = [...nodes].filter((node) => isComplete(nodes, node)).map(({ id }) => [DONE + id]);
    const computed = [...nodes].flatMap((node) => atOnce.get(node.id) ?? []);
    const results = computed.map((id) => [`xstate.done.actor.${id}`, `xstate.error.actor.${id}`]);
    return [[ALWAYS], ...done, ...results];
  }

  function rests(snapshot: AnyMachineSnapshot): boolean {
    const mustLead = (type: string) =>
      chains(snapshot, type).some((chain) => chain.every((choice) => choice?.leads));
    return !byItself(snapshot).some((group) => group.every(mustLead));
  }

  function from(snapshot: AnyMachineSnapshot): AnyMachineSnapshot[] {
    const own = byItself(snapshot).flat();
    const possible = rests(snapshot) ? [...new Set([...own, ...types])] : own;
    return possible.flatMap((type) =>
      combinations(chains(snapshot, type)).map((choices) =>
        getNextSnapshot(shape, snapshot, { type, choices } as never),
      ),
    );
  }

  return { shape, from, rests };
}

function eventTypesOf(shape: AnyStateMachine): string[] {
  const descriptors = new Set(everyNode(shape).flatMap((node) => [...node.transitions.keys()]));
  return [...descriptors].filter(
    (type) =>
      type !== ALWAYS && !type.startsWith(DONE) && !type.startsWith(DONE_STATE) && !type.endsWith('*'),
  );
}

/** For each leaf, the transitions that it may choose for an event, from the inside out; undefined for none of them. */
function chains(snapshot: AnyMachineSnapshot, type: string): (Choice | undefined)[][] {
  return (snapshot._nodes as Node[]).filter(isLeaf).map((leaf) => {
    const choices = [leaf, ...ancestorsOf(leaf)].flatMap((node) => candidates(node, type));
    const end = choices.findIndex(({ certain }) => certain);
    return end === -1 ? [...choices, undefined] : choices.slice(0, end + 1);
  });
}

/** As XState asks them: the event's own name first, then wildcards, the longest first; these are for true events. */
function candidates(node: Node, type: string): Choice[] {
  const own = type === ALWAYS || type.startsWith(DONE);
  const descriptors = [...node.transitions.keys()].filter((descriptor) =>
    own ? descriptor === type : matchesEvent(type, descriptor),
  );
  descriptors.sort((a, b) => Number(b === type) - Number(a === type) || b.length - a.length);
  return descriptors.flatMap((descriptor) => (node.transitions.get(descriptor) ?? []).map(choiceOf));
}

function combinations(chains: readonly (readonly (Choice | undefined)[])[]): number[][] {
  let sets: number[][] = [[]];
  for (const chain of chains.filter((one) => one.some((choice) => choice !== undefined))) {
    sets = sets.flatMap((set) =>
      chain.map((choice) => (choice === undefined ? set : [...set, choice.number])),
    );
    sets = sets.slice(0, MOST_COMBINATIONS);
  }
  const different = new Map(sets.map((set) => [set.toSorted((a, b) => a - b).join(), [...new Set(set)]]));
  return [...different.values()].filter((set) => set.length > 0);
}
