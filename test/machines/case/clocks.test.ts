import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Context, clockName } from '../../../machines/case/schemas.ts';
import { definition } from '../../../machines/case/v1.ts';
import { countMinutes, MINUTE } from '../../calendar/minute-counter.ts';
import { type Case, cases, WINDOW } from '../../calendar/random-calendars.ts';
import { seed } from '../../engine/seed.ts';
import { rehearse } from '../../kit/rehearse.ts';

const HOUR = 60 * MINUTE;
const clocks = {
  response: { low: 8, normal: 4, high: 2, urgent: 1 },
  resolution: { low: 80, normal: 40, high: 16, urgent: 8 },
};
const severities = { low: 'low', normal: 'normal', high: 'high', urgent: 'critical' } as const;

const steps = fc.array(
  fc.record({
    ms: fc.oneof(
      fc.nat({ max: 36 * 60 }).map((minutes) => minutes * MINUTE),
      fc.nat({ max: 8 * HOUR }),
    ),
    also: fc.constantFrom('nothing', 'transfer', 'escalate'),
  }),
  { minLength: 2, maxLength: 14 },
);

/** The business time from the beginning to a moment, counted minute by minute. */
function counter({ calendar, from }: Case): (moment: number) => number {
  const open = countMinutes(calendar, from, WINDOW * 24 * 60);
  const sums = [0];
  for (const one of open) sums.push((sums.at(-1) ?? 0) + Number(one));
  return (moment) => {
    const minute = Math.floor((moment - from) / MINUTE);
    const begun = open[minute] === true ? (moment - from) % MINUTE : 0;
    return (sums[minute] ?? 0) * MINUTE + begun;
  };
}

describe(`the clocks of a case (seed ${seed})`, () => {
  test('have run for as long as it was open and the customer was not awaited, by a count of minutes', () => {
    let [breaches, pauses, late] = [0, 0, 0];
    fc.assert(
      fc.property(
        cases,
        fc.constantFrom('low', 'normal', 'high', 'urgent'),
        steps,
        (given, priority, steps) => {
          const businessTime = counter(given);
          const input = { customer: 'c-1', channel: 'mail', topic: 'other', severity: severities[priority] };
          const { calendar, from } = given;
          const one = rehearse(definition, input, { startsAt: from, calendars: { china: calendar } });
          const context = () => one.view.context as Context;
          const dueOf = (timer: string) =>
            one.head.timers.find(({ event }) => event.type.includes(`.${timer}.`))?.dueAt;
          /** As much business time is between now and then, and its last millisecond is part of it. */
          const runsUntil = (then = Infinity, ms: number) => {
            if (then >= from + WINDOW * 24 * HOUR) return;
            expect(businessTime(then) - businessTime(now)).toBe(ms);
            expect(businessTime(then) - businessTime(then - 1)).toBe(1);
          };
          let [now, ran, awaited] = [from, 0, false];
          for (const { ms, also } of steps) {
            if (now + ms >= from + WINDOW * 24 * HOUR) break;
            one.pass({ seconds: ms / 1000 });
            if (!awaited) ran += businessTime(now + ms) - businessTime(now);
            now += ms;
            if (also === 'transfer') one.send({ type: 'transfer', queue: 'others' });
            if (also === 'escalate' && one.view.accepts.includes(also))
              one.send({ type: 'escalate', reason: 'test' });

            for (const name of clockName.options) {
              const target = clocks[name][priority] * HOUR;
              expect((context().breached ?? []).includes(name)).toBe(ran >= target);
              expect(context().notices.some(({ about }) => about === `${name}-warning`)).toBe(
                ran >= target * 0.8,
              );
            }

            awaited = !awaited;
            one.send({ type: awaited ? 'unreached' : 'reply' });
            for (const name of clockName.options) {
              const { leftMs, warnMs, since } = context().clocks[name];
              expect(leftMs).toBe(Math.max(0, clocks[name][priority] * HOUR - ran));
              expect(since).toBe(awaited || leftMs === 0 ? undefined : now);
              if (since === undefined) continue;
              runsUntil(dueOf(`${name}Breach`), leftMs);
              if (leftMs > warnMs) runsUntil(dueOf(`${name}Warning`), leftMs - warnMs);
            }
            const [task] = one.head.tasks.filter(({ state }) => state === 'open.work.assigned');
            if (!awaited && !(context().breached ?? []).includes('response'))
              expect(task?.dueAt).toBe(dueOf('responseBreach'));
            if (awaited) pauses += 1;
          }
          breaches += context().breached?.length ?? 0;
          if ((context().breached ?? []).includes('resolution')) late += 1;
        },
      ),
      { seed, numRuns: 60 },
    );
    // Not what is tested, but that there is something to it.
    expect(Math.min(breaches, pauses, late)).toBeGreaterThan(0);
  });
});
