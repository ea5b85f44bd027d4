import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Api, Instance, Page } from './api.ts';
import type { Customer } from './journey.ts';
import type { Report } from './report.ts';
import { taskOf } from './tasks.ts';
import { NotYet, until } from './until.ts';

export interface SalesOptions {
  readonly api: Api;
  readonly report: Report;
  /** To whom the tasks are given. */
  readonly person: string;
  /** Whether mail can be sent here. */
  readonly mails: boolean;
}

interface Lead {
  readonly customer: string;
  readonly engagement: { readonly touch?: number };
}

interface Deal {
  readonly lead?: string;
  readonly valueMinor?: number;
  readonly quote?: { readonly needsApproval: boolean; readonly validDays: number };
}

interface Order {
  readonly opportunity?: string;
  readonly totals: { readonly totalMinor: number; readonly balanceMinor: number };
}

const chairs = { sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 };
/** Above what nobody has to approve, unless the company says otherwise. */
const quote = { type: 'quote', currency: 'EUR', lines: [chairs], discountBasisPoints: 2_000 };

/**
 * A stranger becomes a lead, an opportunity, a customer with an order, and complains: each of them starts the next by
 * a rule of enrolment, and the life of the customer moves along. Returns the customer; undefined where a part failed.
 */
export async function sales({ api, report, person, mails }: SalesOptions): Promise<Customer | undefined> {
  const { check } = report;
  const lead = await check('a lead comes in, and again by a web form: it is one lead, and its task', () =>
    captured(api, person),
  );
  if (lead === undefined) return undefined;
  const { customer } = lead;
  const deal = await check('the lead qualifies, and a rule starts its opportunity', () =>
    qualified(api, lead),
  );
  if (deal === undefined) return customer;
  const order = await check(
    'its discount is approved, it is quoted and won, and a rule starts its order',
    () => won(api, customer, deal, mails),
  );
  if (order === undefined) return customer;
  await check('the order is paid, packed, shipped and delivered: its customer is active', () =>
    delivered(api, customer, order),
  );
  await check('a complaint opens a case, which is answered and resolved', () =>
    complained(api, person, customer, order),
  );
  return customer;
}

/** What is changed for a process counts in functions that run already, with no deploy: they keep settings for a minute. */
export async function changeSettings(api: Api): Promise<void> {
  const values = { quoteValid: { days: 5 } };
  await api.post('/settings', { process: 'opportunity', values });
}

/** Waits until what `changeSettings` changed counts: a quote can be accepted for another time. */
export async function assertSettings(api: Api, { customer }: Customer): Promise<void> {
  const { instance } = await start<Deal>(api, 'opportunity', { customer });
  await until('a quote can be accepted for five days', 90, async () => {
    const { context } = await send<Deal>(api, instance, quote);
    return context.quote?.validDays === 5 || new NotYet(context.quote);
  });
  await send(api, instance, { type: 'lose', reason: 'not-a-fit' });
}

async function captured(api: Api, person: string) {
  const who = {
    name: `Jane Roe ${randomUUID()}`,
    email: `success+${randomUUID()}@simulator.amazonses.com`,
  };
  const { lead, customer, known } = await api.post<{
    lead: Instance<Lead>;
    customer: string;
    known: boolean;
  }>('/leads', { ...who, source: 'referral', budget: 'high', consent: { email: true } }, randomUUID());
  assert.equal(known, false);
  const task = await taskOf(api, person, lead.instance);
  assert.equal(task.role, 'sales');

  const form = new URLSearchParams({ ...who, message: 'Do you deliver to Graz?', interest: 'demo' });
  const thanked = await api.call('POST', '/forms/lead', { body: form });
  assert.equal(thanked.status, 200, JSON.stringify(thanked.body));
  await until('the web form has touched the lead', 90, async () => {
    const { context } = await api.get<Instance<Lead>>(`/instances/${lead.instance}`);
    return context.engagement.touch === 1 || new NotYet(context);
  });
  const outcomes = await until('of the two leads one has ended', 60, async () => {
    const { items } = await api.get<Page<Instance>>(`/instances?process=lead&customer=${customer}`);
    const ended = items.flatMap(({ output }) => output?.outcome ?? []);
    return items.length === 2 && ended.length === 1 ? ended : new NotYet(items);
  });
  assert.deepEqual(outcomes, ['duplicate']);
  return { instance: lead.instance, customer: { customer, ...who } };
}

