import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkingTime } from '../../../calendar/working-time.ts';
import { createCalendars } from '../../../functions/calendars.ts';
import { expectProblem } from './expect-problem.ts';
import { type Api, openApi } from './server.ts';

const title = { en: 'Support', zh: '客服' };
const week = { monday: [{ from: '09:00', to: '17:00' }] };
const support = { calendar: 'support', title, timeZone: 'Asia/Shanghai', week };
const sunday = Date.parse('2026-11-29T12:00:00Z');

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

describe('a calendar', () => {
  test('is created once, read, listed and changed under its lock', async () => {
    const made = await api.post('/calendars', support);
    expect([made.status, made.headers.get('location')]).toEqual([201, '/calendars/support']);
    expect(made.body).toMatchObject({ ...support, days: [], revision: 1 });
    expect((await api.post('/calendars', support)).body).toEqual(made.body);
    expectProblem(await api.post('/calendars', { ...support, week: { friday: week.monday } }), 409);
    expect((await api.get('/calendars')).body.items).toEqual([made.body]);
    const holiday = { date: '2026-11-30', title, hours: [] };
    const changed = await api.patch('/calendars/support', 1, { days: [holiday] });
    expect(changed.body).toMatchObject({ ...support, days: [holiday], revision: 2 });
    expectProblem(await api.patch('/calendars/support', 1, { timeZone: 'Europe/Berlin' }), 412);
    expect((await api.get('/calendars/support')).body).toEqual(changed.body);
  });

  test.each<[string, object, string]>([
    ['is never open', { week: { monday: [] } }, '/week'],
    [
      'lists a date twice',
      { days: [0, 0].map(() => ({ date: '2026-01-01', title, hours: [] })) },
      '/days/1/date',
    ],
    ['lists what is no date', { days: [{ date: '2026-02-30', title, hours: [] }] }, '/days/0/date'],
    [
      'has hours over each other',
      { week: { monday: [...week.monday, { from: '16:00', to: '18:00' }] } },
      '/week/monday/1',
    ],
    ['has a time that is none', { week: { monday: [{ from: '9:00', to: '17:00' }] } }, '/week/monday/0/from'],
    ['is nowhere', { timeZone: 'Mars/Olympus' }, '/timeZone'],
    ['has a day too many', { week: { ...week, someday: [] } }, '/week/someday'],
  ])('that %s is refused, new or changed', async (_, fields, path) => {
    expectProblem(await api.post('/calendars', { ...support, ...fields, calendar: 'other' }), 422, [
      'body',
      path,
    ]);
    expectProblem(await api.patch('/calendars/support', 2, fields), 422, ['body', path]);
    expect((await api.get('/calendars/support')).body.revision).toBe(2);
  });
});

describe('the calendars that delays read', () => {
  const openingOf = async (calendars: ReturnType<typeof createCalendars>, id: string) => {
    const { revision, value } = (await calendars.get('calendar', id)) ?? {};
    return [revision, new Date((value as WorkingTime).nextOpening(sunday)).toISOString()];
  };

  test('are the records, in their newest revision, or in one of less than a minute ago', async () => {
    const calendars = createCalendars(() => api.deps.records, {
      now: api.deps.now,
      keepMs: 60_000,
      most: 10,
    });
    expect(await openingOf(calendars, 'support')).toEqual([2, '2026-12-07T01:00:00.000Z']);
    await api.patch('/calendars/support', 2, { days: [] });
    expect(await openingOf(calendars, 'support')).toEqual([2, '2026-12-07T01:00:00.000Z']);
    api.pass(60_000);
    expect(await openingOf(calendars, 'support')).toEqual([3, '2026-11-30T01:00:00.000Z']);
  });

  test('come with Baton, until a record takes the name', async () => {
    const calendars = createCalendars(() => api.deps.records, {
      now: api.deps.now,
      keepMs: 60_000,
      most: 10,
    });
    expect(await openingOf(calendars, 'china')).toEqual([0, '2026-11-30T01:00:00.000Z']);
    await api.post('/calendars', { ...support, calendar: 'china', timeZone: 'Europe/Berlin' });
    api.pass(60_000);
    expect(await openingOf(calendars, 'china')).toEqual([1, '2026-11-30T08:00:00.000Z']);
  });

  test('are missing where there is neither', async () => {
    const calendars = createCalendars(() => api.deps.records, {
      now: api.deps.now,
      keepMs: 60_000,
      most: 10,
    });
    expect(await calendars.get('calendar', 'nowhere')).toBeUndefined();
    expect(await calendars.get('table', 'support')).toBeUndefined();
  });
});
