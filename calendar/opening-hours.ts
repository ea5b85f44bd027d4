import { type Calendar, minutesOf, type Span, WEEKDAYS, type Weekday } from './calendar.ts';
import { zoneOf } from './zone.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A span of the day before may still be open, and a clock may be put back over midnight. */
const DAYS_BEFORE = 2;
/** How far ahead is looked: a hundred years. */
export const MOST_DAYS = 100 * 366;

/** A time of being open, in epoch milliseconds; the end is not included. */
export interface Opening {
  readonly from: number;
  readonly until: number;
}

/** A calendar made ready to be counted with. A day is the number of days since 1970. */
export interface OpeningHours {
  /** The date that the wall clock shows. */
  dayAt(moment: number): number;
  /** What begins on a day, in order. */
  on(day: number): readonly Opening[];
  /** What ends after a moment, in order and none of it twice: openings may adjoin. It ends after a hundred years. */
  after(moment: number): Generator<Opening, void>;
}

type Minutes = readonly (readonly [from: number, to: number])[];

const ready = new WeakMap<Calendar, OpeningHours>();

/** Opening hours of a calendar that `calendarSchema` has accepted; made once for each object. */
export function openingHoursOf(calendar: Calendar): OpeningHours {
  const hours = ready.get(calendar) ?? createOpeningHours(calendar);
  ready.set(calendar, hours);
  return hours;
}

function createOpeningHours({ timeZone, week, days }: Calendar): OpeningHours {
  const zone = zoneOf(timeZone);
  const byWeekday = WEEKDAYS.map((weekday) => inOrder(week[weekday] ?? []));
  const hoursOf = (weekday: Weekday) => byWeekday[WEEKDAYS.indexOf(weekday)] ?? [];
  const special = new Map(
    days.map(({ date, hours }) => [
      Date.parse(date) / DAY,
      typeof hours === 'string' ? hoursOf(hours) : inOrder(hours),
    ]),
  );

  /** 1 January 1970 was a Thursday. */
  const minutesOn = (day: number): Minutes => special.get(day) ?? byWeekday[(day + 3) % 7] ?? [];
  const dayAt = (moment: number) => Math.floor(zone.wallAt(moment) / DAY);

  function on(day: number): Opening[] {
    const midnight = day * DAY;
    return minutesOn(day)
      .map(([from, to]) => ({
        from: zone.firstAt(midnight + from * MINUTE),
        until: zone.firstAt(midnight + to * MINUTE),
      }))
      .filter(({ from, until }) => from < until);
  }

  function* after(moment: number): Generator<Opening, void> {
    const today = dayAt(moment);
    let counted = moment;
    for (let day = today - DAYS_BEFORE; day < today + MOST_DAYS; day++) {
      for (const { from, until } of on(day)) {
        if (until <= counted) continue;
        yield { from: Math.max(from, counted), until };
        counted = until;
      }
    }
  }

  return { dayAt, on, after };
}

function inOrder(spans: readonly Span[]): Minutes {
  return spans.map(minutesOf).sort(([a], [b]) => a - b);
}
