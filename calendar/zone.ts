import { Temporal } from 'temporal-polyfill';

/** A stretch of time in which a zone's wall clock is ahead of UTC by the same amount; all in milliseconds. */
interface Stretch {
  readonly from: number;
  readonly until: number;
  readonly ahead: number;
}

/** The wall clock of a time zone. Its times are written as if they were UTC, in epoch milliseconds. */
export interface Zone {
  /** What the clock shows at a moment. */
  wallAt(moment: number): number;
  /**
   * The first moment at which the clock shows this time or a later one: in a gap, when the clock is put forward; of a
   * time that comes twice, the first.
   */
  firstAt(wall: number): number;
}

/** More than any zone's clock has ever been ahead of UTC. */
const MOST_AHEAD = 16 * 3_600_000;
/** The moments that can be asked for: 1969 to 2400. */
const EARLIEST = Date.UTC(1969, 0, 1);
const LATEST = Date.UTC(2400, 0, 1);

const zones = new Map<string, Zone>();

/** The zone of a name that `isZone` knows: there are some hundred, so that all may be kept. */
export function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? createZone(name);
  zones.set(name, zone);
  return zone;
}

function createZone(name: string): Zone {
  /** Adjoining stretches in order, as far as they were needed. */
  const known = [stretchAround(Date.UTC(2026, 0, 1), name)];

  function stretchOf(moment: number): Stretch {
    if (!(moment >= EARLIEST && moment < LATEST))
      throw new RangeError('The time is not between 1969 and 2400.');
    for (let first = known[0]; first !== undefined && moment < first.from; first = known[0]) {
      known.unshift(stretchAround(first.from - 1, name));
    }
    for (let last = known.at(-1); last !== undefined && moment >= last.until; last = known.at(-1)) {
      known.push(stretchAround(last.until, name));
    }
    let [low, high] = [0, known.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (moment < (known[middle]?.until ?? Infinity)) high = middle;
      else low = middle + 1;
    }
    return known[low] ?? stretchAround(moment, name);
  }

  return {
    wallAt: (moment) => moment + stretchOf(moment).ahead,
    firstAt(wall) {
      for (let stretch = stretchOf(wall - MOST_AHEAD); ; stretch = stretchOf(stretch.until)) {
        const moment = Math.max(wall - stretch.ahead, stretch.from);
        if (moment < stretch.until) return moment;
      }
    },
  };
}

function stretchAround(moment: number, name: string): Stretch {
  const zoned = zonedAt(moment, name);
  const [before, after] = [
    zonedAt(moment + 1, name).getTimeZoneTransition('previous'),
    zoned.getTimeZoneTransition('next'),
  ];
  return {
    from: before?.epochMilliseconds ?? -Infinity,
    until: after?.epochMilliseconds ?? Infinity,
    ahead: zoned.offsetNanoseconds / 1e6,
  };
}

function zonedAt(moment: number, name: string) {
  return Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(name);
}
