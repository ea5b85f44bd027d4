import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Api, Instance, Page, Transition } from './api.ts';
import type { Mailbox } from './mailbox.ts';
import type { Report } from './report.ts';
import { NotYet, until } from './until.ts';

const ORDERS = 5;
const NOTICED = 'xstate.done.actor.notice';

export interface JourneyOptions {
  readonly api: Api;
  readonly report: Report;
  readonly mailbox: Mailbox | undefined;
}

/** A customer as the journey made one. */
export interface Customer {
  readonly customer: string;
  readonly name: string;
  readonly email: string;
}

/**
 * Orders of one customer through one gateway: submitted, noticed by the stream, told by mail, and one of them
 * paid, packed, shipped, delivered and confirmed. Returns the customer and the orders.
 */
export async function journey({ api, report, mailbox }: JourneyOptions) {
  const { check } = report;
  const name = `Joan Doe ${randomUUID()}`;
  const email = `success+${randomUUID()}@simulator.amazonses.com`;

  const customer = await report.step('a customer is created', async () => {
    const made = await api.post<Customer>('/customers', { name, email, language: 'en' });
    assert.deepEqual(await api.get<Customer>(`/customers/${made.customer}`), made);
    return made;
  });
  const input = {
    customer: customer.customer,
    currency: 'EUR',
    lines: [{ sku: 'A-1', quantity: 2, unitPriceMinor: 10_000 }],
  };

  const orders = await report.step(`${ORDERS} orders are submitted at once`, () =>
    Promise.all(Array.from({ length: ORDERS }, () => submit(api, input))),
  );
  await check(
    'a repeated submission shows the same order; its key with another body is refused',
    async () => {
      const key = randomUUID();
      const first = await api
        .post<Instance>('/instances', { process: 'order', input: { ...input, lines: [] } }, key)
        .catch(() => undefined);
      assert.equal(first, undefined, 'an order without lines was taken');
      const one = await submit(api, input, key);
      orders.push(one);
      assert.equal((await submit(api, input, key)).instance, one.instance);
      const other = { process: 'order', input: { ...input, currency: 'USD' } };
      assert.equal((await api.call('POST', '/instances', { body: other, key })).status, 422);
    },
  );
  await check('an order of nothing ends rejected, within its submission', async () => {
    const nothing = { ...input, lines: [{ sku: 'A-1', quantity: 0, unitPriceMinor: 10_000 }] };
    const rejected = await submit(api, nothing);
    assert.equal(rejected.status, 'done');
    assert.equal(rejected.output?.outcome, 'rejected');
  });
  await check('unknown paths and methods are answered with problem documents', async () => {
    await assertProblem(api, 'GET', '/nowhere/at/all', 404);
    await assertProblem(api, 'DELETE', '/instances', 405);
    await assertProblem(api, 'PUT', `/instances/${orders[0]?.instance}/events`, 405);
    await assertProblem(api, 'GET', `/instances/${orders[0]?.instance}/incident`, 404);
  });
  await check('the description, the definitions, a drawing and the health are served', async () => {
    await api.get('/health');
    assert.match((await api.get<{ openapi: string }>('/openapi.json')).openapi, /^3\.1/);
    assert.equal((await api.get<{ process: string }>('/definitions/order')).process, 'order');
    const { status, type } = await api.call('GET', '/definitions/case/diagram.svg');
    assert.deepEqual([status, type.split(';')[0]], [200, 'image/svg+xml']);
  });

  await check('the stream brings every order into the list', () =>
    until('the list holds every order', 60, async () => {
      const listed = await api.get<Page<Instance>>(`/instances?process=order&customer=${customer.customer}`);
      const found = new Set(listed.items.map(({ instance }) => instance));
      const missing = orders.filter(({ instance }) => !found.has(instance));
      return missing.length === 0 ? found.size : new NotYet(`${missing.length} are missing`);
    }),
  );
  if (mailbox === undefined)
    report.skip('the queue brings the notice to its customer: there is no SES v2 here');
  else await notices({ api, report, mailbox }, customer, orders);
  await report.check('the journals verify, entry after entry', async () => {
    for (const { instance } of orders) await assertJournal(api, instance);
  });
  return { customer, orders };
}

