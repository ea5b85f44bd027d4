import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoTasks } from '../../adapters/dynamo-tasks.ts';
import type { TaskBoard, TaskItem, TaskQuery } from '../../engine/ports.ts';
import { seed } from '../engine/seed.ts';
import { openStore, type Store } from './store.ts';

let store: Store;
let board: TaskBoard;
beforeAll(async () => {
  store = await openStore();
  board = createDynamoTasks(store.client, store.names.tasks);
});
afterAll(() => store.close());

/** Roles and people of one test are no other's. */
let tests = 0;
const named = (name: string) => `${name}${tests}`;

function itemOf(changes: Partial<TaskItem> & { readonly task: string }): TaskItem {
  return {
    ...{ instance: 'i', process: 'order', version: 1, state: 'packing', role: named('packer') },
    ...{ openedAt: 1_760_000_000_000, revision: 2, mark: 'a', ...changes },
  };
}

async function all(query: Partial<TaskQuery>, limit = 100): Promise<TaskItem[]> {
  const items: TaskItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await board.list({ people: [], roles: [], ...query }, limit, cursor);
    if (page.cursor !== undefined) expect(page.items).toHaveLength(limit);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}

describe('the board', () => {
  test('keeps an item whole, open and closed', async () => {
    tests++;
    const plain = itemOf({ task: named('plain') });
    const full = {
      ...plain,
      task: named('full'),
      person: named('ann'),
      customer: 'c',
      key: 'ORD-1',
      dueAt: 5,
    };
    const over = { ...plain, task: named('over'), closedAt: 7 };
    await board.put([plain, full, over]);
    expect(await all({ people: [named('ann')], roles: [plain.role] })).toEqual([full, plain]);
  });

  test('never goes back to an earlier revision, unless the journal was restored', async () => {
    tests++;
    const people = [named('ann'), named('bob')] as const;
    const holders = async () => (await all({ people })).map(({ person }) => person);
    const item = itemOf({ task: named('t'), revision: 5, person: people[0] });
    await board.put([item]);
    await board.put([{ ...item, revision: 4, person: people[1] }]);
    expect(await holders()).toEqual([people[0]]);
    const asked: unknown[] = [];
    const isThere = (answer: boolean) => async (stored: object) => {
      asked.push(stored);
      return answer;
    };
    await board.put([{ ...item, revision: 4, person: people[1] }], isThere(true));
    expect(await holders()).toEqual([people[0]]);
    await board.put([{ ...item, revision: 4, mark: 'b', person: people[1] }], isThere(false));
    expect(await holders()).toEqual([people[1]]);
    expect(asked).toMatchObject([
      { instance: 'i', revision: 5, mark: 'a' },
      { instance: 'i', revision: 5, mark: 'a' },
    ]);
  });

  test('moves a task from the role to the person who has it, and out of sight when it closes', async () => {
    tests++;
    const item = itemOf({ task: named('t') });
    const byRole = () => all({ roles: [item.role] });
    const byPerson = () => all({ people: [named('ann')] });
    await board.put([item]);
    expect([await byRole(), await byPerson()]).toEqual([[item], []]);
    const taken = { ...item, revision: 3, person: named('ann') };
    await board.put([taken]);
    expect([await byRole(), await byPerson()]).toEqual([[], [taken]]);
    expect(await board.held(named('ann'))).toEqual([item.task]);
    await board.put([{ ...item, revision: 4, closedAt: 9 }]);
    expect([await byRole(), await byPerson()]).toEqual([[], []]);
    expect(await board.held(named('ann'))).toEqual([]);
  });

  test('lists what a filter of all items would list, soonest due first, in pages of any size', async () => {
    const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
    const role = pick(['packer', 'clerk']);
    const person = pick(['ann', 'bob', undefined]);
    const dueAt = pick([10, 20, 30, undefined]);
    const anyItem = fc.record({
      role,
      person,
      dueAt,
      customer: pick(['c', undefined]),
      closed: fc.boolean(),
    });
    const query = fc.record({
      people: fc.subarray(['ann', 'bob']),
      roles: fc.subarray(['packer', 'clerk']),
      customer: pick(['c', undefined]),
      dueBefore: pick([10, 11, 25, undefined]),
    });
    const lists = fc.asyncProperty(
      fc.array(anyItem, { maxLength: 30 }),
      query,
      fc.integer({ min: 1, max: 12 }),
      async (drawn, { people, roles, customer, dueBefore }, limit) => {
        tests++;
        const items = drawn.map(({ role, person, dueAt, customer, closed }, n) =>
          itemOf({
            task: named(`${String(n).padStart(2, '0')}-`),
            role: named(role),
            ...(person && { person: named(person) }),
            ...(dueAt !== undefined && { dueAt }),
            ...(customer && { customer }),
            ...(closed && { closedAt: 40 }),
          }),
        );
        await board.put(items);
        const asked = { people: people.map(named), roles: roles.map(named) };
        const wanted = items
          .filter(
            (item) =>
              item.closedAt === undefined &&
              (item.person ? asked.people.includes(item.person) : asked.roles.includes(item.role)) &&
              (customer === undefined || item.customer === customer) &&
              (dueBefore === undefined || (item.dueAt ?? Infinity) < dueBefore),
          )
          .toSorted((a, b) => (a.dueAt ?? 99) - (b.dueAt ?? 99) || (a.task < b.task ? -1 : 1));
        const filter = { ...(customer && { customer }), ...(dueBefore !== undefined && { dueBefore }) };
        expect(await all({ ...asked, ...filter }, limit)).toEqual(wanted);
      },
    );
    await fc.assert(lists, { numRuns: 40, seed });
  }, 60_000);

  test('takes a cursor for the list that it came from, and no other', async () => {
    tests++;
    await board.put([1, 2, 3].map((n) => itemOf({ task: named(`t${n}-`) })));
    const roles = [named('packer')];
    const { cursor } = await board.list({ people: [], roles }, 1);
    const other = board.list({ people: [], roles, customer: 'c' }, 1, cursor);
    await expect(other).rejects.toMatchObject({ code: 'invalid-cursor' });
  });

  test('lets one of two put the rota of a turn', async () => {
    tests++;
    const role = named('packer');
    expect(await board.rota(role)).toEqual({ turn: 0, given: [] });
    const first = { turn: 1, last: 'ann', given: [{ task: 't', person: 'ann', at: 1 }] };
    const puts = await Promise.all([first, first].map((rota) => board.putRota(role, rota)));
    expect(puts.toSorted()).toEqual([false, true]);
    expect(await board.rota(role)).toEqual(first);
    expect(await board.putRota(role, { ...first, turn: 3 })).toBe(false);
    expect(await board.putRota(role, { ...first, turn: 2 })).toBe(true);
  });
});
