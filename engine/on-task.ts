import { control, journaled, placeAfter } from './commit.ts';
import type { Definition } from './definition.ts';
import { type Entry, sameToken, type Task, type Token, tokenOf } from './entry.ts';
import { type BatonError, Stale, TaskClosed, TaskFree, TaskMismatch, TaskTaken } from './errors.ts';
import { taskId } from './ids.ts';
import type { Advanced, Incoming, TaskDeed, Within } from './incoming.ts';

/** Claiming, giving back and assigning: each an entry of the kind `control`, and the machine has no part in it. */
export function onTask(head: Entry, incoming: TaskDeed, around: Within): Advanced {
  const { kind, token, id, who, person } = incoming;
  const task = openTask(head, token);
  const refusal = task === undefined ? closed(head, token) : refusalOf(head, task, incoming);
  if (task === undefined || refusal !== undefined) return { refusal: refusal ?? closed(head, token) };
  const reason =
    incoming.kind === 'assign' && incoming.reason !== undefined ? { reason: incoming.reason } : {};
  const told = journaled({ type: kind, person, ...reason });
  const event = { ...told, token: tokenOf(task), who, ...(id === undefined ? {} : { id }) };
  const place = placeAfter(head, 'control', event, around.now);
  const { person: _, since: __, ...free } = task;
  const held = kind === 'release' ? free : { ...free, person, since: place.at };
  const tasks = head.tasks.map((one) => (one === task ? held : one));
  return { entry: control(head, place, { kind: 'control', tasks }, around) };
}

function refusalOf(head: Entry, task: Task, incoming: TaskDeed): BatonError | undefined {
  const { instance } = head;
  const id = taskId(instance, task);
  switch (incoming.kind) {
    case 'claim':
      return task.person === undefined ? undefined : new TaskTaken(instance, id, task.person);
    case 'release':
      if (task.person === undefined) return new TaskFree(instance, id);
      return task.person === incoming.person ? undefined : new TaskTaken(instance, id, task.person);
    case 'assign':
      return incoming.unless && task.person !== undefined ? new Stale(id) : undefined;
  }
}

/** Why a task cannot be completed by this event and this person; undefined where it can. */
export function incompletable(
  { tasks }: Definition,
  head: Entry,
  { event: { type }, task: wanted }: Incoming & { kind: 'event' },
): BatonError | undefined {
  if (wanted === undefined) return undefined;
  const task = openTask(head, wanted);
  if (task === undefined) return closed(head, wanted);
  const { instance } = head;
  if (task.person !== undefined && task.person !== wanted.person)
    return new TaskTaken(instance, taskId(instance, task), task.person);
  const does = tasks[task.state]?.does ?? [];
  return does.includes(type) ? undefined : new TaskMismatch(instance, type, does);
}

function openTask(head: Entry, token: Token): Task | undefined {
  return head.tasks.find((task) => sameToken(task, token));
}

function closed({ instance }: Entry, token: Token): BatonError {
  return new TaskClosed(instance, taskId(instance, token));
}
