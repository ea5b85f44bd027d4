import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCorrelate } from '../../../engine/correlate.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { all } from '../../../functions/definitions.ts';
import { expectProblem } from './expect-problem.ts';
import { anOrder, payment } from './requests.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const { type, ...payload } = payment;
let customers = 0;
/** A customer of this test alone, with this many orders that lists know of. */
async function ordersOf(count: number) {
  const customer = `c-${++customers}`;
  const orders: string[] = [];
  for (let n = 0; n < count; n++) orders.push(await anOrder(api, customer));
  for (const order of orders) await api.project(order);
  return { customer, orders };
}
const items = (body: Readonly<Record<string, unknown>>) =>
  (body.items as { instance: string }[]).toSorted((a, b) => (a.instance < b.instance ? -1 : 1));

test('an event is taken by every instance of the customer that waits for it, and by no other', async () => {
  const { customer, orders } = await ordersOf(3);
  const [first = '', second = '', third = ''] = orders;
  await api.post(`/instances/${first}/events`, payment);
  const { body } = await api.post('/events', { type, customer, payload });
  const taken = { process: 'order', started: false, revision: 2, problem: null };
  expect(items(body)).toEqual([second, third].toSorted().map((instance) => ({ instance, ...taken })));
  expect((await api.engine.head(first)).revision).toBe(2);
});

test('an event finds the instance of a business key', async () => {
  const { orders } = await ordersOf(1);
  const { body: order } = await api.get(`/instances/${orders[0]}`);
  const { body } = await api.post('/events', { type, key: order.key, process: 'order', payload });
  expect(items(body).map(({ instance }) => instance)).toEqual(orders);
});

test('nobody waiting is an answer', async () => {
  const { customer } = await ordersOf(1);
  for (const asked of [
    { type: 'deliver', customer },
    { type: 'unheardOf', customer },
    { type, customer: 'nobody', payload },
  ]) {
    const reply = await api.post('/events', asked);
    expect([reply.status, reply.body]).toEqual([200, { items: [] }]);
  }
});

test('an instance says why it refused what does not fit', async () => {
  const { customer, orders } = await ordersOf(1);
  const { body } = await api.post('/events', { type, customer, payload: { amountMinor: -1 } });
  const problem = { code: 'invalid-event', detail: expect.stringContaining('/amountMinor') };
  expect(items(body)).toEqual([
    { instance: orders[0], process: 'order', started: false, revision: null, problem },
  ]);
});

test('under one key each takes it once, also where it has moved on or ended since', async () => {
  const { customer, orders } = await ordersOf(2);
  const headers = { 'Idempotency-Key': 'paid' };
  const first = await api.post('/events', { type, customer, payload }, headers);
  const [order = ''] = orders;
  await api.post(`/instances/${order}/events`, { type: 'pack' });
  await api.post(`/instances/${order}/cancel`, { reason: 'a-test' });
  const again = await api.post('/events', { type, customer, payload }, headers);
  expect([again.status, items(again.body)]).toEqual([200, items(first.body)]);
  expect(items(again.body)).toHaveLength(2);
});

test('more than can be told at once is refused before any is', async () => {
  const one = { instance: 'i', process: 'order', createdAt: 0 };
  const page = { items: Array.from({ length: 100 }, () => one), cursor: 'more' };
  let sent = 0;
  const correlate = createCorrelate({
    engine: { send: async () => Promise.reject(new Error(`${++sent}`)) },
    definitions: createDefinitions(all),
    projection: { list: async () => page as never },
  });
  const about = { customer: 'c' };
  const correlation = { event: payment, about, who: { kind: 'caller', id: 'test' } } as const;
  await expect(correlate(correlation)).rejects.toMatchObject({ code: 'too-many', details: { limit: 1000 } });
  expect(sent).toBe(0);
});

test.each([
  ['neither key nor customer', { type }, '/key'],
  ['both', { type, key: 'k', customer: 'c' }, '/key'],
  ['a process that is not here', { type, key: 'k', process: 'orders' }, '/process'],
  ['a payload that is no object', { type, key: 'k', payload: 7 }, '/payload'],
])('%s is refused', async (_, body, path) => {
  expectProblem(await api.post('/events', body), 422, ['body', path]);
});

test.each(['xstate.init', 'customer.removed', 'note.created'])(
  '%s is said by the engine, or by a change of a record, and by nobody else',
  async (type) => {
    const { customer } = await ordersOf(1);
    expectProblem(await api.post('/events', { type, customer }), 422, ['body', '/type']);
  },
);

test('an event that a rule starts a process for is answered the same again; under one key, another is another', async () => {
  const rule = {
    ...{ enrolment: 'wanted', title: { en: 'Wanted', zh: '需要' }, on: { events: ['wanted'] } },
    ...{ process: 'follow-up', repeat: 'always' },
    input: { customer: { $: 'customer' }, topic: { $: 'event.topic' }, in: { days: 1 } },
  };
  expect((await api.post('/enrolments', rule)).status).toBe(201);
  const headers = { 'Idempotency-Key': 'wanted 1' };
  const want = (customer: string, topic: string) =>
    api.post('/events', { type: 'wanted', customer, payload: { topic } }, headers);
  const first = await want('c-a', 'one');
  expect(items(first.body)).toMatchObject([{ process: 'follow-up', started: true, problem: null }]);
  expect((await want('c-a', 'one')).body).toEqual(first.body);
  expect(items((await want('c-a', 'two')).body)).toMatchObject([{ problem: { code: 'key-reused' } }]);
  const other = items((await want('c-b', 'one')).body);
  expect(other).toMatchObject([{ started: true }]);
  expect(other[0]?.instance).not.toBe(items(first.body)[0]?.instance);
});
