import type { EffectToken, Task } from '../engine/entry.ts';

export type PackedToken = readonly [revision: number, index: number, mark?: string];

const ASSIGNMENTS = ['claim', 'in-turn', 'least-load'] as const;

/** Times are distances from the entry's; `due` from the opening, null where none is set. */
export type PackedTask = readonly [
  revision: number,
  index: number,
  state: string,
  opened: number,
  due: number | null,
  assign: number,
  ...person: readonly [id: string, since: number] | readonly [],
];

export function packToken({ revision, index, mark }: EffectToken): PackedToken {
  return mark === undefined ? [revision, index] : [revision, index, mark];
}

export function unpackToken([revision, index, mark]: PackedToken): EffectToken {
  return { revision, index, ...(mark !== undefined && { mark }) };
}

export function packTask(task: Task, at: number): PackedTask {
  const { revision, index, state, openedAt, dueAt, assign, person, since } = task;
  const due = dueAt === undefined ? null : dueAt - openedAt;
  const holder =
    person === undefined || since === undefined ? ([] as const) : ([person, since - at] as const);
  return [revision, index, state, openedAt - at, due, ASSIGNMENTS.indexOf(assign), ...holder];
}

export function unpackTask(packed: PackedTask, at: number): Task {
  const [revision, index, state, opened, due, assign, person, since] = packed;
  const openedAt = at + opened;
  return {
    ...{ revision, index, state, openedAt },
    ...(due !== null && { dueAt: openedAt + due }),
    assign: ASSIGNMENTS[assign] ?? 'claim',
    ...(person !== undefined && since !== undefined && { person, since: at + since }),
  };
}
