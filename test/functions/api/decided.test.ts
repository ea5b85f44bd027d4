import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundledDecisions } from '../../../decisions/bundled.ts';
import { lasting } from '../../../machines/define.ts';
import type { Model, Table } from '../../../rules/model.ts';
import { publish, saveDraft } from './decision-requests.ts';
import { expectProblem } from './expect-problem.ts';
import { aCustomer } from './requests.ts';
import { type Api, openApi } from './server.ts';

let api: Api;
let customer: string;
beforeAll(async () => {
  api = await openApi();
  customer = await aCustomer(api);
});
afterAll(() => api.close());

/** The refund policy with a rule of the company's own before all others. */
async function withGoodwill(): Promise<Model> {
  const model = (await bundledDecisions['refund-policy']?.()) as Model;
  const [approval] = model.decisions;
  const table = approval?.logic as Table;
  const goodwill = { id: 'goodwill', when: ['-', '< 90000', '"goodwill"'], then: ['false'] };
  const rules = [{ ...goodwill, annotations: ['It was promised'] }, ...table.rules];
  return { ...model, decisions: [{ ...approval, name: 'Approval', logic: { ...table, rules } }] };
}

async function aRefund(): Promise<string> {
  const input = { customer, amountMinor: 80_000, currency: 'EUR', reason: 'goodwill' };
  return String((await api.post('/instances', { process: 'refund', input })).body.instance);
}

const decisionsOf = async (instance: string) => (await api.get(`/instances/${instance}/decisions`)).body;

test('instances on the two sides of a publication are each explained by the version that decided', async () => {
  const before = await aRefund();
  const draft = await saveDraft(api, await withGoodwill());
  const from = new Date(api.deps.now() + lasting({ minutes: 1 })).toISOString();
  const published = await publish(api, 'refund-policy', draft, { from, acknowledge: true });
  expect([published.status, published.body.code]).toEqual([200, undefined]);
  const meanwhile = await aRefund();
  api.pass(lasting({ minutes: 1 }));
  const after = await aRefund();

  const facts = { amountMinor: 80_000, currency: 'EUR', reason: 'goodwill' };
  const decided = {
    ...{ decision: 'refund-policy', facts, challenger: false, fault: null, shadow: null },
    ...{ revision: 1, at: expect.any(String), event: 'xstate.init' },
    title: { en: 'Refund policy', zh: '退款政策' },
  };
  const bundled = {
    ...{ ...decided, version: 0, rules: ['otherwise'], output: true },
    explained: [
      {
        ...{ table: 'Approval', rule: 'otherwise', when: [], then: [{ output: 'approval', value: 'true' }] },
        notes: [{ name: 'Why', note: 'Large, or in a currency in which nobody said what is large' }],
      },
    ],
  };
  const own = {
    ...{ ...decided, version: 1, rules: ['goodwill'], output: false },
    explained: [
      {
        ...{ table: 'Approval', rule: 'goodwill', then: [{ output: 'approval', value: 'false' }] },
        when: [
          { input: 'amountMinor', test: '< 90000' },
          { input: 'reason', test: '"goodwill"' },
        ],
        notes: [{ name: 'Why', note: 'It was promised' }],
      },
    ],
  };
  const page = (item: object) => ({ items: [item], cursor: null });
  expect(await decisionsOf(before)).toEqual(page(bundled));
  expect(await decisionsOf(meanwhile)).toEqual(page(bundled));
  expect(await decisionsOf(after)).toEqual(page(own));
  const { body } = await api.get(`/instances/${after}/verification`);
  expect(body).toMatchObject({ intact: true, problems: [] });
});

test('pages follow each other, whole transitions each, and hold every decision once', async () => {
  const deal = await api.post('/instances', { process: 'opportunity', input: { customer } });
  const instance = String(deal.body.instance);
  const line = { sku: 'CHAIR', quantity: 1, unitPriceMinor: 10_000 };
  for (const discountBasisPoints of [100, 200, 300]) {
    const quote = { type: 'quote', currency: 'EUR', lines: [line], discountBasisPoints };
    const { status } = await api.post(`/instances/${instance}/events`, quote);
    expect(status).toBe(200);
  }
  const whole = await decisionsOf(instance);
  expect((whole.items as { facts: object }[]).map(({ facts }) => facts)).toMatchObject(
    [100, 200, 300].map((discountBasisPoints) => ({ discountBasisPoints })),
  );
  const items: unknown[] = [];
  let next = '';
  do {
    const { body } = await api.get(`/instances/${instance}/decisions?limit=1${next}`);
    items.push(...(body.items as unknown[]));
    next = body.cursor === null ? '' : `&cursor=${body.cursor}`;
  } while (next !== '');
  expect(items).toEqual(whole.items);
});

test('what is not there decided nothing, and a cursor is an instance’s own', async () => {
  const nobody = '0'.repeat(26);
  expectProblem(await api.get(`/instances/${nobody}/decisions`), 404);
  const { body } = await api.get(`/instances/${await aRefund()}/decisions?limit=1`);
  expect(body.cursor).toBeNull();
  const journal = (await api.get(`/instances/${await aRefund()}/journal?limit=1`)).body;
  const other = await aRefund();
  for (const cursor of ['abc', String(journal.cursor)]) {
    expectProblem(await api.get(`/instances/${other}/decisions?cursor=${cursor}`), 400);
  }
});
