import { describe, expect, test } from 'vitest';
import { createCompany } from './create-company.ts';
import { bell } from './gallery.ts';

const definitions = [bell];
const iso = (moments: readonly number[]) => moments.map((at) => new Date(at).toISOString().slice(11));

describe('time', () => {
  test('stands still until it is moved', async () => {
    const company = await createCompany({ definitions, startsAt: '2026-02-03T04:05', timeZone: 'UTC' });
    await company.start('bell', { afterMs: 1 });
    expect(company.now()).toBe(Date.UTC(2026, 1, 3, 4, 5));
  });

  test('timers fire in order, each at its own millisecond, whoever has them', async () => {
    const company = await createCompany({ definitions });
    const slow = await company.start('bell', { afterMs: 200_001 });
    await company.pass({ seconds: 1 });
    const fast = await company.start('bell', { afterMs: 70_007 });
    await company.pass({ seconds: 240 });
    const all = [slow, fast].flatMap(({ journal }) => journal).filter(({ kind }) => kind === 'timer');
    expect(iso(all.map(({ at }) => at).sort())).toEqual([
      ...['12:01:11.007Z', '12:02:21.014Z', '12:03:20.001Z', '12:03:31.021Z'],
    ]);
    // None was late: what is committed when it falls due says so by having no other time.
    expect(all.filter(({ recordedAt }) => recordedAt !== undefined)).toEqual([]);
    expect(company.now()).toBe(Date.UTC(2026, 0, 1, 12, 4, 1));
  });

  test('a timer that is due at the very moment to which time passes has fired; one a millisecond later has not', async () => {
    const company = await createCompany({ definitions });
    const bells = [
      await company.start('bell', { afterMs: 86_400_000 }),
      await company.start('bell', { afterMs: 86_400_001 }),
    ];
    await company.pass({ days: 1 });
    expect(bells.map(({ context }) => context.rung)).toEqual([1, 0]);
  });

  test.each([
    ['the hour that is skipped', '2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
    ['the hour that is there twice', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    ['the day after the change', '2026-03-30T09:00', '2026-03-30T07:00:00.000Z'],
    ['what says its own zone', '2026-03-30T09:00:00+08:00', '2026-03-30T01:00:00.000Z'],
  ])('passes until %s', async (_, wall, moment) => {
    const company = await createCompany({
      definitions,
      timeZone: 'Europe/Berlin',
      startsAt: '2026-03-01T00:00',
    });
    expect(new Date(company.now()).toISOString()).toBe('2026-02-28T23:00:00.000Z');
    await company.passUntil(wall);
    expect(new Date(company.now()).toISOString()).toBe(moment);
  });

  test('does not go back, and nothing is changed by the attempt', async () => {
    const company = await createCompany({ definitions });
    await expect(company.passUntil('2026-01-01T11:59')).rejects.toThrow('2026-01-01T11:59:00.000Z is past');
    await expect(company.passUntil('tomorrow')).rejects.toThrow(RangeError);
    expect(company.now()).toBe(Date.UTC(2026, 0, 1, 12));
  });
});
