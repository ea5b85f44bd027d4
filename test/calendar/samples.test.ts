import { describe, expect, test } from 'vitest';
import { calendarSchema, type SpecialDay } from '../../calendar/calendar.ts';
import { chinaHolidays, chinaOffice } from '../../calendar/samples/china.ts';
import { unitedStatesHolidays, unitedStatesOffice } from '../../calendar/samples/united-states.ts';

const DAY = 86_400_000;
const weekday = (date: string) => new Date(date).getUTCDay();
const titled = (days: readonly SpecialDay[], en: string, year: number) =>
  days.filter((day) => day.title.en === en && day.date.startsWith(`${year}`)).map(({ date }) => date);

test.each([
  ['China', chinaOffice],
  ['the United States', unitedStatesOffice],
])('the sample of %s is a calendar', (_, calendar) => {
  expect(calendarSchema.parse(calendar)).toEqual(calendar);
});

describe('China', () => {
  const { days } = chinaHolidays;

  test('people make up on days of the weekend, as often as weekdays are given for it', () => {
    const madeUp = days.filter(({ hours }) => hours === 'monday');
    expect(madeUp).toHaveLength(6);
    expect(madeUp.filter(({ date }) => weekday(date) % 6 !== 0)).toEqual([]);
    const off = days.filter(({ hours, date }) => hours.length === 0 && date.startsWith('2026'));
    const weekdaysOff = off.filter(({ date }) => weekday(date) % 6 !== 0);
    // Thirteen days a year are off by law; those that fall on a weekend are made up for too.
    expect(weekdaysOff.length - madeUp.length).toBe(13);
  });

  // The new moon of 6 February 2027 is so late in the evening that the calendar of `Intl` has it on the 7th.
  test.each([
    [2026, 'Spring Festival', '1/1'],
    [2026, 'Dragon Boat Festival', '5/5'],
    [2026, 'Mid-Autumn Festival', '8/15'],
    [2027, 'Dragon Boat Festival', '5/5'],
    [2027, 'Mid-Autumn Festival', '8/15'],
  ])('in %i, %s has its day of the Chinese calendar', (year, en, day) => {
    const lunar = new Intl.DateTimeFormat('en-u-ca-chinese', {
      ...{ month: 'numeric', day: 'numeric', timeZone: 'UTC' },
    } as const);
    expect(titled(days, en, year).map((date) => lunar.format(new Date(date)))).toContain(day);
  });
});

/** The n-th weekday of a month, from its end where n is below zero. */
function nth(year: number, month: number, day: number, n: number): string {
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const dates = Array.from({ length: last }, (_, at) => new Date(Date.UTC(year, month - 1, at + 1)));
  return (
    dates
      .filter((date) => date.getUTCDay() === day)
      .at(n < 0 ? n : n - 1)
      ?.toISOString()
      .slice(0, 10) ?? ''
  );
}

describe.each([2026, 2027])('the United States in %i', (year) => {
  const { days } = unitedStatesHolidays;

  test.each([
    ['Birthday of Martin Luther King, Jr.', nth(year, 1, 1, 3)],
    ["Washington's Birthday", nth(year, 2, 1, 3)],
    ['Memorial Day', nth(year, 5, 1, -1)],
    ['Labor Day', nth(year, 9, 1, 1)],
    ['Columbus Day', nth(year, 10, 1, 2)],
    ['Thanksgiving Day', nth(year, 11, 4, 4)],
    ["New Year's Day", `${year}-01-01`],
    ['Juneteenth', `${year}-06-19`],
    ['Independence Day', `${year}-07-04`],
    ['Veterans Day', `${year}-11-11`],
    ['Christmas Day', `${year}-12-25`],
  ])('%s is on %s', (en, date) => {
    expect(titled(days, en, year)).toEqual([date]);
  });

  test('what falls on a weekend is observed on the weekday beside it', () => {
    for (const { date, title } of days.filter((day) => day.date.startsWith(`${year}`))) {
      if (weekday(date) % 6 !== 0) continue;
      const beside = new Date(Date.parse(date) + (weekday(date) === 6 ? -DAY : DAY))
        .toISOString()
        .slice(0, 10);
      expect(days).toContainEqual(
        expect.objectContaining({
          date: beside,
          title: expect.objectContaining({ en: `${title.en} (observed)` }),
        }),
      );
    }
  });
});
