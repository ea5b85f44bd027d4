import { taskId } from '../../../engine/ids.ts';
import { canonical } from './canonical.ts';
import type { Breach, Law } from './case.ts';

/** Inboxes show the open tasks of an instance, as its journal has them, and no other. */
export const board: Law = ({ instance, entries, board: shown, definition, undone }) => {
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
    if (wanted === undefined && undone.length > 0) continue;
    if (wanted === undefined) found(`${task} is not open`);
    else if (canonical(item) !== canonical(wanted)) found(`${canonical(item)}, not ${canonical(wanted)}`);
    else if (role !== definition.tasks[state]?.role) found(`${task} is for the role ${role}`);
  }
  for (const task of open.keys()) found(`${task} is not there`);
  return breaches;
};

/** A task that is given out has somebody: there is always somebody to have it. */
export const assigned: Law = ({ entries }) =>
  (entries.at(-1)?.tasks ?? [])
    .filter(({ assign, person }) => assign !== 'claim' && person === undefined)
    .map(({ state }) => ({ law: 'task-unassigned', revision: entries.length, what: `nobody has ${state}` }));
