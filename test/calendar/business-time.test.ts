import { expect, test } from 'vitest';
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  CalendarTooFar,
  isOpen,
  nextClosing,
  nextOpening,
} from '../../calendar/business-time.ts';
import type { Calendar } from '../../calendar/calendar.ts';
import { chinaOffice } from '../../calendar/samples/china.ts';
import { unitedStatesOffice } from '../../calendar/samples/united-states.ts';

const HOUR = 3_600_000;
const title = { en: 'A calendar', zh: '日历' };
const day = [{ from: '00:00', to: '24:00' }];
const everyDay = {
  ...{ monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: day, sunday: day },
};
const night = [{ from: '22:00', to: '06:00' }];

const always: Calendar = { title, timeZone: 'UTC', week: everyDay, days: [] };
const berlinNights: Calendar = {
  title,
  timeZone: 'Europe/Berlin',
  week: { friday: night, saturday: night },
  days: [{ date: '2026-12-26', title, hours: [] }],
};
const sundayMorning: Calendar = {
  title,
  timeZone: 'Europe/Berlin',
  week: { sunday: [{ from: '02:30', to: '05:00' }] },
  days: [],
};

const at = (text: string) => Date.parse(text);
const shown = (moment: number) => new Date(moment).toISOString();

test.each([
  ['two hours on a morning', chinaOffice, '2026-03-04T09:30+08:00', { hours: 2 }, '2026-03-04T11:30+08:00'],
  ['over the noon break', chinaOffice, '2026-03-04T11:00+08:00', { hours: 2 }, '2026-03-04T14:00+08:00'],
  ['to the minute of closing', chinaOffice, '2026-03-04T16:00+08:00', { hours: 2 }, '2026-03-04T18:00+08:00'],
  ['over a night', chinaOffice, '2026-03-04T17:30+08:00', { hours: 2 }, '2026-03-05T10:30+08:00'],
  ['over a weekend', chinaOffice, '2026-03-06T17:30+08:00', { minutes: 31 }, '2026-03-09T09:01+08:00'],
  ['over the Spring Festival', chinaOffice, '2026-02-14T17:00+08:00', { hours: 2 }, '2026-02-24T10:00+08:00'],
  ['into a make-up Saturday', chinaOffice, '2026-02-27T17:00+08:00', { hours: 2 }, '2026-02-28T10:00+08:00'],
  [
    'over an observed holiday',
    unitedStatesOffice,
    '2026-07-02T16:30-04:00',
    { hours: 1 },
    '2026-07-06T09:30-04:00',
  ],
  [
    'over the clock put forward',
    unitedStatesOffice,
    '2026-03-06T16:00-05:00',
    { hours: 2 },
    '2026-03-09T10:00-04:00',
  ],
  [
    'a night with a missing hour',
    berlinNights,
    '2026-03-28T22:00+01:00',
    { hours: 7 },
    '2026-03-29T06:00+02:00',
  ],
  [
    'a night with an hour twice',
    berlinNights,
    '2026-10-24T22:00+02:00',
    { hours: 9 },
    '2026-10-25T06:00+01:00',
  ],
  [
    'a night before a holiday',
    berlinNights,
    '2026-12-25T23:00+01:00',
    { hours: 7 },
    '2026-12-26T06:00+01:00',
  ],
  ['no night on a holiday', berlinNights, '2026-12-26T12:00+01:00', { hours: 1 }, '2027-01-01T23:00+01:00'],
  [
    'opening in the missing hour',
    sundayMorning,
    '2026-03-29T00:00+01:00',
    { minutes: 10 },
    '2026-03-29T03:10+02:00',
  ],
  [
    'opening in the hour that comes twice',
    sundayMorning,
    '2026-10-25T00:00+02:00',
    { hours: 1 },
    '2026-10-25T02:30+01:00',
  ],
  ['none at all', chinaOffice, '2026-03-07T03:00+08:00', {}, '2026-03-07T03:00+08:00'],
  ['a year of hours', always, '2026-01-01T00:00Z', { hours: 8760 }, '2027-01-01T00:00Z'],
])('business time is added: %s', (_, calendar, from, amount, until) => {
  expect(shown(addBusinessTime(calendar, at(from), amount))).toBe(shown(at(until)));
});

