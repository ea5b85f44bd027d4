import { expect, test } from 'vitest';
import type { Entry } from '../../../engine/entry.ts';
import type { Task } from '../../../machines/define.ts';
import { change, entryAfter, migrated, START, version } from './pair.ts';

const title = { en: 'To be done', zh: '待办' };
const todo = (more: Partial<Task> = {}) => ({
  title,
  task: { role: 'clerk', title, does: ['go'], due: { seconds: 60 }, ...more } satisfies Task,
});
const waiting = (task: object) => ({ ...task, on: { go: 'b' } });
const shape = (states: object, initial = 'a') => ({ initial, states: { ...states, b: {} } }) as never;

const from = version(1, shape({ a: waiting({ meta: todo() }) }));
/** Ann has the task. */
function taken(): Entry {
  const head = entryAfter(from, 0);
  return { ...head, tasks: head.tasks.map((task) => ({ ...task, person: 'ann', since: START })) };
}
const shown = ({ tasks, closed }: Entry) => ({
  tasks: tasks.map(({ state, person, dueAt }) => [state, person, dueAt && dueAt - START]),
  closed: closed.map(({ revision }) => revision),
});

test('a task follows its state, with whoever has it and when it is due', () => {
  const to = version(2, shape({ d: waiting({ meta: todo({ role: 'boss' }) }) }, 'd'), [
    change({ states: { a: 'd' } }),
  ]);
  expect(shown(migrated(from, to, taken()))).toEqual({ tasks: [['d', 'ann', 60_000]], closed: [] });
});

test('a task closes where its state is none any more', () => {
  const to = version(2, shape({ a: waiting({}) }), [change()]);
  expect(shown(migrated(from, to, taken()))).toEqual({ tasks: [], closed: [1] });
});

test('a task opens where a state has become one', () => {
  const bare = version(1, shape({ a: waiting({}) }));
  const to = version(2, shape({ a: waiting({ meta: todo() }) }), [change()]);
  const entry = migrated(bare, to, entryAfter(bare, 0));
  expect(shown(entry)).toEqual({ tasks: [['a', undefined, 60_500]], closed: [] });
  expect(entry.tasks[0]?.revision).toBe(entry.revision);
});

test('a task goes on in the part that its state has become; that of another part opens', () => {
  const q = waiting({ meta: todo({ due: { seconds: 5 } }) });
  const p = waiting({ meta: todo() });
  const regions = {
    p: { initial: 'x', states: { x: p, b: {} } },
    q: { initial: 'x', states: { x: q, b: {} } },
  };
  const to = version(2, shape({ a: { type: 'parallel', states: regions } }), [
    change({ states: { a: 'a.p.x' }, regions: { 'a.q': 'a.q.x' } }),
  ]);
  const { tasks } = shown(migrated(from, to, taken()));
  expect(tasks).toEqual([
    ['a.p.x', 'ann', 60_000],
    ['a.q.x', undefined, 5500],
  ]);
});
