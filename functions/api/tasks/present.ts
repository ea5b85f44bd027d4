import type { Definition, Definitions } from '../../../engine/definition.ts';
import { type Entry, sameToken, type Task, type Token } from '../../../engine/entry.ts';
import { DefinitionUnknown } from '../../../engine/errors.ts';
import { taskId } from '../../../engine/ids.ts';
import { roleOf } from '../../../engine/role.ts';
import { whereaboutsOf } from '../../../engine/view.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { TaskBody } from './outputs.ts';

/** The open task of this token after an entry. */
export function taskOf({ tasks }: Entry, token: Token): Task | undefined {
  return tasks.find((task) => sameToken(task, token));
}

/**
 * A task of an entry as callers see it; `open` tells whether it still is. Throws `DefinitionUnknown` where the
 * entry's version is not here.
 */
export async function toTask(
  definitions: Definitions,
  entry: Entry,
  task: Task,
  { now, open }: { readonly now: number; readonly open: boolean },
): Promise<TaskBody> {
  const { instance, process, version } = entry;
  const definition = await definitions.get(process, version);
  if (definition === undefined) throw new DefinitionUnknown(process, version);
  const { key = null, customer = null } = whereaboutsOf(definition, entry);
  const { title, does = [] } = definition.tasks[task.state] ?? {};
  const { person = null, since, dueAt } = task;
  return {
    task: taskId(instance, task),
    status: open ? 'open' : 'closed',
    title: { en: title?.en ?? task.state, zh: title?.zh ?? task.state },
    ...{
      role: roleOf(definition, entry, task.state),
      person,
      since: since === undefined ? null : rfc3339(since),
    },
    openedAt: rfc3339(task.openedAt),
    dueAt: dueAt === undefined ? null : rfc3339(dueAt),
    overdue: open && dueAt !== undefined && dueAt < now,
    ...{ instance, process, state: task.state, key, customer },
    forms: open ? formsOf(definition, does) : [],
  };
}

function formsOf(definition: Definition, does: readonly string[]): TaskBody['forms'] {
  const { events } = definition.jsonSchemas();
  return does.map((type) => ({ type, schema: events[type] ?? {} }));
}
