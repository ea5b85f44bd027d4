import type { Definition } from './definition.ts';
import { type Entry, markOf, sameToken, type Task, type Token } from './entry.ts';
import { taskId } from './ids.ts';
import type { TaskItem } from './ports.ts';
import { roleOf } from './role.ts';

/** Deeds after which every task of an instance may look different. */
const ALL = ['resume', 'migrate'];

/**
 * What inboxes must hear after these entries of an instance, which follow each other: tasks that were opened, taken,
 * given back or closed, as the last of the entries has them. `customer` and `key` are those of the instance.
 */
export function taskItems(
  definition: Pick<Definition, 'tasks' | 'process' | 'version'>,
  entries: readonly Entry[],
  about: Pick<TaskItem, 'customer' | 'key'>,
): TaskItem[] {
  const last = entries.at(-1);
  if (last === undefined) return [];
  const { process, version } = definition;
  const { instance, revision, hash } = last;
  const common = { instance, process, version, revision, mark: markOf(hash), ...about };
  const open = last.tasks
    .filter((task) => entries.some((entry) => concerns(entry, task)))
    .map((task): TaskItem => {
      const { state, openedAt, dueAt, person } = task;
      const times = { openedAt, ...(dueAt !== undefined && { dueAt }) };
      const role = roleOf(definition, last, state);
      const id = taskId(instance, task);
      return { task: id, ...common, state, role, ...times, ...(person !== undefined && { person }) };
    });
  const closed = entries.flatMap((entry) =>
    entry.closed.map(
      (token): TaskItem => ({
        ...{ task: taskId(instance, token), ...common, state: '', role: '' },
        ...{ openedAt: entry.at, closedAt: entry.recordedAt ?? entry.at },
      }),
    ),
  );
  return [...open, ...closed];
}

function concerns({ revision, kind, event }: Entry, task: Task & Token): boolean {
  if (task.revision === revision || ALL.includes(event.type)) return true;
  return kind === 'control' && event.token !== undefined && sameToken(event.token, task);
}
