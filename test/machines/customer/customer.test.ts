import { describe, expect, test } from 'vitest';
import { createCompany } from '../../kit/create-company.ts';
import { decisionTable } from '../../kit/decision-table.ts';

const doe = { name: 'John Doe', email: 'john@example.com', language: 'en' };
const placed = { type: 'order.placed', instance: 'o-1' };
const staff = { ann: ['sales'], sam: ['service'], may: ['sales-manager'] };

async function living(options: object = {}) {
  const company = await createCompany({ staff, rules: {}, ...options });
  const customer = await company.customer(doe);
  const life = await company.start('customer', { customer: customer.id });
  const standing = () => {
    const { living } = life.state as { living: { standing: unknown } };
    return living.standing;
  };
  return { company, customer, life, standing };
}

const emitted = ({ journal }: Awaited<ReturnType<typeof living>>['life']) =>
  journal.flatMap((entry) => entry.emitted.map(({ type }) => type));

describe('the life of a customer', () => {
  test('goes from prospect to active, at risk, lapsed, won back, and to active again', async () => {
    const { company, life, standing } = await living();
    expect(standing()).toBe('prospect');
    await life.send(placed);
    expect(standing()).toBe('active');
    await company.pass({ days: 180 });
    expect(standing()).toEqual({ atRisk: 'calling' });
    await life.task('called').complete({ type: 'called' });
    await company.pass({ days: 180 });
    expect(standing()).toBe('lapsed');
    await life.send({ ...placed, instance: 'o-2' });
    expect(standing()).toBe('wonBack');
    await company.pass({ days: 90 });
    expect([standing(), life.context.orders]).toEqual(['active', 2]);
    expect(emitted(life)).toEqual(['customer.at-risk', 'customer.lapsed', 'customer.won-back']);
  });

  test('each order and the end of each begins the time anew', async () => {
    const { company, life, standing } = await living();
    await life.send(placed);
    await company.pass({ days: 170 });
    await life.send({ type: 'order.closed', instance: 'o-1', outcome: 'completed' });
    await company.pass({ days: 170 });
    expect(standing()).toBe('active');
    await company.pass({ days: 10 });
    expect(standing()).toEqual({ atRisk: 'calling' });
  });

  test.each([
    [1, true],
    [2, true],
    [3, false],
    [undefined, false],
  ])('a case that was rated %s puts an active customer at risk: %s', async (rating, atRisk) => {
    const { life, standing } = await living();
    await life.send(placed);
    await life.send({ type: 'case.closed', instance: 'k-1', outcome: 'resolved', ...(rating && { rating }) });
    expect(standing()).toEqual(atRisk ? { atRisk: 'calling' } : 'active');
    if (!atRisk) return;
    await life.send(placed);
    expect(standing()).toBe('active');
  });

  test('at risk, a customer is whose the company decides, or is waited for', async () => {
    const decisions = {
      'next-best-action': decisionTable('next-best-action', {
        ...{ inputs: ['orders', 'unhappy', 'timesAtRisk'], outputs: ['action', 'role'] },
        rules: [
          ['-', 'true', '-', '"call"', '"sales"'],
          ['-', '-', '>= 1', '"call"', '"service"'],
          ['< 2', '-', '-', '"wait"', 'null'],
        ],
      }),
    };
    const { company, life, standing } = await living({
      ...{ decisions, settings: { customer: { onboarding: [] } } },
    });
    await life.send(placed);
    await company.pass({ days: 180 });
    expect([standing(), life.tasks]).toEqual([{ atRisk: 'waiting' }, []]);
    await life.send(placed);
    await company.pass({ days: 180 });
    expect([standing(), life.tasks]).toMatchObject([{ atRisk: 'calling' }, [{ role: 'service' }]]);
    await life.send(placed);
    await life.send({ type: 'case.closed', instance: 'k-1', outcome: 'resolved', rating: 1 });
    expect([standing(), life.tasks]).toMatchObject([{ atRisk: 'calling' }, [{ role: 'sales' }]]);
    expect(company.thrown).toEqual([]);
  });

  test('is over when the customer is erased', async () => {
    const { life } = await living();
    await life.send({ type: 'customer.removed', record: 'c-1', revision: 2, changed: [] });
    expect([life.state, life.status]).toEqual(['erased', 'done']);
  });

  test('is over when the customer is merged into another, whose life goes on', async () => {
    const company = await createCompany({ staff });
    const [john, twin] = [await company.customer(doe), await company.customer({ ...doe, name: 'Jon Doe' })];
    await company.instances({ process: 'customer', customer: twin.id })[0]?.send(placed);
    const merge = { survivor: john.id, duplicate: twin.id };
    await company.inside.customers.merge({ ...merge, take: [] }, { kind: 'caller', id: 'a' });
    await company.settle();
    const lives = company.instances({ process: 'customer' });
    expect(lives.map(({ customer, status, state }) => [customer, status, state])).toMatchObject([
      [john.id, 'active', { living: { standing: 'active', onboarding: { stepping: {} } } }],
      [twin.id, 'done', 'merged'],
    ]);
    expect(lives[0]?.context).toMatchObject({ orders: 1 });
  });

  test('takes of an announcement what it needs', async () => {
    const { life } = await living();
    await life.send({ ...placed, totalMinor: 5, currency: 'EUR' });
    expect(life.journal.find(({ event }) => event.type === placed.type)?.event.payload).toEqual({
      instance: 'o-1',
    });
  });
});

describe('the onboarding of a new customer', () => {
  test('is a task for each step, of whoever the step is for', async () => {
    const { life } = await living();
    await life.send(placed);
    expect(life.tasks).toMatchObject([{ role: 'sales', person: 'ann' }]);
    await life.task('stepDone').complete({ type: 'stepDone' });
    expect(life.tasks).toMatchObject([{ role: 'service', person: 'sam' }]);
    await life.task('stepDone').complete({ type: 'stepSkipped' });
    expect(life.leaves).toContain('living.onboarding.onboarded');
  });

  test('a step that nobody does is the manager’s, and left out in the end', async () => {
    const { company, life } = await living();
    await life.send(placed);
    await company.pass({ days: 3 });
    expect(life.tasks).toMatchObject([{ role: 'sales-manager' }]);
    await company.pass({ days: 27 });
    expect(life.tasks).toMatchObject([{ role: 'service' }]);
  });

  test('has the steps that the company sets, or none', async () => {
    const onboarding = [{ step: 'visit', role: 'field' }];
    const { life } = await living({ settings: { customer: { onboarding } } });
    await life.send(placed);
    expect(life.tasks).toMatchObject([{ role: 'field' }]);
    const none = await living({ settings: { customer: { onboarding: [] } } });
    await none.life.send(placed);
    expect(none.life.leaves).toContain('living.onboarding.onboarded');
  });
});
