import { zoneOf } from './zone.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A zone that skips a day, or turns its clock back, needs a second look; none has ever needed a third. */
const MOST_LOOKS = 5;

/** When nobody is to be disturbed, by the wall clock: from `21:00` to `08:00`, for instance; none where both are the same. */
export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/**
 * When the quiet hours end in which a moment lies, both in epoch milliseconds: the first moment at which the clock of the
 * zone shows a time outside them. Undefined where the moment lies in none.
 */
export function quietUntil(moment: number, hours: QuietHours, timeZone: string): number | undefined {
  const zone = zoneOf(timeZone);
  const [from, to] = [minuteOf(hours.from), minuteOf(hours.to)];
  if (from === to) return undefined;
  let at = moment;
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const wall = zone.wallAt(at);
    const minute = Math.floor((wall % DAY) / MINUTE);
    const isQuiet = from < to ? from <= minute && minute < to : from <= minute || minute < to;
    if (!isQuiet) break;
    const midnight = wall - (wall % DAY);
    const end = midnight + to * MINUTE + (minute < to ? 0 : DAY);
    const straight = at + end - wall;
    // Where the clock was put forward or back in between, the day is shorter or longer.
    at = zone.wallAt(straight) === end ? straight : Math.max(zone.firstAt(end), at + MINUTE);
  }
  return at === moment ? undefined : at;
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
