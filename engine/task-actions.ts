import type { AnyStateMachine } from 'xstate';
import { nodeAt } from './configuration.ts';
import type { Definition } from './definition.ts';
import { CLOSE_TASK, OPEN_TASK } from './machine-actions.ts';

/**
 * Lets every state that is a task say when it is entered and left, as actions of its own: only they tell a state that
 * is entered again from one that was never left. `machine` is the definition's own copy.
 */
export function tellOfTasks({ machine, tasks }: Pick<Definition, 'machine' | 'tasks'>): void {
  for (const [state, { due }] of Object.entries(tasks)) {
    const node = nodeAt(machine, state);
    if (node === undefined) continue;
    node.entry = [...node.entry, action(OPEN_TASK, (args) => ({ state, due: dueAfter(machine, due, args) }))];
    node.exit = [...node.exit, action(CLOSE_TASK, () => ({ state }))];
  }
}

/** An action in the form of XState's own: resolved to its parameters within the transition, and executed by nobody. */
function action(type: string, paramsOf: (args: unknown) => object) {
  const tell = () => {};
  return Object.assign(tell, {
    type,
    resolve: (_scope: unknown, snapshot: unknown, args: unknown) => [snapshot, paramsOf(args), undefined],
    execute: () => {},
  });
}

/** Milliseconds from the opening of a task until it is due, as its state says: XState's arguments may count. */
export function dueAfter(machine: AnyStateMachine, due: number | string | undefined, args: unknown): unknown {
  if (typeof due !== 'string') return due;
  const delay = (machine.implementations.delays as Readonly<Record<string, unknown>>)[due];
  return typeof delay === 'function' ? delay(args) : delay;
}
