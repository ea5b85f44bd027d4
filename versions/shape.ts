import { type AnyStateMachine, createMachine } from 'xstate';
import type { Node } from '../engine/configuration.ts';

/** Stands for `always` in a shape: there, it is an event that may come or not. */
export const ALWAYS = '(always)';
/** Stands for an `onDone` with guards: an event that may come when its state is complete. */
export const DONE = '(done) ';
const DONE_STATE = 'xstate.done.state.';

/** A transition of a shape, as whoever walks it chooses. */
export interface Choice {
  readonly number: number;
  /** Whether the machine's own transition has no guard: then nothing after it or around it is asked. */
  readonly certain: boolean;
  /** Whether it has a target. */
  readonly leads: boolean;
}

type Transition = NonNullable<Node['always']>[number];

/**
 * A machine of the same states and transitions, without context, actions, delays and actors. Its guards ask the
 * event which transitions are chosen: `{ type, choices: [number, …] }`.
 */
export function shapeOf(machine: AnyStateMachine): AnyStateMachine {
  let last = 0;

  function choosable(transitions: readonly Transition[], forced: boolean): object[] {
    return transitions.map(({ target, reenter, guard }) => {
      const choice: Choice = { number: ++last, certain: guard === undefined, leads: target !== undefined };
      const chosen = ({ event }: { event: { choices?: readonly number[] } }) =>
        forced || event.choices?.includes(choice.number) === true;
      return {
        ...(target === undefined
          ? {}
          : { target: target.map(({ id }) => `#${id.replaceAll(/[\\.]/g, '\\$&')}`) }),
        ...(reenter ? { reenter } : {}),
        guard: Object.assign(chosen, { choice }),
      };
    });
  }

  function configOf(node: Node): object {
    const on: Record<string, object[]> = {};
    for (const [type, transitions] of node.transitions) {
      const isDone = type.startsWith(DONE_STATE);
      const forced = isDone && transitions[0]?.guard === undefined;
      const name = isDone && !forced ? DONE + type.slice(DONE_STATE.length) : type;
      on[name] = choosable(transitions, forced);
    }
    if (node.always !== undefined) on[ALWAYS] = choosable(node.always, false);
    const initial = node.type === 'compound' ? node.initial.target[0]?.key : undefined;
    const { target } = node.config as { target?: string };
    return {
      id: node.id,
      type: node.type,
      on,
      ...(initial === undefined ? {} : { initial }),
      ...(node.type === 'history'
        ? { history: node.history, ...(target === undefined ? {} : { target }) }
        : {}),
      states: Object.fromEntries(Object.values(node.states).map((child) => [child.key, configOf(child)])),
    };
  }

  return createMachine(configOf(machine.root) as never) as AnyStateMachine;
}

/** The choice that a transition of a shape is. */
export function choiceOf({ guard }: Transition): Choice {
  return (guard as unknown as { choice: Choice }).choice;
}
