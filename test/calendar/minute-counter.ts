import { type Calendar, type Span, WEEKDAYS } from '../../calendar/calendar.ts';

export const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * Whether a calendar is open, minute by minute from a moment on. It counts by hand, and knows of time zones only what
 * `Intl` shows. A clock that is put back tells no new time until it has come to where it was: nothing opens twice.
 */
export function countMinutes(calendar: Calendar, from: number, minutes: number): boolean[] {
  const wallAt = clockOf(calendar.timeZone);
  let latest = -Infinity;
  for (let at = from - 2 * DAY; at < from; at += MINUTE) latest = Math.max(latest, wallAt(at));
  const open: boolean[] = [];
  for (let place = 0; place < minutes; place++) {
    latest = Math.max(latest, wallAt(from + place * MINUTE));
    open.push(isOpenAt(calendar, latest));
  }
  return open;
}

function isOpenAt(calendar: Calendar, wall: number): boolean {
  const midnight = Math.floor(wall / DAY) * DAY;
  return [midnight - DAY, midnight].some((begin) =>
    spansOn(calendar, begin).some(([from, to]) => {
      const minute = (wall - begin) / MINUTE;
      return minute >= from && minute < to;
    }),
  );
}

function spansOn({ week, days }: Calendar, midnight: number) {
  const date = new Date(midnight).toISOString().slice(0, 10);
  const listed = days.find((day) => day.date === date)?.hours;
  const weekday = WEEKDAYS[(new Date(midnight).getUTCDay() + 6) % 7] ?? 'monday';
  const spans = typeof listed === 'object' ? listed : week[listed ?? weekday];
  return (spans ?? []).map(minutesOf);
}

function minutesOf({ from, to }: Span): [number, number] {
  const [begin, end] = [from, to].map((time) => Date.parse(`1970-01-01T${time}Z`) / MINUTE) as [
    number,
    number,
  ];
  return [begin, end > begin ? end : end + 24 * 60];
}

/** The wall clock as `Intl` shows it, written as if it were UTC. */
export function clockOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric' },
  });
  return (at) => {
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = (format.format(at).match(/\d+/g) ?? []).map(
      Number,
    );
    return Date.UTC(year, month - 1, day, hour, minute);
  };
}

/** Whole minutes at which a zone's clock is put forward or back in a year. */
export function changesIn(timeZone: string, year: number): number[] {
  const wallAt = clockOf(timeZone);
  const aheadAt = (at: number) => wallAt(at) - at;
  const changes: number[] = [];
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
    let [low, high] = [day, day + DAY];
    if (aheadAt(low) === aheadAt(high)) continue;
    while (high - low > MINUTE) {
      const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
      if (aheadAt(middle) === aheadAt(low)) low = middle;
      else high = middle;
    }
    changes.push(high);
  }
  return changes;
}
