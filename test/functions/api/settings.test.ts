import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { anOrder } from './requests.ts';
import { type Api, openApi } from './server.ts';

describe('the settings of a process', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi();
  });
  afterAll(() => api.close());

  test('are described, with their defaults, by its definition', async () => {
    const { body } = await api.get('/definitions/order');
    expect(body).toMatchObject({
      schemas: { settings: { properties: { paymentDeadline: { default: { days: 14 } } } } },
    });
  });

  test.each([
    [{ process: 'order', values: { paymentDedline: { days: 1 } } }, '/values/paymentDedline'],
    [{ process: 'order', values: { paymentDeadline: { days: -1 } } }, '/values/paymentDeadline/days'],
    [{ process: 'order', values: { paymentDeadline: 5 } }, '/values/paymentDeadline'],
    [{ process: 'orders', values: {} }, '/process'],
    [{ process: 'case', values: { calendar: 'mars' } }, '/values/calendar'],
    [{ process: 'outreach', values: { timeZone: 'Foo/Bar' } }, '/values/timeZone'],
    [{ process: 'outreach', values: { timeZone: 'Asia/shanghai' } }, '/values/timeZone'],
    [{ process: 'lead', values: { formOrigins: ['https://example.com:443'] } }, '/values/formOrigins/0'],
    [{ process: 'lead', values: { formOrigins: ['http://example.com:99999'] } }, '/values/formOrigins/0'],
  ])('refuse %j', async (json, path) => {
    expectProblem(await api.post('/settings', json), 422, ['body', path]);
    expect((await api.get('/settings')).body.items).toEqual([]);
  });

  test('count from the next transition on, and the entry says in which revision', async () => {
    const set = await api.post('/settings', {
      process: 'order',
      values: { paymentDeadline: { hours: 1 } },
    });
    expect([set.status, set.body.settings]).toEqual([201, 'order']);
    api.pass(60_000);
    const order = await anOrder(api);
    const { at, timers, references } = await api.engine.head(order);
    const deadline = timers.find(({ event }) => event.type.includes('paymentDeadline'));
    expect([deadline?.dueAt, references]).toEqual([
      at + 3_600_000,
      [{ kind: 'settings', id: 'order', revision: 1 }],
    ]);
  });
});
