import { afterEach, describe, expect, test } from 'vitest';
import { taskId } from '../../engine/ids.ts';
import { desk } from '../engine/tasks/desk.ts';
import { who } from './engines.ts';
import { openWorld, type World } from './world.ts';

const HOUR = 3_600_000;

let world: World;
afterEach(() => world.close());

/** Instances of the desk, each led to a task by these events. */
async function desks(count: number, ...events: string[]): Promise<string[]> {
  const instances: string[] = [];
  for (let n = 0; n < count; n++) {
    const { entry } = await world.engine.start({ process: 'desk', input: {}, who });
    for (const event of events) await world.send(entry.instance, event);
    instances.push(entry.instance);
  }
  return instances;
}

async function opened(...present: string[]): Promise<void> {
  world = await openWorld({ definitions: [desk] });
  world.present.set('packer', present);
  world.present.set('approver', present);
}

const holder = async (instance: string) => (await world.engine.head(instance)).tasks[0]?.person;
const holders = (instances: readonly string[]) => Promise.all(instances.map(holder));
const boards = async (query: { people?: string[]; roles?: string[] }) =>
  (await world.board.list({ people: [], roles: [], ...query }, 100)).items;

describe('the board', () => {
  test('follows the journal: opened, taken, given back, closed', async () => {
    await opened();
    const [instance = ''] = await desks(1, 'check');
    await world.follow();
    const [item] = await boards({ roles: ['clerk'] });
    const [task] = (await world.engine.head(instance)).tasks;
    if (task === undefined) throw new Error('There is no task.');
    expect(item).toMatchObject({ task: taskId(instance, task), instance, state: 'checking', revision: 2 });
    expect(item?.dueAt).toBe(task.dueAt);
    await world.engine.task({ instance, kind: 'claim', token: task, person: 'ann', who });
    await world.follow();
    expect([await boards({ roles: ['clerk'] }), (await boards({ people: ['ann'] })).length]).toEqual([[], 1]);
    await world.engine.task({ instance, kind: 'release', token: task, person: 'ann', who });
    await world.follow();
    expect((await boards({ roles: ['clerk'] })).length).toBe(1);
    await world.send(instance, 'decline');
    await world.follow();
    expect([await boards({ roles: ['clerk'] }), await boards({ people: ['ann'] })]).toEqual([[], []]);
  });

  test('follows a journal that was restored, where another task has the place of one that it knows', async () => {
    world = await openWorld({ definitions: [desk], heads: 0 });
    const [instance = ''] = await desks(1, 'note', 'check');
    const take = async (person: string) => {
      const [token] = (await world.engine.head(instance)).tasks;
      if (token === undefined) throw new Error('There is no task.');
      await world.engine.task({ instance, kind: 'claim', token, person, who });
      await world.follow();
    };
    await take('ann');
    await world.send(instance, 'note');
    await world.send(instance, 'decline');
    await world.follow();
    await world.restore(instance, 1);
    await world.send(instance, 'note');
    await world.follow();
    await world.send(instance, 'check');
    await world.follow();
    expect((await boards({ roles: ['clerk'] })).length).toBe(1);
    await take('bob');
    expect((await boards({ people: ['ann', 'bob'] })).map(({ person }) => person)).toEqual(['bob']);
  });

  test('is mended by reconcile where the stream lost what happened', async () => {
    await opened();
    const [instance = ''] = await desks(1, 'check');
    expect(await boards({ roles: ['clerk'] })).toEqual([]);
    await world.reconcile();
    await world.bringForward();
    expect((await boards({ roles: ['clerk'] })).map((item) => item.instance)).toEqual([instance]);
  });

  test('goes back with a journal that was restored', async () => {
    await opened();
    const [instance = ''] = await desks(1, 'check');
    const [task] = (await world.engine.head(instance)).tasks;
    if (task === undefined) throw new Error('There is no task.');
    await world.engine.task({ instance, kind: 'claim', token: task, person: 'ann', who });
    await world.follow();
    await world.restore(instance, 2);
    await world.reconcile();
    await world.bringForward();
    expect([(await boards({ roles: ['clerk'] })).length, await boards({ people: ['ann'] })]).toEqual([1, []]);
  });

  test('shows later due times after a pause', async () => {
    await opened();
    const [instance = ''] = await desks(1, 'check');
    const byHand = { instance, reason: 'for-a-test', who } as const;
    await world.engine.byHand({ ...byHand, kind: 'pause' });
    world.pass(HOUR);
    await world.engine.byHand({ ...byHand, kind: 'resume' });
    await world.follow();
    const [task] = (await world.engine.head(instance)).tasks;
    expect((await boards({ roles: ['clerk'] }))[0]?.dueAt).toBe(task?.dueAt);
    expect(task?.dueAt).toBe((task?.openedAt ?? 0) + 3 * HOUR);
  });
});