test.each([
  ['the next day', chinaOffice, '2026-03-04T09:30+08:00', 1, '2026-03-05T18:00+08:00'],
  ['over a weekend', chinaOffice, '2026-03-05T09:30+08:00', 2, '2026-03-09T18:00+08:00'],
  ['a make-up Sunday counts', chinaOffice, '2026-09-18T23:00+08:00', 1, '2026-09-20T18:00+08:00'],
  ['a night ends on the next day', berlinNights, '2026-12-24T12:00+01:00', 1, '2026-12-26T06:00+01:00'],
])('working days are added: %s', (_, calendar, from, days, until) => {
  expect(shown(addBusinessDays(calendar, at(from), days))).toBe(shown(at(until)));
});

test.each([
  ['open', chinaOffice, '2026-03-04T10:00+08:00', '2026-03-04T10:00+08:00', '2026-03-04T12:00+08:00'],
  ['at closing', chinaOffice, '2026-03-04T12:00+08:00', '2026-03-04T13:00+08:00', '2026-03-04T18:00+08:00'],
  ['at night', chinaOffice, '2026-03-04T22:00+08:00', '2026-03-05T09:00+08:00', '2026-03-05T12:00+08:00'],
  ['on a holiday', chinaOffice, '2026-10-03T12:00+08:00', '2026-10-08T09:00+08:00', '2026-10-08T12:00+08:00'],
])('opening and closing: %s', (_, calendar, from, opening, closing) => {
  expect(shown(nextOpening(calendar, at(from)))).toBe(shown(at(opening)));
  expect(shown(nextClosing(calendar, at(from)))).toBe(shown(at(closing)));
  expect(isOpen(calendar, at(from))).toBe(from === opening);
});

test('spans that adjoin are one: midnight is no closing', () => {
  const weekend: Calendar = { ...always, week: { saturday: day, sunday: day } };
  expect(shown(nextClosing(weekend, at('2026-03-07T12:00Z')))).toBe('2026-03-09T00:00:00.000Z');
});

test('years of office hours are counted as a sum of days', () => {
  const [from, to] = [at('2030-01-01T00:00+08:00'), at('2050-01-01T00:00+08:00')];
  let workdays = 0;
  for (let one = from; one < to; one += 24 * HOUR)
    if (new Date(one + 8 * HOUR).getUTCDay() % 6 > 0) workdays += 1;
  expect(businessTimeBetween(chinaOffice, from, to)).toBe(workdays * 8 * HOUR);
});

test('what never comes, and what is no amount, is refused', () => {
  const now = at('2026-03-04T10:00Z');
  const rare: Calendar = { ...always, week: { monday: [{ from: '00:00', to: '00:01' }] } };
  expect(() => nextClosing(always, now)).toThrow(CalendarTooFar);
  expect(() => addBusinessTime(rare, now, { hours: 100 })).toThrow(CalendarTooFar);
  expect(() => businessTimeBetween(rare, now, at('2199-01-01T00:00Z'))).toThrow(CalendarTooFar);
  expect(() => addBusinessDays(rare, now, 100_000)).toThrow(CalendarTooFar);
  expect(() => addBusinessTime(always, now, { hours: -1 })).toThrow(RangeError);
  expect(() => addBusinessTime(always, now, { hours: Number.NaN })).toThrow(RangeError);
  expect(() => addBusinessDays(always, now, 0.5)).toThrow(RangeError);
  expect(() => businessTimeBetween(always, now, now - 1)).toThrow(RangeError);
  expect(() => isOpen(always, at('2500-01-01T00:00Z'))).toThrow(RangeError);
});
