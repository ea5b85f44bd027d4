import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import type { JobRun } from '../../../adapters/ports/jobs.ts';
import { StoreUnavailable } from '../../../engine/errors.ts';
import { jobHandlers } from '../../../functions/api/jobs/handlers.ts';
import { createBulkWork } from '../../../functions/jobs/bulk.ts';
import { recordsOf } from '../../../functions/wiring.ts';
import { type Bulk, bulkKind } from '../../../records/kinds/bulk.ts';
import { aCustomer, anOrder, orderOf, payment } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

let api: Api;
beforeEach(async () => {
  api = await openApi();
});
afterEach(() => api.close());

const because = { reason: 'supplier-gone' };

async function orders(count: number): Promise<string[]> {
  const made = [];
  for (let i = 0; i < count; i++) {
    const order = await anOrder(api);
    await api.project(order);
    made.push(order);
  }
  return made;
}

async function statusOf(order: string): Promise<unknown> {
  return (await api.get(`/instances/${order}`)).body.status;
}

/** What stands at a place, after all has been done that was asked for. */
async function done(location: string | null): Promise<Readonly<Record<string, unknown>>> {
  await api.work();
  return (await api.get(String(location))).body;
}

/** Does something to a bulk action that stands at this revision. */
function deed(bulk: string, what: string, revision: number): Promise<Reply> {
  return api.post(`${bulk}/${what}`, undefined, { 'If-Match': `"${revision}"` });
}

/** Asks for a bulk action, and returns its path. */
async function ask(json: object, headers?: Readonly<Record<string, string>>): Promise<string> {
  const { status, headers: told } = await api.post('/bulk', json, headers);
  expect(status).toBe(201);
  return String(told.get('location'));
}

describe('a deed for many instances', () => {
  test('pauses, resumes and cancels them, with its reason in each journal', async () => {
    const [a = '', b = ''] = await orders(2);
    for (const [action, status] of [
      ['pause', 'paused'],
      ['resume', 'active'],
      ['cancel', 'cancelled'],
    ] as const) {
      const bulk = await done(await ask({ action, process: 'order', ...because }));
      expect(bulk).toMatchObject({ state: 'done', items: 2, tally: { done: 2, failed: 0 } });
      for (const order of [a, b]) {
        expect(await statusOf(order)).toBe(status);
        const newest = await api.engine.head(order);
        expect(newest).toMatchObject({ kind: 'control', event: { type: action, payload: because } });
        await api.project(order);
      }
    }
  });

  test('is done to those that the filter finds when it is planned', async () => {
    const [a = '', b = '', paid = ''] = await orders(3);
    await api.post(`/instances/${paid}/events`, payment);
    await api.project(paid);
    const where = { state: 'open.fulfilment.packing' };
    const bulk = await done(await ask({ action: 'pause', process: 'order', where, ...because }));
    expect(bulk).toMatchObject({ items: 1, where });
    expect([await statusOf(a), await statusOf(b), await statusOf(paid)]).toEqual([
      'active',
      'active',
      'paused',
    ]);
  });

  test('is done to what is of a customer under any of its ids', async () => {
    const [kept, duplicate] = [await aCustomer(api), await aCustomer(api)];
    const found = [await anOrder(api, kept), await anOrder(api, duplicate)];
    for (const order of [...found, await anOrder(api)]) await api.project(order);
    const merging = await api.post(`/customers/${kept}/merge`, { duplicate }, { 'If-Match': '"1"' });
    expect(merging.status).toBe(200);
    const where = { customer: kept };
    const bulk = await done(await ask({ action: 'pause', process: 'order', where, ...because }));
    expect(bulk).toMatchObject({ items: 2, tally: { done: 2, failed: 0 } });
    for (const order of found) expect(await statusOf(order)).toBe('paused');
  });

  test('tells which it could not be done to, and why, page by page', async () => {
    const [a = '', b = '', c = ''] = await orders(3);
    const bulk = await ask({ action: 'advance', process: 'order', event: payment });
    // Each is another's by the time that its turn comes.
    for (const order of [a, c]) await api.post(`/instances/${order}/cancel`, because);
    expect(await done(bulk)).toMatchObject({ state: 'done', tally: { done: 1, failed: 2 } });
    expect(await api.engine.head(b)).toMatchObject({ event: { type: 'pay' } });
    const first = (await api.get(`${bulk}/failures?limit=1`)).body;
    const second = (await api.get(`${bulk}/failures?limit=1&cursor=${first.cursor}`)).body;
    const third = (await api.get(`${bulk}/failures?limit=5`)).body;
    // All were created in one moment: they stand in the order of their ids.
    const both = [a, c].sort().map((item) => ({ item, code: 'finished' }));
    expect([...(first.items as object[]), ...(second.items as object[])]).toEqual(both);
    expect(third).toEqual({ items: both, cursor: null });
  });

  test('is not done in a dry run, which counts, until it is started', async () => {
    const [order = ''] = await orders(1);
    const bulk = await ask({ action: 'cancel', process: 'order', dryRun: true, ...because });
    expect(await done(bulk)).toMatchObject({ state: 'planned', items: 1, tally: {} });
    expect(await statusOf(order)).toBe('active');
    expect(await deed(bulk, 'start', 2)).toMatchObject({ status: 200, body: { state: 'running' } });
    // The answer was lost.
    expect(await deed(bulk, 'start', 2)).toMatchObject({ status: 200, body: { revision: 3 } });
    expect(await done(bulk)).toMatchObject({ state: 'done', items: 1, tally: { done: 1, failed: 0 } });
    expect(await statusOf(order)).toBe('cancelled');
  });

  test('leaves those alone that are at the newest version', async () => {
    const [order = ''] = await orders(1);
    const { revision } = await api.engine.head(order);
    const bulk = await ask({ action: 'migrate', process: 'order' });
    expect(await done(bulk)).toMatchObject({ state: 'done', tally: { done: 1, failed: 0 } });
    expect(await api.engine.head(order)).toMatchObject({ revision });
  });
});

