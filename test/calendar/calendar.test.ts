import { expect, test } from 'vitest';
import { nextOpening } from '../../calendar/business-time.ts';
import { calendarSchema } from '../../calendar/calendar.ts';

const title = { en: 'A calendar', zh: '日历' };
const hours = [{ from: '09:00', to: '17:00' }];
const good = {
  title,
  timeZone: 'Asia/Shanghai',
  week: {
    monday: hours,
    friday: [
      { from: '09:00', to: '12:00' },
      { from: '22:00', to: '06:00' },
    ],
  },
  days: [
    { date: '2026-10-01', title, hours: [] },
    { date: '2026-10-10', title, hours: 'monday' },
  ],
};
const day = (change: object) => ({ ...good, days: [{ date: '2026-10-01', title, hours: [], ...change }] });
const monday = (...spans: [from: string, to: string][]) => ({
  ...good,
  week: { monday: spans.map(([from, to]) => ({ from, to })) },
});

test('a calendar is taken as it is', () => {
  expect(calendarSchema.parse(good)).toEqual(good);
});

test('every zone that the runtime knows is one that can be counted in, other names included', () => {
  for (const timeZone of [
    ...Intl.supportedValuesOf('timeZone'),
    'UTC',
    'Asia/Kolkata',
    'Asia/Calcutta',
    'US/Eastern',
  ]) {
    const calendar = calendarSchema.parse({ ...good, timeZone });
    expect(nextOpening(calendar, 0)).toBeGreaterThanOrEqual(0);
  }
});

test.each<[string, unknown, string, RegExp]>([
  ['no zone of that name', { ...good, timeZone: 'Asia/Nowhere' }, 'timeZone', /no|is not a time zone/],
  ['a zone in other letters', { ...good, timeZone: 'asia/shanghai' }, 'timeZone', /is not a time zone/],
  ['a zone in capitals', { ...good, timeZone: 'ASIA/SHANGHAI' }, 'timeZone', /is not a time zone/],
  ['an offset', { ...good, timeZone: '+08:00' }, 'timeZone', /is not a time zone/],
  ['never open', { ...good, week: {} }, 'week', /is never open/],
  ['never open, with spans of none', { ...good, week: { monday: [] } }, 'week', /is never open/],
  ['no such weekday', { ...good, week: { ...good.week, funday: hours } }, 'week', /funday/],
  ['no time', monday(['9:00', '17:00']), 'week.monday.0.from', /is not a time/],
  ['a time past the day', monday(['09:00', '24:01']), 'week.monday.0.to', /is not a time/],
  ['no length', monday(['09:00', '09:00']), 'week.monday.0', /has no length/],
  ['begins at the end of the day', monday(['24:00', '06:00']), 'week.monday.0', /begins at 24:00/],
  ['overlapping', monday(['09:00', '12:00'], ['11:59', '13:00']), 'week.monday.1', /overlaps/],
  ['overlapping, out of order', monday(['11:59', '13:00'], ['09:00', '12:00']), 'week.monday.0', /overlaps/],
  ['no date', day({ date: '2026-02-29' }), 'days.0.date', /date/],
  ['a date long ago', day({ date: '1969-12-31' }), 'days.0.date', /from 1970 to 2199/],
  ['a date twice', { ...good, days: [...good.days, ...good.days] }, 'days.2.date', /has 2026-10-01 twice/],
  ['hours of no weekday', day({ hours: 'funday' }), 'days.0.hours', /./],
  ['a title in one language', { ...good, title: { en: 'A calendar' } }, 'title.zh', /./],
  ['an unknown field', { ...good, colour: 'red' }, '', /colour/],
])('refused: %s', (_, value, path, message) => {
  const { error } = calendarSchema.safeParse(value);
  expect(error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  expect(error?.issues.map((issue) => issue.message).join()).toMatch(message);
});
