import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Context } from '../../../machines/case/schemas.ts';
import { seed } from '../../engine/seed.ts';
import type { Instance } from '../../kit/instance.ts';
import { articles, because, openDesk, regionOf, resolve } from './desk.ts';

const DAY = 24;
const money = { amountMinor: 60_000, currency: 'CNY' };

/** What the events say that say something; all others are sent with a reason. */
const payloads: Readonly<Record<string, object>> = {
  resolve,
  transfer: { queue: 'finance' },
  survey: { rating: 3 },
  startReturn: { articles },
  startRepair: { articles },
  startReplacement: { articles },
  startRefund: { ...money, reason: 'broken' },
  quote: money,
  sentBack: { carrier: 'SF', tracking: 'T-1' },
  ordered: { order: 'o-2' },
  'order.delivered': { instance: 'o-2' },
  paid: { reference: 'R-1' },
};
const ours = ['case', 'return', 'repair', 'replacement', 'refund'];
const withReason = [
  'escalate',
  'reopen',
  'cancel',
  'refuse',
  'decline',
  'unrepairable',
  'unavailable',
  'payFailed',
];

const steps = fc.array(
  fc.record({
    pick: fc.nat({ max: 9_999 }),
    hours: fc.oneof(fc.nat({ max: 8 }), fc.nat({ max: 20 * DAY })),
  }),
  { minLength: 5, maxLength: 15, size: 'max' },
);

/** One of the events that some instance takes is sent, but that nothing is cancelled as long as there is something else. */
async function take(instances: readonly Instance[], pick: number): Promise<void> {
  const wanted = instances.flatMap((one) =>
    one.accepts.filter((type) => type !== 'cancel').map((type) => ({ one, type })),
  );
  const { one, type } = wanted[pick % wanted.length] ?? {};
  if (one === undefined || type === undefined) return;
  const event = { type, ...payloads[type], ...(withReason.includes(type) && because(type)) };
  try {
    await one.send(event);
  } catch (error) {
    if ((error as { code?: string }).code !== 'event-not-accepted') throw error;
  }
}

describe(`whatever happens to a case (seed ${seed})`, () => {
  test('one remedy is under way at most, its clocks stay within bounds, and its end leaves nothing behind', async () => {
    const seen = new Set<unknown>();
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (steps, rest) => {
        const settings = { case: { reopenedClock: rest ? 'rest' : 'fresh' } };
        const { company, open } = await openDesk({ settings });
        const one = await open();
        const living = () =>
          company.instances().filter(({ process, status }) => ours.includes(process) && status === 'active');
        for (const { pick, hours } of steps) {
          await take(living(), pick);
          await company.pass({ hours });
          if (one.status !== 'active') break;
          check(one);
          const remedies = living().filter(({ process }) => process !== 'case');
          expect(remedies.length).toBe(regionOf(one, 'remedy') === 'none' ? 0 : 1);
          seen.add(JSON.stringify(regionOf(one, 'work'))).add(regionOf(one, 'remedy'));
        }
        if (one.status === 'active') await one.send(because('cancel'));
        expect(one).toMatchObject({ status: 'done', timers: [], tasks: [], awaits: [] });
        expect(living()).toEqual([]);
        expect(company.thrown).toEqual([]);
        seen.add((one.output as { outcome: string }).outcome);
      }),
      { seed, numRuns: 8 },
    );
    // Not what is tested, but that the walks go somewhere.
    expect(seen.size).toBeGreaterThan(4);
  });
});

function check({ context: { clocks, breached = [] }, state }: Instance<Context>): void {
  for (const clock of ['response', 'resolution'] as const) {
    const { leftMs, since } = clocks[clock];
    expect(leftMs).toBeGreaterThanOrEqual(0);
    const place = (state as { open: Record<string, unknown> }).open[clock];
    expect(since !== undefined).toBe(typeof place === 'object');
    if (place === 'breached') expect([leftMs, breached.includes(clock)]).toEqual([0, true]);
  }
}
