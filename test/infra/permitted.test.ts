import { beforeEach, expect, test } from 'vitest';
import { createAssign } from '../../engine/assign.ts';
import type { Entry } from '../../engine/entry.ts';
import { createPerform } from '../../engine/perform.ts';
import { createReconcile } from '../../engine/reconcile.ts';
import { createSweep } from '../../engine/sweep.ts';
import { createApp } from '../../functions/api/app.ts';
import { bundledRules } from '../../functions/enrolment/bundled.ts';
import { createRules } from '../../functions/enrolment/rules.ts';
import { createKeepLetter } from '../../functions/perform/keep-letter.ts';
import { createLeadPerformers } from '../../functions/perform/lead-performers.ts';
import { createPerformers } from '../../functions/perform/performers.ts';
import { createWalk } from '../../functions/reconcile/walk.ts';
import { createReferenceData } from '../../functions/reference-data.ts';
import { createTemplates } from '../../functions/templates.ts';
import type { FunctionName } from '../../functions/triggers.ts';
import { assemble, recordsOf } from '../../functions/wiring.ts';
import { followed } from '../../local/hand-on.ts';
import { createMemoryFiles } from '../adapters/memory-files.ts';
import { createManualQueue } from '../kit/manual-queue.ts';
import { openMemoryStore } from '../kit/memory-store.ts';
import { permittedTo } from './permitted.ts';
import { rolesOf } from './roles.ts';
import { synthesize } from './synthesis.ts';

const roles = rolesOf(synthesize({ mailFrom: 'orders@shop.example' }).template);
const KEPT = { keepMs: 0, most: 100 };

/** Baton's functions, put together as their handlers do it, each with what its role allows and no more. */
async function deployed() {
  const denied: string[] = [];
  const troubles: unknown[] = [];
  const committed: Entry[] = [];
  const { client, names } = await openMemoryStore((trouble) => troubles.push(trouble));
  let time = Date.UTC(2026, 2, 2, 1);
  const now = () => time;
  const kept = { ...KEPT, now };
  const queue = createManualQueue(now);

  function wireAs(name: FunctionName) {
    const { client: own, keys } = permittedTo(name, {
      ...{ client, names, roles },
      denied: (what) => denied.push(what),
    });
    const people = recordsOf(own, names, keys, createMemoryFiles(), {
      now,
      tell: (telling) => shared.tell(telling),
    });
    const shared = assemble({
      ...{ client: own, names, queue, now },
      references: createReferenceData(() => people.records, kept),
      enrolment: { rules: createRules(() => people.records, bundledRules, kept), people: () => people },
      follow: (journal) => followed(journal, (entry) => committed.push(entry)),
      refused: (rule, error) => troubles.push(rule, error),
      parked: (_, error) => troubles.push(error),
      failed: (_, cause) => troubles.push(cause),
    });
    return { shared, people };
  }

  const [api, { shared: relaying }, performing, { shared: sweeping }, reconciling] = [
    wireAs('api'),
    wireAs('relay'),
    wireAs('perform'),
    wireAs('sweep'),
    wireAs('reconcile'),
  ];
  const app = createApp({
    ...{ ...api.shared, ...api.people, runner: { isLost: async () => false } },
    report: (_, error) => troubles.push(error),
  });
  const { customers, records, staff } = performing.people;
  const perform = createPerform({
    ...performing.shared,
    assign: createAssign({ ...performing.shared, staff }),
    performers: {
      ...createPerformers({
        ...{ customers, templates: createTemplates(performing.people, kept), teamMail: 'team@shop.example' },
        ...{ mail: { send: async () => {} }, keep: createKeepLetter(records, now) },
      }),
      ...createLeadPerformers({ ...performing.shared, customers }),
    },
    stateMachines: { start: async () => {}, stop: async () => {}, state: async () => undefined } as never,
  });

  async function settle(): Promise<void> {
    for (;;) {
      const entry = committed.shift();
      const message = entry === undefined ? queue.take() : undefined;
      if (entry !== undefined) await relaying.relay.relay(entry.instance, [entry]);
      else if (message !== undefined) await perform(message, 1);
      else return;
    }
  }

  async function post<T>(path: string, body: object): Promise<T> {
    const headers = { 'content-type': 'application/json' };
    const answer = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const said = await answer.json();
    expect(answer.status, JSON.stringify(said)).toBeLessThan(300);
    await settle();
    return said as T;
  }

  return {
    ...{ denied, troubles, post },
    get: async (path: string) => (await app.request(path)).json(),
    async pass(milliseconds: number) {
      time += milliseconds;
      await createSweep(sweeping)();
      await settle();
    },
    async reconcile() {
      const { shared, people } = reconciling;
      const walk = createWalk({ ...shared, ...people, reconcile: createReconcile(shared) });
      let page: Parameters<typeof walk>[0] | undefined = { segment: 0, of: 1 };
      while (page !== undefined) page = (await walk(page)).onward;
      await settle();
    },
  };
}

