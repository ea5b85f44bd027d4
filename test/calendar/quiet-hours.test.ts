import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quietUntil } from '../../calendar/quiet-hours.ts';
import { seed } from '../engine/seed.ts';
import { changesIn, clockOf, MINUTE } from './minute-counter.ts';

const DAY = 24 * 60 * MINUTE;
const NIGHT = { from: '21:00', to: '08:00' };
const iso = (moment: number | undefined) => moment && new Date(moment).toISOString();

describe('quiet hours', () => {
  test.each([
    ['the evening', '2026-01-05T21:30:00Z', NIGHT, 'UTC', '2026-01-06T08:00:00.000Z'],
    ['its first minute', '2026-01-05T21:00:00Z', NIGHT, 'UTC', '2026-01-06T08:00:00.000Z'],
    ['after midnight', '2026-01-05T07:59:59Z', NIGHT, 'UTC', '2026-01-05T08:00:00.000Z'],
    ['their end', '2026-01-05T08:00:00Z', NIGHT, 'UTC', undefined],
    ['the day', '2026-01-05T12:00:00Z', NIGHT, 'UTC', undefined],
    ['another zone', '2026-01-05T13:30:00Z', NIGHT, 'Asia/Shanghai', '2026-01-06T00:00:00.000Z'],
    [
      'within a day',
      '2026-01-05T12:30:00Z',
      { from: '12:00', to: '14:00' },
      'UTC',
      '2026-01-05T14:00:00.000Z',
    ],
    ['none', '2026-01-05T12:30:00Z', { from: '00:00', to: '00:00' }, 'UTC', undefined],
    ['a night put forward', '2026-03-28T22:00:00Z', NIGHT, 'Europe/Berlin', '2026-03-29T06:00:00.000Z'],
    ['a night put back', '2026-10-24T22:00:00Z', NIGHT, 'Europe/Berlin', '2026-10-25T07:00:00.000Z'],
    [
      'an end that is left out',
      '2026-03-29T00:30:00Z',
      { from: '22:00', to: '02:30' },
      'Europe/Berlin',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'an end that comes twice, the second time',
      '2026-10-25T01:10:00Z',
      { from: '22:00', to: '02:30' },
      'Europe/Berlin',
      '2026-10-25T01:30:00.000Z',
    ],
    ['a day that is left out', '2011-12-30T08:00:00Z', NIGHT, 'Pacific/Apia', '2011-12-30T18:00:00.000Z'],
  ])('%s', (_, at, hours, zone, until) => {
    expect(iso(quietUntil(Date.parse(at), hours, zone))).toBe(until);
  });

  const minute = fc.nat({ max: 24 * 60 - 1 });
  const timeOf = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  const ZONES = [
    ...['Africa/Cairo', 'America/Havana', 'America/St_Johns', 'Antarctica/Troll', 'Asia/Shanghai'],
    ...['Asia/Tehran', 'Australia/Lord_Howe', 'Europe/Berlin', 'Pacific/Apia', 'Pacific/Chatham'],
  ];

  test('end where a count by minutes ends, whatever the zone and its changes', () => {
    const near = fc
      .tuple(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 2005, max: 2030 }),
        fc.nat(),
        fc.nat({ max: 2 * 24 * 60 }),
      )
      .map(([zone, year, which, before]) => {
        const begin = Date.UTC(year, 0, 1);
        const changes = changesIn(zone, year);
        const change = changes[which % Math.max(1, changes.length)] ?? begin + (which % 365) * DAY;
        return { zone, at: change - before * MINUTE };
      });
    fc.assert(
      fc.property(near, minute, minute, ({ zone, at }, from, to) => {
        const clock = clockOf(zone);
        const minuteAt = (moment: number) => Math.floor((clock(moment) % DAY) / MINUTE);
        const isQuiet = (moment: number) => {
          const now = minuteAt(moment);
          if (from === to) return false;
          return from < to ? from <= now && now < to : now >= from || now < to;
        };
        const until = quietUntil(at, { from: timeOf(from), to: timeOf(to) }, zone);
        expect(until !== undefined).toBe(isQuiet(at));
        if (until === undefined) return;
        expect(isQuiet(until)).toBe(false);
        // A clock that is put back may leave the quiet hours by that, and come into them again.
        for (let moment = at; moment < until; moment += MINUTE) {
          if (clock(moment + MINUTE) < clock(moment)) return;
          expect([iso(moment), isQuiet(moment)]).toEqual([iso(moment), true]);
        }
      }),
      { seed, numRuns: 150 },
    );
  });
});
