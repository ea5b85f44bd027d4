import { sameToken } from '../../../engine/entry.ts';
import { fromTaskId, taskId } from '../../../engine/ids.ts';
import { peek } from '../../../engine/kernel.ts';
import { roleOf } from '../../../engine/role.ts';
import { canonical } from './canonical.ts';
import type { Breach, Law } from './case.ts';
import { type Holding, holdingsAlong, isActive } from './holders.ts';

/** Inboxes show the open tasks of an instance, as its journal has them, and no other. */
export const board: Law = ({ instance, entries, commits, board: shown, definition, undone, gapsUntil }) => {
  // Tables were taken back without inboxes, and nobody rebuilt: what was opened before is shown as it was.
  const isLeft = (task: string) => {
    const at = commits[(fromTaskId(task)?.revision ?? 0) - 1]?.at ?? 0;
    return undone.length > 0 && at <= gapsUntil;
  };
  const head = entries.at(-1);
  const open = new Map(
    (head?.tasks ?? []).map(({ person, dueAt, openedAt, state, ...token }) => [
      taskId(instance, token),
      { state, openedAt, ...(dueAt !== undefined && { dueAt }), ...(person !== undefined && { person }) },
    ]),
  );
  const breaches: Breach[] = [];
  const found = (what: string) => breaches.push({ law: 'board-differs', revision: entries.length, what });
  for (const { task, role, state, openedAt, dueAt, person } of shown) {
    const wanted = open.get(task);
    open.delete(task);
    const item = {
      state,
      openedAt,
      ...(dueAt !== undefined && { dueAt }),
      ...(person !== undefined && { person }),
    };
    // A restore may leave tasks that the journal does not have any more: lists leave them out.
    if ((wanted === undefined && undone.length > 0) || isLeft(task)) continue;
    if (wanted === undefined) found(`${task} is not open`);
    else if (canonical(item) !== canonical(wanted)) found(`${canonical(item)}, not ${canonical(wanted)}`);
    else if (head === undefined || role !== roleOf(definition, head, state))
      found(`${task} is for the role ${role}`);
  }
  for (const task of open.keys()) if (!isLeft(task)) found(`${task} is not there`);
  return breaches;
};

/** A task that is given out has somebody: there is always somebody to have it. */
export const assigned: Law = ({ entries }) =>
  (entries.at(-1)?.tasks ?? [])
    .filter(({ assign, person }) => assign !== 'claim' && person === undefined)
    .map(({ state }) => ({ law: 'task-unassigned', revision: entries.length, what: `nobody has ${state}` }));

/** A task is open exactly while its state is active, and whoever has it is who took it or was given it last. */
export const held: Law = (one) => {
  const along = holdingsAlong(one);
  return one.entries.flatMap((entry, place): Breach[] => {
    const { revision } = entry;
    const nameOf = ({ index, state, person, ...token }: Holding) =>
      `${state} ${token.revision}/${index} ${person ?? ''}`;
    const wanted = (along[place] ?? []).map(nameOf);
    const stands = entry.tasks.map((task) => nameOf({ ...task, person: task.person }));
    if (canonical(wanted.toSorted()) !== canonical(stands.toSorted())) {
      return [{ law: 'task-misheld', revision, what: `${stands.join(', ')}; not ${wanted.join(', ')}` }];
    }
    const states = Object.keys(one.definition.tasks).filter((state) =>
      isActive(peek(entry.snapshot).value, state),
    );
    const isOpen = entry.status === 'active' || entry.status === 'paused';
    const open = entry.tasks.map(({ state }) => state).toSorted();
    if (canonical(open) === canonical(isOpen ? states.toSorted() : [])) return [];
    return [{ law: 'task-misopened', revision, what: `${open.join(', ')} are open in ${states.join(', ')}` }];
  });
};

/** Nobody takes, gives back or completes what another has, or what is not open, nor by what does not. */
export const taken: Law = (one) => {
  const along = holdingsAlong(one);
  return one.entries.flatMap(({ revision, kind, event }, place): Breach[] => {
    const isDeed = kind === 'control' && DEEDS.includes(event.type);
    const isDone = kind === 'event' && event.who.kind === 'caller' && event.token !== undefined;
    if (!isDeed && !isDone) return [];
    const { token = { revision: 0, index: 0 }, type, who, payload = {} } = event;
    const task = along[place - 1]?.find((open) => sameToken(open, token));
    const person = isDone ? who.id : String(payload.person);
    const found = (law: string) => [
      { law, revision, what: `${type} by ${person}; ${task?.person ?? 'nobody'} has it` },
    ];
    if (task === undefined) return found('task-not-open');
    if (isDone && one.definition.tasks[task.state]?.does.includes(type) !== true)
      return found('task-mismatched');
    const isFree = task.person === undefined;
    const isOwn = task.person === person;
    // A supervisor gives to another what somebody has; a machine does not.
    const may =
      type === 'claim'
        ? isFree
        : type === 'release'
          ? isOwn
          : isDone
            ? isFree || isOwn
            : isFree || who.kind === 'caller';
    return may ? [] : found('task-taken-away');
  });
};

/** A task is due so long after it was opened as its state says. */
export const dated: Law = ({ entries, definition }) =>
  entries.flatMap(({ revision, tasks, at }): Breach[] =>
    tasks
      .filter((task) => task.revision === revision)
      .filter(({ state, openedAt, dueAt }) => {
        const { due } = definition.tasks[state] ?? {};
        if (openedAt !== at) return true;
        return typeof due === 'string'
          ? dueAt === undefined
          : dueAt !== (due === undefined ? undefined : at + due);
      })
      .map(({ state }) => ({
        law: 'task-misdated',
        revision,
        what: `${state} is not due when it should be`,
      })),
  );

const DEEDS = ['claim', 'release', 'assign'];
