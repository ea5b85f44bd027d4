import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBusinessDays,
  addBusinessTime,
  businessTimeBetween,
  isOpen,
  nextClosing,
  nextOpening,
} from '../../calendar/business-time.ts';
import { type Calendar, WEEKDAYS } from '../../calendar/calendar.ts';
import { workingTime } from '../../calendar/working-time.ts';
import { seed } from '../engine/seed.ts';
import { clockOf, countMinutes, MINUTE } from './minute-counter.ts';
import { cases, WINDOW } from './random-calendars.ts';

const DAY = 24 * 60 * MINUTE;

const moment = fc.nat({ max: WINDOW * 24 * 60 - 1 });

describe(`business time is what a count of minutes comes to (seed ${seed})`, () => {
  test('the time between, the openings and closings, and what is added', () => {
    fc.assert(
      fc.property(
        cases,
        fc.array(fc.tuple(moment, moment), { minLength: 12, maxLength: 12 }),
        ({ calendar, from }, pairs) => {
          const open = countMinutes(calendar, from, WINDOW * 24 * 60);
          const at = (place: number) => from + place * MINUTE;
          const sums = [0];
          for (const one of open) sums.push((sums.at(-1) ?? 0) + Number(one));

          for (const [one, other] of pairs) {
            const [begin, end] = [Math.min(one, other), Math.max(one, other)];
            const counted = (sums[end] ?? 0) - (sums[begin] ?? 0);
            expect(businessTimeBetween(calendar, at(begin), at(end))).toBe(counted * MINUTE);
            expect(workingTime(calendar).between(at(begin), at(end))).toBe(counted * MINUTE);
            expect(isOpen(calendar, at(begin))).toBe(open[begin]);

            const opening = open.indexOf(true, begin);
            if (opening >= 0) {
              expect(nextOpening(calendar, at(begin))).toBe(at(opening));
              const closing = open.indexOf(false, opening);
              if (closing >= 0) expect(nextClosing(calendar, at(begin))).toBe(at(closing));
            }
            if (counted === 0) continue;
            const reached = sums.findIndex((sum) => sum === (sums[begin] ?? 0) + counted);
            expect(addBusinessTime(calendar, at(begin), { minutes: counted })).toBe(at(reached));
            expect(addBusinessTime(calendar, at(begin), { milliseconds: counted * MINUTE })).toBe(
              at(reached),
            );
          }
        },
      ),
      { seed, numRuns: 80 },
    );
  });

  test('the end of a working day is the last minute that was begun on it', () => {
    fc.assert(
      fc.property(cases, moment, fc.integer({ min: 1, max: 3 }), ({ calendar, from }, place, days) => {
        const begin = from + place * MINUTE;
        const end = addBusinessDays(calendar, begin, days);
        const today = Math.floor(clockOf(calendar.timeZone)(begin) / DAY);
        let [day, rest] = [0, days];
        while (rest > 0 && day < 60) if (hasHours(calendar, today + ++day)) rest -= 1;
        expect(rest).toBe(0);
        const alone = onlyOn(calendar, today + day);
        const counted = countMinutes(alone, end - MINUTE, 2 * 24 * 60);
        expect(counted.lastIndexOf(true)).toBe(0);
      }),
      { seed, numRuns: 60 },
    );
  });
});

/** The calendar as if it were open on one day alone. */
function onlyOn(calendar: Calendar, day: number): Calendar {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const weekday = WEEKDAYS[(day + 3) % 7] ?? 'monday';
  const listed = calendar.days.find((one) => one.date === date)?.hours ?? weekday;
  const hours = typeof listed === 'string' ? (calendar.week[listed] ?? []) : listed;
  return { ...calendar, week: {}, days: [{ date, title: { en: 'Only', zh: '仅' }, hours: [...hours] }] };
}

function hasHours(calendar: Calendar, day: number): boolean {
  const alone = onlyOn(calendar, day);
  return businessTimeBetween(alone, (day - 2) * DAY, (day + 4) * DAY) > 0;
}
