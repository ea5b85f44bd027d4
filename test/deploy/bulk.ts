import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sideBySide } from '../../adapters/side-by-side.ts';
import type { Api, Instance, Page } from './api.ts';
import { NotYet, until } from './until.ts';

interface Bulk {
  readonly bulk: string;
  readonly state: string;
  readonly items: number | null;
  readonly tally: Readonly<Record<string, number>>;
  readonly revision: number;
}

/** More than one part holds. */
const CUSTOMERS = 104;
const SIDE_BY_SIDE = 8;

/**
 * An order for each customer of a segment, in parts that Step Functions hands out, and all of them cancelled: first
 * counted, then paused, resumed, done.
 */
export async function bulk(api: Api): Promise<void> {
  const tag = `club-${randomUUID()}`;
  const customers = await members(api, tag);
  const titles = { en: 'Club', zh: '会员' };
  const filter = { field: 'tags', has: tag };
  const { segment } = await api.post<{ segment: string }>('/segments', { title: titles, filter });
  const input = { currency: 'EUR', lines: [{ sku: 'A-1', quantity: 1, unitPriceMinor: 100 }] };
  const asked = await api.post<Bulk>('/bulk', { action: 'start', process: 'order', segment, input });
  const started = await ended(api, asked);
  assert.deepEqual(started.tally, { done: CUSTOMERS, failed: 0 });
  const orders: string[] = [];
  await sideBySide(customers, SIDE_BY_SIDE, async (customer) => {
    orders.push(await oneOrder(api, customer));
  });
  assert.equal(new Set(orders).size, CUSTOMERS);

  const [first] = customers;
  const dry = await api.post<Bulk>('/bulk', {
    ...{ action: 'cancel', process: 'order', where: { customer: first } },
    ...{ reason: 'a-test', dryRun: true },
  });
  const planned = await until('the dry run has counted', 60, async () => {
    const now = await api.get<Bulk>(`/bulk/${dry.bulk}`);
    return now.state === 'planned' ? now : new NotYet(now);
  });
  assert.equal(planned.items, 1);
  const paused = await deed(api, planned, 'pause');
  assert.equal(paused.state, 'paused');
  const resumed = await deed(api, paused, 'resume');
  const again = await until('the dry run has ended again', 60, async () => {
    const now = await api.get<Bulk>(`/bulk/${resumed.bulk}`);
    return now.state === 'planned' ? now : new NotYet(now);
  });
  const cancelled = await ended(api, await deed(api, again, 'start'));
  assert.deepEqual(cancelled.tally, { done: 1, failed: 0 });
  const statuses = await Promise.all(
    customers.slice(0, 2).map(async (customer) => {
      const { items } = await api.get<Page<Instance>>(`/instances?process=order&customer=${customer}`);
      return items.map(({ status }) => status);
    }),
  );
  assert.deepEqual(statuses, [['cancelled'], ['active']]);
}

async function members(api: Api, tag: string): Promise<readonly string[]> {
  const made: string[] = [];
  await sideBySide(Array.from({ length: CUSTOMERS }), SIDE_BY_SIDE, async () => {
    const body = { name: `Member ${randomUUID()}`, tags: [tag] };
    made.push((await api.post<{ customer: string }>('/customers', body)).customer);
  });
  return made;
}

async function oneOrder(api: Api, customer: string): Promise<string> {
  return until('a customer has one order', 60, async () => {
    const { items } = await api.get<Page<Instance>>(`/instances?process=order&customer=${customer}`);
    const [order] = items;
    return items.length === 1 && order !== undefined ? order.instance : new NotYet(items.length);
  });
}

async function ended(api: Api, { bulk }: Bulk): Promise<Bulk> {
  return until('the bulk action is done', 180, async () => {
    const now = await api.get<Bulk>(`/bulk/${bulk}`);
    assert.notEqual(now.state, 'failed');
    return now.state === 'done' ? now : new NotYet(now);
  });
}

async function deed(api: Api, { bulk, revision }: Bulk, what: string): Promise<Bulk> {
  const { status, body } = await api.call<Bulk>('POST', `/bulk/${bulk}/${what}`, { revision });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
