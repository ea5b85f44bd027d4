import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { anOrder, payment } from './requests.ts';
import { type Api, openApi, type Reply } from './server.ts';

const MINUTE = 60_000;

describe('lists of instances', () => {
  let api: Api;
  /** Seven orders, a minute apart; the customers take turns; the third is paid, the fifth cancelled. */
  const orders: string[] = [];
  beforeAll(async () => {
    api = await openApi();
    for (let n = 0; n < 7; n++) {
      const instance = await anOrder(api, n % 2 === 0 ? 'even' : 'odd');
      orders.push(instance);
      if (n === 2) await api.post(`/instances/${instance}/events`, payment);
      if (n === 4) await api.post(`/instances/${instance}/events`, { type: 'cancel', reason: 'too-late' });
      await api.project(instance);
      api.pass(MINUTE);
    }
  });
  afterAll(() => api.close());

  const found = ({ body }: Reply) =>
    (body.items as readonly { instance: string }[]).map((item) => item.instance);
  const at = (...places: number[]) => places.map((place) => orders[place]);

  test.each([
    ['', [6, 5, 4, 3, 2, 1, 0]],
    ['?sort=-createdAt', [6, 5, 4, 3, 2, 1, 0]],
    ['?sort=createdAt', [0, 1, 2, 3, 4, 5, 6]],
    ['?process=order&limit=100', [6, 5, 4, 3, 2, 1, 0]],
    ['?customer=odd', [5, 3, 1]],
    ['?customer=nobody', []],
    ['?state=open', [6, 5, 4, 3, 2, 1, 0]],
    ['?state=open.fulfilment.awaitingPayment', [6, 5, 3, 1, 0]],
    ['?state=open.fulfilment.packing&customer=even', [2]],
    ['?state=open.fulfilment.pack', []],
    ['?status=active&sort=createdAt', [0, 1, 2, 3, 4, 5, 6]],
    ['?status=failed', []],
    ['?createdAfter=2026-01-01T12:04:00Z', [6, 5]],
    ['?createdAfter=2026-01-01T13:03:59.999%2B01:00&sort=createdAt', [4, 5, 6]],
    ['?createdAfter=0001-01-01T00:00:00Z&customer=odd', [5, 3, 1]],
    ['?owner=somebody', []],
  ] as const)('%s', async (query, places) => {
    const reply = await api.get(`/instances${query}`);
    expect(reply.status).toBe(200);
    expect(found(reply)).toEqual(at(...places));
    expect(reply.body.cursor).toBeNull();
  });

  test('by business key', async () => {
    const { body } = await api.get(`/instances/${orders[3]}`);
    expect(found(await api.get(`/instances?key=${body.key}`))).toEqual(at(3));
  });

  test('hold whole instances', async () => {
    const { body } = await api.get('/instances?limit=1');
    expect(body.items).toEqual([(await api.get(`/instances/${orders[6]}`)).body]);
  });

  test('come in full pages, each once', async () => {
    const pages: string[][] = [];
    let cursor = '';
    do {
      const reply = await api.get(`/instances?limit=3${cursor}`);
      pages.push(found(reply));
      cursor = reply.body.cursor === null ? '' : `&cursor=${reply.body.cursor}`;
    } while (cursor !== '');
    expect(pages).toEqual([at(6, 5, 4), at(3, 2, 1), at(0)]);
  });

  test("refuse another list's cursor, and a mangled one", async () => {
    const { cursor } = (await api.get('/instances?limit=3')).body;
    const cursors = [
      `customer=odd&cursor=${cursor}`,
      `cursor=${String(cursor).slice(0, -3)}`,
      `cursor=A${cursor}`,
    ];
    for (const query of cursors) {
      expectProblem(await api.get(`/instances?limit=3&${query}`), 400, ['query', '/cursor']);
    }
    expectProblem(await api.get(`/instances/${orders[0]}/journal?cursor=${cursor}`), 400, [
      'query',
      '/cursor',
    ]);
  });
});

describe("an instance's journal", () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test('tells what happened, oldest first, page by page', async () => {
    const instance = await anOrder(api);
    const sent = { 'Idempotency-Key': 'payment 7' };
    await api.post(`/instances/${instance}/events`, payment, sent);
    await api.post(`/instances/${instance}/events`, { type: 'pack' });

    const first = await api.get(`/instances/${instance}/journal?limit=2`);
    const items = first.body.items as readonly Record<string, unknown>[];
    expect(items).toMatchObject([
      {
        revision: 1,
        kind: 'event',
        event: { type: 'xstate.init', id: null, who: { kind: 'caller', id: 'anonymous' }, key: null },
        effects: [{ effect: 'notify', id: 'notice', key: expect.stringContaining(`${instance}/1/`) }],
        inline: [{ actor: 'verifyOrder', output: { accepted: true } }, { actor: 'numberOrder' }],
        previous: '',
      },
      {
        revision: 2,
        event: {
          type: 'pay',
          id: expect.stringMatching(/^\w+$/),
          payload: { amountMinor: payment.amountMinor, reference: payment.reference },
        },
        previous: items[0]?.hash,
      },
    ]);
    const second = await api.get(`/instances/${instance}/journal?limit=2&cursor=${first.body.cursor}`);
    expect(second.body).toMatchObject({ items: [{ revision: 3, event: { type: 'pack' } }], cursor: null });
  });

  test('ends with a full page where its length says so', async () => {
    const { body } = await api.get(`/instances/${await anOrder(api)}/journal?limit=1`);
    expect(body).toMatchObject({ items: [{ revision: 1 }], cursor: null });
  });
});
