import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outreachPerformers } from '../../../functions/perform/outreach/performers.ts';
import { isHeldOut } from '../../../machines/campaign/hold-out.ts';
import { segmentKind } from '../../../records/kinds/segment.ts';
import { webhookKind } from '../../../records/kinds/webhook.ts';
import { clockOf } from '../../calendar/minute-counter.ts';
import { seed } from '../../engine/seed.ts';
import { type Company, openCompany } from '../../kit/company.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  'America/New_York',
  'Asia/Shanghai',
  'Europe/Berlin',
  'Pacific/Auckland',
  'Australia/Lord_Howe',
];
const CAP = { most: 2, withinDays: 3 };
const PER_CUSTOMER = 4;
/** Of a hundred: of four customers, some are left alone. */
const HOLD_OUT = 60;
const step = { channel: 'mail', what: 'outreach-welcome', wait: { hours: 20 }, clicked: 'next' };
const call = { ...step, channel: 'webhook', what: 'loyalty' };
const settings = {
  outreach: {
    ...{
      quietFrom: '20:30',
      quietTo: '09:15',
      sequences: { long: Array.from({ length: 8 }, (_, n) => (n % 3 === 1 ? call : step)) },
    },
    cap: { most: CAP.most, within: { days: CAP.withinDays } },
  },
};

/** Something that happens, to the customer or campaign of this number. */
type Deed =
  | { readonly deed: 'pass'; readonly hours: number }
  | { readonly deed: 'consent'; readonly of: number; readonly given: boolean }
  | { readonly deed: 'mark'; readonly of: number; readonly marked: boolean }
  | { readonly deed: 'start' | 'slip' | 'unsubscribe' | 'click' | 'campaign'; readonly of: number }
  | { readonly deed: 'pause' | 'resume' | 'finish'; readonly of: number };

const number = fc.nat({ max: 3 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ deed: fc.constant('pass' as const), hours: fc.integer({ min: 1, max: 40 }) }),
  },
  fc.record({ deed: fc.constant('consent' as const), of: number, given: fc.boolean() }),
  fc.record({ deed: fc.constant('mark' as const), of: number, marked: fc.boolean() }),
  {
    weight: 3,
    arbitrary: fc.record({
      deed: fc.constantFrom('start', 'slip', 'slip', 'unsubscribe', 'click', 'campaign'),
      of: number,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      deed: fc.constantFrom('pause', 'pause', 'resume', 'resume', 'finish'),
      of: number,
    }),
  },
) as fc.Arbitrary<Deed>;

/** A value as it was at each time: what is asked of a moment is what was set last before it. */
function remembered<T>(first: T) {
  const set: { at: number; value: T }[] = [{ at: -Infinity, value: first }];
  return {
    set: (at: number, value: T) => void set.push({ at, value }),
    /** Every value that it had at a moment: a change and a mail of the same moment may come in either order. */
    at: (moment: number) => {
      const before = set.filter(({ at }) => at < moment).at(-1);
      return [...(before ? [before] : []), ...set.filter(({ at }) => at === moment)].map(
        ({ value }) => value,
      );
    },
  };
}

interface Person {
  readonly customer: Awaited<ReturnType<Company['customer']>>;
  readonly timeZone: string;
  readonly consent: ReturnType<typeof remembered<boolean>>;
  readonly marked: ReturnType<typeof remembered<boolean>>;
}