describe('a start for each customer of a segment', () => {
  const title = { en: 'All', zh: '全部' };
  const { customer: _, ...input } = orderOf('');

  async function segment(): Promise<unknown> {
    const filter = { field: 'name', exists: true };
    return (await api.post('/segments', { title, filter })).body.segment;
  }

  test('makes one instance each, however often its part is done', async () => {
    const customers = [await aCustomer(api), await aCustomer(api)].sort();
    const bulk = await ask({ action: 'start', process: 'order', segment: await segment(), input });
    expect(await done(bulk)).toMatchObject({ state: 'done', items: 2, tally: { done: 2, failed: 0 } });
    expect(await whose()).toEqual(customers);
    const job = await api.deps.records.of(bulkKind).get(bulk.slice('/bulk/'.length));
    const part = job && (await api.deps.parts.part(job, 1));
    if (job === undefined || part === undefined) throw new Error('There is no part.');
    const again = createBulkWork({ ...api.deps, report: expect.unreachable }).run(job, part, 1);
    expect(await again).toMatchObject({ tally: { done: 2, failed: 0 } });
    expect(await whose()).toEqual(customers);
  });

  test('is for those who belonged to the segment when the plan was begun, whatever becomes of it', async () => {
    for (let n = 0; n < 3; n++) await aCustomer(api);
    const all = String(await segment());
    const bulk = await ask({ action: 'start', process: 'order', segment: all, input, dryRun: true });
    const job = await api.deps.records.of(bulkKind).get(bulk.slice('/bulk/'.length));
    if (job === undefined) throw new Error('There is no bulk action.');
    const work = createBulkWork({ ...api.deps, report: expect.unreachable, perPart: 2 });
    const first = await work.plan(job, undefined, 'draft');
    const filter = { field: 'name', exists: false };
    await api.ask('PATCH', `/segments/${all}`, { json: { filter }, headers: { 'If-Match': '"1"' } });
    const second = await work.plan(job, first.onward, 'draft');
    await api.ask('DELETE', `/segments/${all}`, { headers: { 'If-Match': '"2"' } });
    const third = await work.plan(job, first.onward, 'draft');
    expect([first, second, third].map(({ part }) => part?.items)).toEqual([2, 1, 1]);
  });

  test('under its key it is the same after its segment was removed', async () => {
    const json = { action: 'start', process: 'order', segment: await segment(), input };
    const key = { 'Idempotency-Key': 'k-1' };
    const bulk = await ask(json, key);
    await api.ask('DELETE', `/segments/${json.segment}`, { headers: { 'If-Match': '"1"' } });
    expect(await ask(json, key)).toBe(bulk);
  });

  /** Whose orders there are. */
  async function whose(): Promise<string[]> {
    const { heads } = await createDynamoJournal(api.store.client, api.store.names.journal).heads(0, 1);
    const first = await Promise.all(heads.map(({ instance }) => api.engine.head(instance)));
    return first.map(({ snapshot }) => String(JSON.parse(snapshot).context.customer)).sort();
  }

  test.each([
    ['a process that there is not', { process: 'nothing' }, '/process'],
    ['an input that does not fit', { input: { currency: 'gold' } }, '/input/currency'],
    ['a segment that there is not', { segment: '0'.repeat(26) }, '/segment'],
  ])('is refused for %s', async (_, spoilt, path) => {
    const json = { action: 'start', process: 'order', segment: await segment(), input, ...spoilt };
    const reply = await api.post('/bulk', json);
    expect(reply).toMatchObject({
      status: 422,
      body: { issues: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });

  test('an event that no instance could take is refused at once', async () => {
    const event = { type: 'pay', amountMinor: 'much' };
    const reply = await api.post('/bulk', { action: 'advance', process: 'order', event });
    expect(reply).toMatchObject({ status: 422, body: { issues: [{ path: '/event/amountMinor' }, {}] } });
  });
});

describe('halting', () => {
  test('a paused one does nothing until it is resumed', async () => {
    const [order = ''] = await orders(1);
    const bulk = await ask({ action: 'cancel', process: 'order', ...because });
    expect((await deed(bulk, 'pause', 1)).body).toMatchObject({ state: 'paused', revision: 2 });
    expect((await deed(bulk, 'pause', 1)).body).toMatchObject({ state: 'paused', revision: 2 });
    expect(await done(bulk)).toMatchObject({ state: 'paused', items: null });
    expect(await statusOf(order)).toBe('active');
    expect((await deed(bulk, 'resume', 2)).body).toMatchObject({ state: 'planning' });
    expect(await done(bulk)).toMatchObject({ state: 'done' });
    expect(await statusOf(order)).toBe('cancelled');
  });

  test('a cancelled one is over', async () => {
    const [order = ''] = await orders(1);
    const bulk = await ask({ action: 'cancel', process: 'order', ...because });
    await deed(bulk, 'cancel', 1);
    expect(await done(bulk)).toMatchObject({ state: 'cancelled' });
    expect(await statusOf(order)).toBe('active');
    for (const what of ['start', 'pause', 'resume', 'cancel']) {
      expect(await deed(bulk, what, 2)).toMatchObject({ status: 409, body: { code: 'job-ended' } });
    }
  });

  test('of two people at once one gets a clear conflict', async () => {
    const bulk = await ask({ action: 'cancel', process: 'order', dryRun: true, ...because });
    expect(await deed(bulk, 'pause', 1)).toMatchObject({ status: 200 });
    expect(await deed(bulk, 'cancel', 1)).toMatchObject({ status: 412, body: { revision: 2 } });
    expect(await api.post(`${bulk}/cancel`)).toMatchObject({ status: 428 });
  });

  test('one that was written and could not be begun is begun when it is resumed', async () => {
    const begun: JobRun[] = [];
    let isDown = true;
    const runner = {
      async begin(run: JobRun) {
        if (isDown) throw new StoreUnavailable('a test');
        begun.push(run);
      },
    };
    const keys = { generate: expect.unreachable, unwrap: expect.unreachable };
    const { client, names } = api.store;
    const { records } = recordsOf(client, names, keys, api.deps.files, { now: api.deps.now, runner });
    const content = {
      deed: { action: 'cancel', process: 'order', where: {}, ...because },
      pass: 'do',
      tries: 1,
    };
    const who = { kind: 'caller', id: 'a' } as const;
    const draft = { id: 'b-1', content: content as Bulk, who, at: api.deps.now() };
    await expect(records.of(bulkKind).create(draft)).rejects.toThrow(StoreUnavailable);
    isDown = false;
    const call = { path: { bulk: 'b-1' }, revision: 1, who, key: undefined } as never;
    const { body } = await jobHandlers({ ...api.deps, records }).resumeBulk(call);
    expect([body, begun]).toMatchObject([{ state: 'planning' }, [{ id: 'b-1', revision: 1 }]]);
  });

  test('under one key it is asked for once', async () => {
    await orders(1);
    const json = { action: 'cancel', process: 'order', ...because };
    const key = { 'Idempotency-Key': 'k-1' };
    const bulk = await ask(json, key);
    expect(await done(bulk)).toMatchObject({ tally: { done: 1 } });
    expect(await ask(json, key)).toBe(bulk);
    const other = await api.post('/bulk', { ...json, reason: 'another' }, key);
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } });
  });
});