async function qualified(
  api: Api,
  lead: { readonly instance: string; readonly customer: Customer },
): Promise<Instance<Deal>> {
  await send(api, lead.instance, { type: 'qualify', valueMinor: 20_000, currency: 'EUR' });
  const deal = await begun<Deal>(api, 'opportunity', lead.customer);
  assert.deepEqual([deal.context.lead, deal.context.valueMinor], [lead.instance, 20_000]);
  return deal;
}

async function won(api: Api, customer: Customer, { instance }: Instance<Deal>, mails: boolean) {
  const asked = await send<Deal>(api, instance, quote);
  assert.equal(asked.context.quote?.needsApproval, true);
  await send(api, instance, { type: 'approveDiscount' });
  await until('the quote is with the customer', 90, async () => {
    const { state } = await api.get<Instance>(`/instances/${instance}`);
    const offer = JSON.stringify(state);
    return offer.includes(mails ? '"quoted"' : '"unsent"') || new NotYet(state);
  });
  if (!mails) await send(api, instance, { type: 'quoteSent' });
  const { output } = await send(api, instance, { type: 'acceptQuote', number: 1 });
  assert.equal(output?.outcome, 'won');
  const order = await begun<Order>(api, 'order', customer);
  assert.deepEqual([order.context.opportunity, order.context.totals.totalMinor], [instance, 16_000]);
  return order;
}

async function delivered(api: Api, customer: Customer, { instance, context }: Instance<Order>) {
  const { balanceMinor: amountMinor } = context.totals;
  await send(api, instance, { type: 'pay', amountMinor, reference: 'PAY-2' });
  await send(api, instance, { type: 'pack' });
  await send(api, instance, { type: 'ship', carrier: 'post', tracking: 'T-2' });
  await send(api, instance, { type: 'deliver' });
  const followUp = await begun<{ topic: string }>(api, 'follow-up', customer);
  assert.equal(followUp.context.topic, 'satisfaction');
  const life = await begun<{ orders: number }>(api, 'customer', customer);
  await until('the customer is active', 60, async () => {
    const { state, context } = await api.get<typeof life>(`/instances/${life.instance}`);
    const standing = (state as { living?: { standing?: unknown } }).living?.standing;
    return (standing === 'active' && context.orders === 1) || new NotYet({ state, context });
  });
}

async function complained(
  api: Api,
  person: string,
  { customer }: Customer,
  order: Instance<Order>,
): Promise<void> {
  const { items } = await api.post<{ items: readonly { process: string; instance: string }[] }>(
    '/events',
    { type: 'complaint', customer, payload: { severity: 'high', order: order.instance } },
    randomUUID(),
  );
  const [opened, ...others] = items;
  assert.deepEqual([opened?.process, others.length], ['case', 0], JSON.stringify(items));
  const instance = opened?.instance ?? '';
  assert.equal((await taskOf(api, person, instance)).role, 'service');
  await send(api, instance, { type: 'answer' });
  const { state, key } = await send(api, instance, { type: 'resolve', resolution: 'explained' });
  assert.match(key ?? '', /^CAS-/);
  assert.ok(JSON.stringify(state).includes('"resolved"'), JSON.stringify(state));
}

function start<Context>(api: Api, process: string, input: object): Promise<Instance<Context>> {
  return api.post('/instances', { process, input }, randomUUID());
}

function send<Context>(api: Api, instance: string, event: object): Promise<Instance<Context>> {
  return api.post(`/instances/${instance}/events`, event, randomUUID());
}

/** The only instance of a process that a customer has, once it is there. */
async function begun<Context>(api: Api, process: string, { customer }: Customer): Promise<Instance<Context>> {
  const { instance } = await until(`a rule has started one ${process}`, 90, async () => {
    const { items } = await api.get<Page<Instance>>(`/instances?process=${process}&customer=${customer}`);
    const [one] = items;
    return items.length === 1 && one !== undefined ? one : new NotYet(items);
  });
  return api.get(`/instances/${instance}`);
}