async function play(deeds: readonly Deed[], startsAt: number) {
  const company = await openCompany({ startsAt, settings, rules: {} });
  const { inside } = company;
  try {
    await inside.records.of(segmentKind).create({
      ...{ id: 'all', who: { kind: 'caller', id: 'x' }, at: startsAt },
      content: { title: { en: 'x', zh: 'x' }, filter: { field: 'tags', has: 'vip' } },
    });
    await inside.records.of(segmentKind).create({
      ...{ id: 'marked', who: { kind: 'caller', id: 'x' }, at: startsAt },
      content: { title: { en: 'x', zh: 'x' }, filter: { field: 'tags', has: 'marked' } },
    });
    await inside.records.of(webhookKind).create({
      ...{ id: 'loyalty', who: { kind: 'caller', id: 'x' }, at: startsAt },
      content: {
        ...{ title: { en: 'x', zh: 'x' }, url: 'https://loyalty.example.com', secret: 'whsec_AAAA' },
        ...{ consent: 'email', active: true },
      },
    });
    const people: Person[] = [];
    for (const [n, timeZone] of ZONES.slice(0, 4).entries()) {
      const fields = { name: `C ${n}`, email: `c${n}@example.com`, language: 'en', timeZone, tags: ['vip'] };
      const customer = await company.customer({ ...fields, consent: { email: n % 2 === 0 } });
      people.push({ customer, timeZone, consent: remembered(n % 2 === 0), marked: remembered(false) });
    }
    const campaigns: { id: string; active: ReturnType<typeof remembered<boolean>> }[] = [];
    const run = async (one: Deed): Promise<void> => {
      const now = company.now();
      if (one.deed === 'pass') return company.pass({ hours: one.hours });
      const person = people[one.of];
      const campaign = campaigns[one.of % Math.max(1, campaigns.length)];
      if (person === undefined) return;
      switch (one.deed) {
        case 'consent':
          person.consent.set(now, one.given);
          await company.change(person.customer, { consent: { email: one.given } });
          return;
        case 'mark':
          person.marked.set(now, one.marked);
          await company.change(person.customer, { tags: one.marked ? ['vip', 'marked'] : ['vip'] });
          return;
        case 'start':
          await company.start('outreach', { customer: person.customer.id, sequence: 'long' });
          return;
        case 'slip':
          // A campaign's outreach that was started by hand, and knows of no hold-out group.
          if (campaign === undefined) return;
          await company.start('outreach', {
            ...{ customer: person.customer.id, sequence: 'long', campaign: campaign.id },
            until: new Date(now + 30 * DAY).toISOString(),
          });
          return;
        case 'unsubscribe': {
          const { unsubscribe } = await import('../../../functions/api/links/unsubscribe.ts');
          person.consent.set(now, false);
          await unsubscribe(inside, person.customer.id, 'email');
          return company.settle();
        }
        case 'click':
          for (const instance of company.instances({ customer: person.customer.id })) {
            if (instance.accepts.includes('clicked'))
              await instance.send({ type: 'clicked', step: 0, link: 'x' });
          }
          return;
        case 'campaign': {
          if (campaigns.length > 2) return;
          const started = await company.start('campaign', {
            ...{
              name: 'any',
              segment: 'all',
              sequence: 'long',
              holdOut: HOLD_OUT,
              perCustomer: PER_CUSTOMER,
              inAll: 7,
            },
            ...{
              suppressed: ['marked'],
              endsAt: new Date(now + 30 * DAY).toISOString(),
              goal: 'order.placed',
            },
          });
          campaigns.push({ id: started.id, active: remembered(true) });
          await started.send({ type: 'submit' });
          await started.send({ type: 'approve' });
          return;
        }
        default: {
          const instance = company.instances({ process: 'campaign' }).find(({ id }) => id === campaign?.id);
          if (campaign === undefined || !instance?.accepts.includes(one.deed)) return;
          campaign.active.set(now, one.deed === 'resume');
          await instance.send({ type: one.deed });
        }
      }
    };
    for (const one of [{ deed: 'campaign', of: 0 }, ...deeds] as const) await run(one);
    await company.pass({ days: 3 });
    const campaignOf = new Map(
      company.instances({ process: 'outreach' }).map(({ id, context }) => [id, context.campaign]),
    );
    const mailed = company.mails.map(({ to, at, key }) => ({
      person: people.find(({ customer }) => customer.email === to.address),
      ...{ at, key, by: 'mail' },
    }));
    const called = inside.mails.calls.map(({ body, at, key }) => ({
      person: people.find(({ customer }) => 'customer' in body && customer.id === body.customer),
      ...{ at, key, by: 'webhook' },
    }));
    const sent = [...mailed, ...called]
      .sort((one, other) => one.at - other.at)
      .map(({ key, ...one }) => ({
        ...one,
        campaign: campaigns.find(({ id }) => id === campaignOf.get(key.split('/')[0] ?? '')),
      }));
    return { sent, troubles: [...inside.troubles, ...company.thrown] };
  } finally {
    await company.close();
  }
}