describe('tasks that are given out', () => {
  test('in turn go to one after the other of those who are present', async () => {
    await opened('ann', 'bob', 'cyd');
    const instances = await desks(7, 'pack');
    await world.work();
    expect(await holders(instances)).toEqual(['ann', 'bob', 'cyd', 'ann', 'bob', 'cyd', 'ann']);
    world.present.set('packer', ['bob', 'cyd']);
    const more = await desks(3, 'pack');
    await world.work();
    expect(await holders(more)).toEqual(['bob', 'cyd', 'bob']);
  });

  test('by load go to whoever has fewest open tasks', async () => {
    await opened('ann', 'bob', 'cyd');
    const instances = await desks(6, 'refund');
    await world.work();
    expect((await holders(instances)).toSorted()).toEqual(['ann', 'ann', 'bob', 'bob', 'cyd', 'cyd']);
    world.pass(HOUR);
    const [bobs = ''] = (await boards({ people: ['bob'] })).map(({ instance }) => instance);
    await world.send(bobs, 'approve', { amount: 1 });
    await world.work();
    const next = await desks(1, 'refund');
    await world.work();
    expect(await holders(next)).toEqual(['bob']);
  });

  test('by several at once are still given evenly, and each to one person', async () => {
    await opened('ann', 'bob', 'cyd', 'dan');
    const instances = await desks(20, 'refund');
    await world.follow();
    const messages = world.queue.waiting().map(({ message }) => message);
    world.queue.lose();
    const others = [world.over(world.store.another()), world.over(world.store.another()), world.perform];
    await Promise.all(messages.map((message, n) => others[n % 3]?.(message)));
    await world.work();
    const given = await holders(instances);
    for (const person of ['ann', 'bob', 'cyd', 'dan']) {
      expect(given.filter((one) => one === person)).toHaveLength(5);
    }
  });

  test('that the queue brings twice keep the person and skip nobody', async () => {
    await opened('ann', 'bob');
    const [first = ''] = await desks(1, 'pack');
    await world.follow();
    const [queued] = world.queue.waiting();
    if (queued === undefined) throw new Error('Nobody was asked for.');
    await world.perform(queued.message);
    await world.perform(queued.message);
    const [second = ''] = await desks(1, 'pack');
    await world.work();
    expect(await holders([first, second])).toEqual(['ann', 'bob']);
  });

  test('that nobody is there for wait, and the sweep finds somebody later', async () => {
    await opened();
    const [instance = ''] = await desks(1, 'pack');
    await world.work();
    expect((await boards({ roles: ['packer'] })).length).toBe(1);
    world.present.set('packer', ['ann']);
    world.pass(HOUR / 2);
    await world.sweep();
    await world.work();
    expect(await holder(instance)).toBe('ann');
  });

  test('give way to a person who was faster', async () => {
    await opened('bob');
    const [instance = ''] = await desks(1, 'pack');
    const [task] = (await world.engine.head(instance)).tasks;
    if (task === undefined) throw new Error('There is no task.');
    await world.engine.task({ instance, kind: 'claim', token: task, person: 'ann', who });
    await world.work();
    expect([await holder(instance), world.parked, world.failed]).toEqual(['ann', [], []]);
  });
});
