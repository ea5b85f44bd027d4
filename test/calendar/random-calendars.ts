import fc from 'fast-check';
import { type Calendar, calendarSchema, type Span, WEEKDAYS } from '../../calendar/calendar.ts';
import { changesIn, MINUTE } from './minute-counter.ts';

const DAY = 24 * 60 * MINUTE;
/** Days that are counted minute by minute. */
export const WINDOW = 6;

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

/** A calendar and a time to count in. */
export interface Case {
  readonly calendar: Calendar;
  /** Where the counting begins. */
  readonly from: number;
}

/** A calendar, and a window of time that holds a change of its clock where there is one in that year. */
export const cases: fc.Arbitrary<Case> = fc
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