describe(`whatever happens, in whatever order (BATON_SEED=${seed})`, () => {
  test('no mail of news and offers, and no webhook for them, leaves against consent, in quiet hours, over a cap, or to whom a campaign leaves alone', async () => {
    let mails = 0;
    let calls = 0;
    const begin = fc.constantFrom(
      ...['2026-01-05T12:00Z', '2026-03-27T20:00Z', '2026-10-24T02:00Z'].map(Date.parse),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 8, maxLength: 30 }), begin, async (deeds, startsAt) => {
        const { sent, troubles } = await play(deeds, startsAt);
        expect(troubles).toEqual([]);
        for (const [n, { person, campaign, at }] of sent.entries()) {
          if (person === undefined) throw new Error('It went to nobody.');
          const { customer, timeZone } = person;
          const minute = Math.floor((clockOf(timeZone)(at) % DAY) / 60_000);
          expect([timeZone, minute >= 9 * 60 + 15 && minute < 20 * 60 + 30]).toEqual([timeZone, true]);
          expect(person.consent.at(at)).toContain(true);
          const earlier = sent.slice(0, n + 1).filter((one) => one.person === person);
          const recent = earlier.filter((one) => one.at > at - CAP.withinDays * DAY);
          expect(recent.length).toBeLessThanOrEqual(CAP.most);
          if (campaign === undefined) continue;
          expect(isHeldOut(campaign.id, customer.id, HOLD_OUT)).toBe(false);
          expect(campaign.active.at(at)).toContain(true);
          expect(person.marked.at(at)).toContain(false);
          const its = sent.slice(0, n + 1).filter((one) => one.campaign === campaign);
          expect(its.length).toBeLessThanOrEqual(7);
          expect(its.filter((one) => one.person === person).length).toBeLessThanOrEqual(PER_CUSTOMER);
        }
        mails += sent.filter(({ by }) => by === 'mail').length;
        calls += sent.filter(({ by }) => by === 'webhook').length;
      }),
      { seed, numRuns: 15 },
    );
    expect(mails).toBeGreaterThan(20);
    expect(calls).toBeGreaterThan(5);
  }, 120_000);

  test('many touches at once, of many sequences, pass no cap', async () => {
    const company = await openCompany({ startsAt: '2026-01-05T12:00:00Z', settings, rules: {} });
    const customer = await company.customer({
      ...{ name: 'Ann', email: 'ann@example.com', language: 'en', timeZone: 'UTC', consent: { email: true } },
    });
    const { inside } = company;
    const { touch } = outreachPerformers({
      ...inside,
      ...{ ...inside.mails, publicUrl: 'https://x.example', keep: async () => {} },
    });
    const input = { customer: customer.id, channel: 'mail', what: 'outreach-welcome', purpose: 'marketing' };
    const asked = Array.from({ length: 12 }, (_, n) => ({
      key: `i-${n % 9}/1/0`,
      instance: `i-${n % 9}`,
      process: 'outreach',
    }));
    const told = await Promise.all(
      asked.map((scope) => touch?.({ ...input, sequence: 'long', step: 0 } as never, scope)),
    );
    const keys = new Set(company.mails.map(({ key }) => key));
    expect(keys.size).toBe(CAP.most);
    expect(told.filter((one) => (one as { sent: boolean }).sent).length).toBeGreaterThanOrEqual(CAP.most);
    await company.close();
  });
});
