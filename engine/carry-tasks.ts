import { pathOf } from './configuration.ts';
import type { Definition } from './definition.ts';
import type { Task } from './entry.ts';
import { argumentsAt, type Live, type Setting } from './kernel.ts';
import type { Action } from './machine-actions.ts';
import type { Relocated } from './relocate.ts';
import { dueAfter } from './task-actions.ts';

/** What becomes of open tasks in a later version, and what closes and opens with the migration. */
export interface CarriedTasks {
  readonly tasks: readonly Task[];
  readonly actions: readonly Action[];
}

/**
 * A task follows its state, with whoever has it, where that state is a task in the later version too; otherwise it
 * closes. One that no earlier task stands for opens.
 */
export function carryTasks(
  old: Live,
  restored: Live,
  to: Pick<Definition, 'machine' | 'tasks'>,
  { nodes, imagesOf }: Relocated,
  open: readonly Task[],
  setting: Setting,
  cause: { readonly type: string },
): CarriedTasks {
  const taken = new Set<string>();
  const carried = open.map((task): Task | undefined => {
    const node = old._nodes.find((one) => pathOf(one) === task.state);
    const images = node === undefined ? [] : imagesOf(node).map(pathOf);
    const state = images.find((path) => Object.hasOwn(to.tasks, path) && !taken.has(path));
    if (state === undefined) return undefined;
    taken.add(state);
    return { ...task, state };
  });
  // No state has such a path: what closes is not taken for another.
  const gone = open.flatMap((task, n) =>
    carried[n] === undefined ? [{ ...task, state: `${n}. gone` }] : [],
  );
  const args = argumentsAt(restored, cause, setting);
  const begun = [...nodes].map(pathOf).filter((path) => Object.hasOwn(to.tasks, path) && !taken.has(path));
  return {
    tasks: [...carried.filter((task) => task !== undefined), ...gone],
    actions: [
      ...gone.map(({ state }): Action => ({ type: 'close', state })),
      ...begun.map(
        (state): Action => ({ type: 'open', state, due: dueAfter(to.machine, to.tasks[state]?.due, args) }),
      ),
    ],
  };
}
