import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { anOrder, as, aTask, hire, payment } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

const DAY = 86_400_000;

let api: Api;
beforeAll(async () => {
  api = await openApi();
  await hire(api);
});
afterAll(() => api.close());

const refused = (reply: Reply, status: number, code: string) => {
  expectProblem(reply, status);
  expect(reply.body.code).toBe(code);
};
const instanceOf = (task: string) => task.replace(/(-\d+){2}$/, '');
const act = (task: string, what: string, person?: string, json?: unknown) =>
  api.post(`/tasks/${task}/${what}`, json, person === undefined ? {} : as(person));
describe('a task', () => {
  test('tells what is to be done, by whom, until when, and the forms that complete it', async () => {
    const task = await aTask(api);
    const { status, body } = await api.get(`/tasks/${task}`);
    expect([status, body]).toMatchObject([
      200,
      {
        ...{ task, status: 'open', role: 'packer', person: null, since: null, overdue: false },
        title: { en: 'Pack the order', zh: '打包订单' },
        ...{ instance: instanceOf(task), process: 'order', state: 'open.fulfilment.packing' },
        ...{ customer: 'c-1', openedAt: '2026-01-01T12:00:00.000Z', dueAt: '2026-01-02T12:00:00.000Z' },
        forms: [{ type: 'pack' }, { type: 'packFailed', schema: { required: ['type', 'reason'] } }],
      },
    ]);
    const { body: instance } = await api.get(`/instances/${instanceOf(task)}`);
    expect(instance.tasks).toEqual([{ task, state: 'open.fulfilment.packing', person: null }]);
  });

  test('is taken by one of two at once; the other is told by whom', async () => {
    const task = await aTask(api);
    const replies = await Promise.all(['ann', 'bob'].map((person) => act(task, 'claim', person)));
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const [won, lost] = replies.toSorted((a, b) => a.status - b.status);
    if (lost !== undefined) refused(lost, 409, 'task-taken');
    expect(lost?.body).toMatchObject({ task, person: won?.body.person });
    expect((await api.get(`/tasks/${task}`)).body).toEqual(won?.body);
    const journal = await api.get(`/instances/${instanceOf(task)}/journal`);
    expect((journal.body.items as object[]).at(-1)).toMatchObject({
      ...{ kind: 'control', at: '2026-01-01T12:00:00.000Z' },
      event: { type: 'claim', payload: { person: won?.body.person }, who: { id: won?.body.person } },
    });
  });

  test('is given back by whoever has it, and given to another', async () => {
    const task = await aTask(api);
    refused(await act(task, 'release', 'ann'), 409, 'task-free');
    await act(task, 'claim', 'ann');
    refused(await act(task, 'release', 'bob'), 409, 'task-taken');
    expect((await act(task, 'release', 'ann')).body.person).toBeNull();
    const given = await act(task, 'assign', undefined, { person: 'ann' });
    expect(given.body.person).toBe('ann');
    const passed = await act(task, 'assign', 'ann', { person: 'bob', reason: 'on-leave' });
    expect(passed.body).toMatchObject({ person: 'bob', since: '2026-01-01T12:00:00.000Z' });
  });

  test('is completed by a valid form and by no other', async () => {
    const task = await aTask(api);
    await act(task, 'claim', 'ann');
    refused(
      await act(task, 'complete', 'ann', { type: 'packFailed', reason: 'No stock!' }),
      422,
      'invalid-event',
    );
    refused(await act(task, 'complete', 'ann', { type: 'ship' }), 422, 'task-mismatch');
    refused(await act(task, 'complete', 'bob', { type: 'pack' }), 409, 'task-taken');
    const done = await act(task, 'complete', 'ann', { type: 'pack' });
    expect([done.status, done.body.status, done.body.forms]).toEqual([200, 'closed', []]);
    expect((await api.get(`/tasks/${task}`)).body).toMatchObject({
      status: 'closed',
      title: { en: 'Pack the order' },
    });
    refused(await act(task, 'complete', 'ann', { type: 'pack' }), 409, 'task-closed');
    refused(await act(task, 'claim', 'bob'), 409, 'task-closed');
  });

  test('is completed once under one key', async () => {
    const task = await aTask(api);
    const headers = { ...as('ann'), 'Idempotency-Key': 'packed' };
    await act(task, 'claim', 'ann');
    const first = await api.post(`/tasks/${task}/complete`, { type: 'pack' }, headers);
    const again = await api.post(`/tasks/${task}/complete`, { type: 'pack' }, headers);
    expect(first.body).toMatchObject({ status: 'closed', person: 'ann' });
    expect([again.status, again.body]).toEqual([200, first.body]);
    const other = { type: 'packFailed', reason: 'no-stock' };
    refused(await api.post(`/tasks/${task}/complete`, other, headers), 422, 'key-reused');
  });

  test('is for those who have its role', async () => {
    const task = await aTask(api);
    for (const what of ['claim', 'complete']) {
      refused(
        await act(task, what, 'cyd', what === 'complete' ? { type: 'pack' } : undefined),
        403,
        'role-missing',
      );
    }
    refused(await act(task, 'assign', undefined, { person: 'cyd' }), 403, 'role-missing');
    expectProblem(await act(task, 'assign', undefined, { person: 'zoe' }), 422, ['body', '/person']);
  });

  test('needs somebody who does it', async () => {
    const task = await aTask(api);
    for (const what of ['claim', 'release', 'complete']) {
      refused(
        await act(task, what, undefined, what === 'complete' ? { type: 'pack' } : undefined),
        403,
        'actor-required',
      );
    }
    expectProblem(await act(task, 'claim', 'zoe'), 400, ['header', '/Baton-Actor']);
    expectProblem(await act(task, 'claim', 'a b'), 400, ['header', '/Baton-Actor']);
  });

  test('cannot be moved while its instance is paused', async () => {
    const task = await aTask(api);
    await api.post(`/instances/${instanceOf(task)}/pause`, { reason: 'a-test' });
    refused(await act(task, 'claim', 'ann'), 409, 'paused');
  });

  test('that never was is not found, whatever its id looks like', async () => {
    const order = await anOrder(api);
    for (const id of ['nobody', 'nobody-1-1', `${order}-1-99`, `${order}-99-0`, `${order}-0-0`]) {
      refused(await api.get(`/tasks/${id}`), 404, 'task-not-found');
      refused(await act(id, 'claim', 'ann'), 404, 'task-not-found');
    }
  });
});

