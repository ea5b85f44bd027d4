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
import { type Calendar, calendarSchema, type Span, WEEKDAYS } from '../../calendar/calendar.ts';
import { seed } from '../engine/seed.ts';
import { changesIn, clockOf, countMinutes, MINUTE } from './minute-counter.ts';

const DAY = 24 * 60 * MINUTE;
/** Days that are counted minute by minute. */
const WINDOW = 6;

/** Changes by half an hour, by two hours, by a day, at midnight, a minute past it, and four times in a year. */
const ODD_ZONES = `
  Africa/Cairo Africa/Casablanca America/Havana America/Santiago America/Sao_Paulo America/St_Johns Antarctica/Troll
  Asia/Beirut Asia/Gaza Asia/Tehran Australia/Lord_Howe Pacific/Apia Pacific/Chatham Pacific/Kiritimati
`
  .trim()
  .split(/\s+/);
const ALL_ZONES = Intl.supportedValuesOf('timeZone');
const zone = fc.oneof(fc.constantFrom(...ODD_ZONES), fc.constantFrom(...ALL_ZONES, 'UTC'));

const minute = fc.oneof(
  fc.nat({ max: 24 * 4 - 1 }).map((quarter) => quarter * 15),
  fc.nat({ max: 24 * 60 - 1 }),
);

/** Spans between some minutes of a day, none overlapping; the last may end on the next day. */
const hours = fc
  .tuple(fc.uniqueArray(minute, { maxLength: 6 }), fc.boolean())
  .map(([minutes, overMidnight]): Span[] => {
    const sorted = minutes.toSorted((a, b) => a - b);
    const [last = 0, ...rest] =
      overMidnight && sorted.length > 2 ? [sorted.pop(), ...sorted] : [0, ...sorted];
    const spans: Span[] = [];
    for (let at = 0; at + 1 < rest.length; at += 2) spans.push(spanOf(rest[at], rest[at + 1]));
    if (last > 0) spans.push(spanOf(last, rest[0]));
    return spans;
  });

function spanOf(from = 0, to = 0): Span {
  return { from: timeOf(from), to: timeOf(to) };
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const wholeDay: Span[] = [{ from: '00:00', to: '24:00' }];
const anyHours = fc.oneof({ weight: 5, arbitrary: hours }, { weight: 1, arbitrary: fc.constant(wholeDay) });

interface Case {
  readonly calendar: Calendar;
  /** Where the counting begins. */
  readonly from: number;
}

/** A calendar, and a window of time that holds a change of its clock where there is one in that year. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    timeZone: zone,
    year: fc.oneof(fc.constant(2011), fc.integer({ min: 1985, max: 2037 })),
    pick: fc.nat(),
    back: fc.integer({ min: 0, max: (WINDOW - 1) * 24 * 60 }),
    week: fc.record(Object.fromEntries(WEEKDAYS.map((weekday) => [weekday, anyHours]))),
    days: fc.uniqueArray(
      fc.record({
        day: fc.integer({ min: -2, max: WINDOW + 1 }),
        hours: fc.oneof(anyHours, fc.constantFrom(...WEEKDAYS)),
      }),
      { selector: ({ day }) => day, maxLength: 3 },
    ),
  })
  .map(({ timeZone, year, pick, back, week, days }) => {
    const changes = changesIn(timeZone, year);
    const middle = changes[pick % changes.length] ?? Date.UTC(year, 0, 1 + (pick % 365));
    const from = middle - back * MINUTE;
    return {
      from,
      calendar: {
        title: { en: 'Random', zh: '随机' },
        timeZone,
        week: week as Calendar['week'],
        days: days.map(({ day, hours }) => ({
          date: new Date(from + day * DAY).toISOString().slice(0, 10),
          title: { en: 'Special', zh: '特殊' },
          hours,
        })),
      },
    };
  })
  .filter(({ calendar }) => calendarSchema.safeParse(calendar).success);

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