const roe = { name: 'Jane Roe', email: 'jane@example.com' };
let baton: Awaited<ReturnType<typeof deployed>>;
beforeEach(async () => {
  baton = await deployed();
});

test('from a lead to an order and a case, every function is allowed what it does', async () => {
  const { post, get, pass } = baton;
  await post('/people', { name: 'Ann Lee', roles: ['sales', 'service'] });
  const warm = { ...roe, source: 'referral', budget: 'high' };
  const { lead, customer } = await post<{ lead: { instance: string }; customer: string }>('/leads', warm);
  await post('/leads', { ...warm, interest: 'demo' });
  await post(`/instances/${lead.instance}/events`, { type: 'qualify' });
  const only = async (process: string): Promise<string> => {
    const { items } = (await get(`/instances?process=${process}&customer=${customer}`)) as {
      items: readonly { instance: string }[];
    };
    expect(items.length, process).toBe(1);
    return items[0]?.instance ?? '';
  };
  const deal = await only('opportunity');
  await post('/settings', { process: 'opportunity', values: { quoteValid: { days: 5 } } });
  const lines = [{ sku: 'A-1', quantity: 1, unitPriceMinor: 100 }];
  await post(`/instances/${deal}/events`, {
    type: 'quote',
    currency: 'EUR',
    lines,
    discountBasisPoints: 4_000,
  });
  await post(`/instances/${deal}/events`, { type: 'approveDiscount' });
  await post(`/instances/${deal}/events`, { type: 'acceptQuote', number: 1 });
  const order = await only('order');
  const steps = [
    { type: 'pay', amountMinor: 60, reference: 'P-1' },
    { type: 'pack' },
    { type: 'ship', carrier: 'post', tracking: 'T-1' },
    { type: 'deliver' },
  ];
  for (const step of steps) await post(`/instances/${order}/events`, step);
  await only('customer');
  await post('/events', { type: 'complaint', customer, payload: { severity: 'high', order } });
  await only('case');
  await only('follow-up');
  await pass(8 * 86_400_000);
  await baton.reconcile();
  expect(baton).toMatchObject({ denied: [], troubles: [] });
});

test('a rule for a segment may come before the first customer', async () => {
  const filter = { field: 'tags', has: 'club' };
  const { segment } = await baton.post<{ segment: string }>('/segments', {
    ...{ title: { en: 'Club', zh: '会员' }, filter },
  });
  await baton.post('/enrolments', {
    ...{ enrolment: 'club', title: { en: 'Club', zh: '会员' }, on: { segment } },
    ...{ process: 'follow-up', repeat: 'once', active: true },
    input: { customer: { $: 'customer' }, topic: 'club', in: { days: 1 } },
  });
  await baton.reconcile();
  expect(baton).toMatchObject({ denied: [], troubles: [] });
});
