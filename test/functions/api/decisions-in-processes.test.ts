import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Model } from '../../../rules/model.ts';
import { publish, saveDraft } from './decision-requests.ts';
import { anOrder } from './requests.ts';
import { type Api, openApi } from './server.ts';

const path = '/decisions/order-verification';

/** What the order's first transition decided. */
async function decidedIn(api: Api, instance: string) {
  const { items } = (await api.get(`/instances/${instance}/journal`)).body as {
    items: { decisions: { decision: string; version: number; shadow?: { version: number } | null }[] }[];
  };
  return items[0]?.decisions[0];
}

/** The verification that comes with Baton, with another bound for the price of one. */
async function stricter(api: Api, bound: number): Promise<Model> {
  const { model } = (await api.get(`${path}/versions/0`)).body;
  return JSON.parse(JSON.stringify(model).replace('"<= 0","-","-"', `"<= ${bound}","-","-"`)) as Model;
}

describe('a decision that a process asks', () => {
  let api: Api;
  const orders: string[] = [];
  const order = async () => {
    const instance = await anOrder(api);
    orders.push(instance);
    await api.project(instance);
    return instance;
  };
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test('is what comes with Baton, until another version is published: then that, within two seconds, without a deploy', async () => {
    const before = await order();
    expect((await api.get(path)).body).toMatchObject({ inForce: { from: null, version: 0 }, bundled: true });
    const saved = await api.ask('PUT', `${path}/draft`, { json: { model: await stricter(api, 10_000) } });
    expect([saved.status, saved.body.code]).toEqual([200, undefined]);
    const published = await publish(api, 'order-verification', 1, { acknowledge: true });
    expect([published.status, published.body.code]).toEqual([200, undefined]);
    api.pass(2000);
    const after = await order();
    expect((await api.get(`/instances/${before}`)).body.status).toBe('active');
    expect((await api.get(`/instances/${after}`)).body.status).toBe('done');
    expect(await decidedIn(api, before)).toMatchObject({ decision: 'order-verification', version: 0 });
    expect(await decidedIn(api, after)).toMatchObject({ decision: 'order-verification', version: 1 });
  });

  test('is what it was once it is rolled back', async () => {
    await api.post(`${path}/rollback`, { to: 0, why: 'Too strict' });
    api.pass(2000);
    const instance = await order();
    expect((await api.get(`/instances/${instance}`)).body.status).toBe('active');
    expect(await decidedIn(api, instance)).toMatchObject({ version: 0 });
  });

  test('is recorded with what its shadow says, which has no effect', async () => {
    await api.post(`${path}/challenger`, { shadow: 1, why: 'To compare' });
    api.pass(2000);
    const instance = await order();
    expect((await api.get(`/instances/${instance}`)).body.status).toBe('active');
    expect(await decidedIn(api, instance)).toMatchObject({ version: 0, shadow: { version: 1 } });
  });

  test('holds its chain of hashes, each decision made again by the version that made it', async () => {
    for (const instance of orders) {
      const { body } = await api.get(`/instances/${instance}/verification`);
      expect(body).toMatchObject({ intact: true, problems: [] });
    }
  });

  test.each<[string, (model: Model) => Model, 'proof-failed' | 'warnings-open', string]>([
    [
      'asks for what no process gives',
      (model) => ({ ...model, inputs: [...model.inputs, { name: 'vip', type: 'boolean' }] }),
      ...(['proof-failed', 'input-not-given'] as const),
    ],
    [
      'takes an input as another type',
      (model) => ({ ...model, inputs: [{ name: 'lines', type: 'Line' }] }),
      ...(['warnings-open', 'input-retyped'] as const),
    ],
  ])('is not published where it %s', async (_, change, code, finding) => {
    const { body } = await api.get(`${path}/versions/0`);
    const draft = await saveDraft(api, change(body.model as Model));
    const proof = await api.post(`${path}/proof`);
    expect((proof.body.findings as { code: string }[])[0]?.code).toBe(finding);
    const before = (await api.get(path)).body;
    const refused = await publish(api, 'order-verification', draft);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
    expect((refused.body.findings as { code: string }[])[0]?.code).toBe(finding);
    expect((await api.get(path)).body).toMatchObject({ inForce: before.inForce, versions: before.versions });
  });

  test('can be asked what it would have decided', async () => {
    const json = { version: 1, from: '2026-01-01T00:00:00Z', process: 'order' };
    const { headers } = await api.post(`${path}/what-if`, json);
    await api.work();
    const { body } = await api.get(headers.get('location') ?? '');
    expect(body).toMatchObject({
      state: 'done',
      tally: { decided: 4, same: 1, otherwise: 3, instances: 3, shadowOtherwise: 1 },
      changes: [{ count: 3 }],
      shadowChanges: [{ count: 1 }],
    });
    const examples = body.examples as { instance: string }[];
    expect(examples.map(({ instance }) => instance).sort()).toEqual([orders[0], orders[2], orders[3]].sort());
  });
});