/** What the queue does: each order's notice performed, its outcome journaled; and one order to its end. */
async function notices(
  { api, report, mailbox }: JourneyOptions & { readonly mailbox: Mailbox },
  { email }: Customer,
  orders: readonly Instance[],
) {
  await report.check('the queue performs each notice, and its outcome is in the journal', async () => {
    for (const { instance } of orders) await noticed(api, instance, 1);
  });
  await report.check('each order has its mail, once', async () => {
    const subjects = await mailbox.subjectsTo(email);
    const wanted = orders.map(({ context }) => `Your order ${context.orderNumber}`);
    assert.deepEqual([...subjects].sort(), wanted.sort());
  });
  await report.check('an order is paid, packed, shipped, delivered and confirmed', async () => {
    const [order] = orders;
    assert.ok(order);
    const path = `/instances/${order.instance}/events`;
    const { balanceMinor } = order.context.totals;
    await api.post(path, { type: 'pay', amountMinor: balanceMinor, reference: 'PAY-1' }, randomUUID());
    await api.post(path, { type: 'pack' });
    await api.post(path, { type: 'ship', carrier: 'post', tracking: 'T-1' });
    await api.post(path, { type: 'deliver' });
    await api.post(path, { type: 'confirm' });
    const done = await until('the order is done, its notices sent', 90, async () => {
      const now = await api.get<Instance>(`/instances/${order.instance}`);
      return now.status === 'done' ? now : new NotYet(now.state);
    });
    assert.equal(done.output?.outcome, 'completed');
    await noticed(api, order.instance, 4);
    const subjects = await mailbox.subjectsTo(email);
    const own = subjects.filter((subject) => subject.includes(order.context.orderNumber));
    assert.equal(own.length, 4, `not one mail each for created, paid, shipped, delivered: ${own.join('; ')}`);
  });
}

async function submit(api: Api, input: unknown, key: string = randomUUID()): Promise<Instance> {
  const { status, body, location } = await api.call<Instance>('POST', '/instances', {
    body: { process: 'order', input },
    key,
  });
  assert.equal(status, 201, JSON.stringify(body));
  assert.ok(location?.endsWith(`/instances/${body.instance}`), `the location is ${location}`);
  if (body.status === 'active') assert.match(body.key ?? '', /^ORD-/);
  return body;
}

async function assertProblem(api: Api, method: string, path: string, status: number): Promise<void> {
  const reply = await api.call<{ type?: string }>(method, path);
  assert.equal(reply.status, status, `${method} ${path}`);
  assert.match(reply.type, /^application\/problem\+json/, `${method} ${path}`);
  assert.ok(reply.body.type);
}

function journalOf(api: Api, instance: string): Promise<Page<Transition>> {
  return api.get(`/instances/${instance}/journal?limit=100`);
}

/** Waits until the outcomes of `count` notices are in the journal. */
function noticed(api: Api, instance: string, count: number): Promise<number> {
  return until(`${count} outcomes of notices are in the journal of ${instance}`, 90, async () => {
    const { items } = await journalOf(api, instance);
    const outcomes = items.filter(({ kind, event }) => kind === 'result' && event.type === NOTICED);
    return outcomes.length >= count ? outcomes.length : new NotYet(items.map(({ event }) => event.type));
  });
}

async function assertJournal(api: Api, instance: string): Promise<void> {
  const { items } = await journalOf(api, instance);
  assert.deepEqual(
    items.map(({ revision }) => revision),
    items.map((_, index) => index + 1),
  );
  assert.deepEqual(
    items.map(({ previous }) => previous),
    ['', ...items.map(({ hash }) => hash)].slice(0, -1),
  );
  const verification = await api.get<{ intact: boolean; revisions: number }>(
    `/instances/${instance}/verification`,
  );
  assert.equal(verification.intact, true);
  assert.ok(verification.revisions >= items.length);
}
