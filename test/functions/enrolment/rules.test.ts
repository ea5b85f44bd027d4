import { describe, expect, test } from 'vitest';
import type { EnrolmentRule } from '../../../records/kinds/enrolment.ts';
import { enrolmentKind } from '../../../records/kinds/enrolment.ts';
import { segmentKind } from '../../../records/kinds/segment.ts';
import { createCompany } from '../../kit/create-company.ts';

const titles = { en: 'A rule', zh: '规则' };
const customer = { $: 'customer' };
const doe = { name: 'John Doe', email: 'john@example.com', language: 'en', tags: [] };

/** A rule that starts a follow-up, which stands for any process. */
const rule = (change: Partial<EnrolmentRule>): EnrolmentRule => ({
  ...{ title: titles, on: { events: ['complained'] }, process: 'follow-up', repeat: 'once', active: true },
  input: { customer, topic: 'complaint', in: { days: 1 } },
  ...change,
});

async function company(rules: Readonly<Record<string, EnrolmentRule>>) {
  const company = await createCompany({ rules, staff: { ann: ['sales'] } });
  const { id } = await company.customer(doe);
  const complain = (event: object = {}) => company.tell({ type: 'complained', ...event }, { customer: id });
  const followUps = () => company.instances({ process: 'follow-up', customer: id });
  const end = () => followUps().at(-1)?.send({ type: 'drop' });
  return { company, id, complain, followUps, end };
}

describe('a rule starts a process for an event that nobody waits for', () => {
  test('once for each customer', async () => {
    const { complain, followUps, end } = await company({ r: rule({ repeat: 'once' }) });
    expect(await complain()).toBe(1);
    await end();
    await complain();
    expect(followUps()).toHaveLength(1);
  });

  test('again after it has ended, and never while one runs', async () => {
    const { complain, followUps, end } = await company({ r: rule({ repeat: 'after-end' }) });
    await complain();
    await complain();
    expect(followUps()).toHaveLength(1);
    await end();
    await complain();
    expect(followUps().map(({ status }) => status)).toEqual(['done', 'active']);
  });

  test('never while one runs that somebody else started', async () => {
    const { company: own, id, complain, followUps } = await company({ r: rule({ repeat: 'after-end' }) });
    await own.start('follow-up', { customer: id, topic: 'other', in: { days: 1 } });
    await complain();
    expect(followUps()).toHaveLength(1);
  });

  test('never while one is paused, or one of a customer who was merged runs', async () => {
    const { company: own, id, complain, followUps } = await company({ r: rule({ repeat: 'after-end' }) });
    const twin = await own.customer({ ...doe, name: 'Jon Doe', email: 'jon@example.com' });
    await own.tell({ type: 'complained' }, { customer: twin.id });
    await own.inside.customers.merge(
      { survivor: id, duplicate: twin.id, take: [] },
      { kind: 'caller', id: 'a' },
    );
    await own.settle();
    await complain();
    expect(followUps()).toHaveLength(0);
    await own.instances({ process: 'follow-up' })[0]?.byHand({ kind: 'pause' });
    await complain();
    expect(own.instances({ process: 'follow-up' })).toHaveLength(1);
  });

  test('for each event at most a hundred times an hour', async () => {
    const { company: own, complain, followUps } = await company({ r: rule({ repeat: 'always' }) });
    for (let times = 0; times < 100; times++) await complain();
    expect(followUps()).toHaveLength(100);
    await expect(complain()).rejects.toThrow('r starts nothing');
    await own.pass({ hours: 2 });
    await complain();
    expect(followUps()).toHaveLength(101);
  });

  test('once for each event', async () => {
    const { complain, followUps } = await company({ r: rule({ repeat: 'always' }) });
    await complain();
    await complain();
    expect(followUps()).toHaveLength(2);
  });

  test.each(['once', 'after-end', 'always'] as const)(
    'of %s, an event counts once, however often it is told',
    async (repeat) => {
      const { company: own, id, followUps, end } = await company({ r: rule({ repeat }) });
      const who = { kind: 'caller', id: 'a' } as const;
      const telling = { event: { type: 'complained' }, cause: 'e-1', who, about: { customer: id } };
      for (let times = 0; times < 3; times++) {
        await own.inside.tell(telling);
        await own.settle();
        if (times === 1) await end();
      }
      expect(followUps()).toHaveLength(1);
    },
  );

  test('of two that want it at once, one starts it', async () => {
    const { company: own, id, followUps } = await company({ r: rule({ repeat: 'after-end' }) });
    const who = { kind: 'caller', id: 'a' } as const;
    const tellings = ['e-1', 'e-2', 'e-3'].map((cause) =>
      own.inside.tell({ event: { type: 'complained' }, cause, who, about: { customer: id } }),
    );
    await Promise.all(tellings);
    await own.settle();
    expect(followUps()).toHaveLength(1);
  });

  test('where the fields of the event are as it says', async () => {
    const on = { events: ['complained'], where: { topic: ['delivery', 'invoice'], open: true } };
    const { complain, followUps } = await company({ r: rule({ on, repeat: 'always' }) });
    await complain({ topic: 'delivery', open: false });
    await complain({ topic: 'other', open: true });
    expect(followUps()).toHaveLength(0);
    await complain({ topic: 'invoice', open: true });
    expect(followUps()).toHaveLength(1);
  });

  test('not where it is switched off, and from then on where it is switched on', async () => {
    const { company: own, complain, followUps } = await company({ r: rule({ active: false }) });
    await complain();
    expect(followUps()).toHaveLength(0);
    await own.write(enrolmentKind, rule({}), { id: 'r' });
    await complain();
    expect(followUps()).toHaveLength(1);
  });
});