describe('Baton-Actor', () => {
  test('is refused where it is not believed, as on Lambda', async () => {
    const other = await openApi({ actors: false });
    const reply = await other.get('/health', as('ann'));
    expectProblem(reply, 400, ['header', '/Baton-Actor']);
    await other.close();
  });

  test('is who did it in the journal', async () => {
    const instance = await anOrder(api);
    await api.post(`/instances/${instance}/events`, payment, as('ann'));
    const { body } = await api.get(`/instances/${instance}/journal`);
    expect((body.items as object[]).at(-1)).toMatchObject({ event: { who: { kind: 'caller', id: 'ann' } } });
  });
});

describe('inboxes', () => {
  test('are of a person, a team, a role and the caller', async () => {
    const own = await openApi();
    const list = async (query: string, person?: string) => {
      const { body } = await own.get(`/tasks${query}`, person === undefined ? {} : as(person));
      return (body.items as { task: string }[]).map(({ task }) => task).toSorted();
    };
    await hire(own);
    const [free, anns, bobs] = [await aTask(own), await aTask(own), await aTask(own)];
    await own.post(`/tasks/${anns}/claim`, undefined, as('ann'));
    await own.post(`/tasks/${bobs}/claim`, undefined, as('bob'));
    for (const task of [anns, bobs]) await own.project(instanceOf(task));
    expect(await list('?person=ann')).toEqual([free, anns].toSorted());
    expect(await list('', 'ann')).toEqual([free, anns].toSorted());
    expect(await list('?person=ann&taken=true')).toEqual([anns]);
    expect(await list('?person=ann&taken=false')).toEqual([free]);
    expect(await list('?role=packer')).toEqual([free]);
    expect(await list('?person=cyd')).toEqual([]);
    expect(await list('?team=warehouse')).toEqual([free, anns, bobs].toSorted());
    expect(await list('?role=packer&customer=c-2')).toEqual([]);
    refused(await own.get('/tasks'), 403, 'actor-required');
    expectProblem(await own.get('/tasks?person=zoe'), 400, ['query', '/person']);
    await own.close();
  });

  test('tell what is overdue, and go on where a page ended', async () => {
    const own = await openApi();
    await hire(own);
    const late = [await aTask(own), await aTask(own), await aTask(own)];
    own.pass(DAY + 1);
    await aTask(own);
    const pages: string[] = [];
    let cursor = '';
    do {
      const { body } = await own.get(`/tasks?role=packer&overdue=true&limit=2${cursor}`);
      const items = body.items as { task: string; overdue: boolean }[];
      expect(items.every(({ overdue }) => overdue)).toBe(true);
      pages.push(...items.map(({ task }) => task));
      cursor = body.cursor === null ? '' : `&cursor=${String(body.cursor)}`;
    } while (cursor !== '');
    expect(pages.toSorted()).toEqual(late.toSorted());
    const { body } = await own.get('/tasks?role=packer&dueBefore=2026-01-02T12:00:00Z');
    expect(body.items).toEqual([]);
    await own.close();
  });

  test('leave out what a restore of the journal undid', async () => {
    const own = await openApi({ deps: { entries: async (items) => items.map(() => undefined) } });
    await hire(own);
    await aTask(own);
    expect((await own.get('/tasks?role=packer')).body).toEqual({ items: [], cursor: null });
    await own.close();
  });
});