test('a process whose end starts it anew does not take itself for one that runs', async () => {
  const again = (on: string, topic: string) =>
    rule({
      on: { events: [on], where: { topic } },
      repeat: 'after-end',
      input: { customer, topic, in: { minutes: 1 } },
    });
  const rules = { a: again('follow-up.done', 'a') };
  const own = await createCompany({ rules, staff: { ann: ['sales'] } });
  const { id } = await own.customer(doe);
  await own.start('follow-up', { customer: id, topic: 'a', in: { minutes: 1 } });
  for (let times = 0; times < 5; times++) {
    await own.pass({ minutes: 1 });
    await own.instances({ process: 'follow-up' }).at(-1)?.send({ type: 'done' });
  }
  expect(own.instances({ process: 'follow-up' })).toHaveLength(6);
});

describe('a segment', () => {
  const filter = { field: 'tags', has: 'vip' } as const;
  const started = rule({ on: { segment: 'vips' }, repeat: 'after-end' });

  test('enrols whoever comes to be in it by a change', async () => {
    const own = await createCompany({ rules: { r: started }, staff: { ann: ['sales'] } });
    await own.write(segmentKind, { title: titles, filter }, { id: 'vips' });
    const john = await own.customer(doe);
    expect(own.instances({ process: 'follow-up' })).toHaveLength(0);
    await own.change(john, { tags: ['vip'] });
    await own.customer({ ...doe, name: 'Jane Roe', email: 'jane@example.com', tags: ['vip'] });
    expect(own.instances({ process: 'follow-up' })).toHaveLength(2);
  });

  test('enrols once a day whoever is in it by then', async () => {
    const own = await createCompany({ rules: { r: started }, staff: { ann: ['sales'] } });
    await own.customer({ ...doe, tags: ['vip'] });
    await own.write(segmentKind, { title: titles, filter }, { id: 'vips' });
    const enrol = async () => {
      for (let next: string | undefined = undefined, more = true; more; more = next !== undefined) {
        ({ next } = await own.inside.enrolAll(next));
      }
      await own.settle();
      return own.instances({ process: 'follow-up' }).length;
    };
    expect([await enrol(), await enrol()]).toEqual([1, 1]);
    await own.instances({ process: 'follow-up' })[0]?.send({ type: 'drop' });
    expect(await enrol()).toBe(1);
    await own.pass({ days: 1 });
    expect(await enrol()).toBe(2);
  });
});

test('what a machine emits is told to every process of its customer that waits, once', async () => {
  const own = await createCompany({ staff: { ann: ['sales'], sam: ['service'] } });
  const john = await own.customer(doe);
  const chair = { sku: 'CHAIR', quantity: 1, unitPriceMinor: 10_000 };
  const order = await own.start('order', { customer: john.id, currency: 'EUR', lines: [chair] });
  expect(order.status).toBe('active');
  const [life] = own.instances({ process: 'customer', customer: john.id });
  const heard = life?.journal.map(({ event }) => event).filter(({ type }) => type === 'order.placed');
  expect(heard).toMatchObject([{ payload: { instance: order.id }, who: { kind: 'instance', id: order.id } }]);
  expect(life?.leaves).toContain('living.standing.active');
});
