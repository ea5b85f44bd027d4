import { describe, expect, test } from 'vitest';
import { createCompany } from '../../kit/create-company.ts';

const staff = { ann: ['sales'], may: ['sales-manager'] };
const doe = { name: 'John Doe', email: 'john@example.com', language: 'en' };

async function followed(input: object, options: object = {}) {
  const company = await createCompany({ startsAt: '2026-01-05T09:00', staff, rules: {}, ...options });
  const customer = await company.customer(doe);
  const followUp = await company.start('follow-up', {
    customer: customer.id,
    topic: 'satisfaction',
    ...input,
  });
  return { company, customer, followUp };
}

describe('a follow-up', () => {
  test('at a date is a task on that date, of whoever has least to do', async () => {
    const { company, followUp } = await followed({ at: '2026-02-01T09:00:00Z' });
    await company.passUntil('2026-02-01T08:59');
    expect(followUp.state).toEqual({ waiting: 'dated' });
    await company.passUntil('2026-02-01T09:00');
    expect(await company.inbox('ann')).toMatchObject([{ process: 'follow-up', person: 'ann' }]);
    await followUp.task('done').complete({ type: 'done' });
    expect([followUp.status, followUp.output]).toEqual(['done', { outcome: 'done' }]);
  });

  test('repeats as often as it was asked for, each time after the interval', async () => {
    const { company, followUp } = await followed({
      in: { days: 7 },
      repeat: { every: { days: 30 }, times: 3 },
    });
    await company.pass({ days: 7 });
    for (const rest of [2, 1]) {
      await followUp.send({ type: 'done' });
      expect([followUp.state, followUp.context.left]).toEqual([{ waiting: 'again' }, rest]);
      await company.pass({ days: 30 });
    }
    await followUp.send({ type: 'done' });
    expect(followUp.output).toEqual({ outcome: 'done' });
  });

  test('waits for a silence: whatever is heard of the customer begins it anew', async () => {
    const { company, customer, followUp } = await followed({ silence: { days: 90 } });
    await company.pass({ days: 89 });
    await company.tell({ type: 'outreach.replied', instance: 'o-1' }, { customer: customer.id });
    await company.pass({ days: 89 });
    expect(followUp.state).toEqual({ waiting: 'silent' });
    await company.pass({ days: 1 });
    expect(followUp.state).toEqual({ due: 'asked' });
  });

  test('that nobody does is the manager’s, announced, and given up in the end', async () => {
    const { company, followUp } = await followed({ in: { days: 1 } });
    await company.pass({ days: 3 });
    expect(followUp.state).toEqual({ due: 'missed' });
    expect(followUp.journal.flatMap(({ emitted }) => emitted)).toEqual([
      { type: 'follow-up.missed', topic: 'satisfaction' },
    ]);
    expect(await company.inbox('may')).toMatchObject([{ role: 'sales-manager' }]);
    await company.pass({ days: 28 });
    expect(followUp.output).toEqual({ outcome: 'missed' });
  });

  test('that is missed for good comes again where it is repeated', async () => {
    const { company, followUp } = await followed({
      in: { days: 1 },
      repeat: { every: { days: 60 }, times: 2 },
    });
    await company.pass({ days: 31 });
    expect([followUp.state, followUp.context.left]).toEqual([{ waiting: 'again' }, 1]);
  });

  test('is put off, then asked of its own role again', async () => {
    const { company, followUp } = await followed({ in: { days: 1 }, role: 'sales' });
    await company.pass({ days: 3 });
    await followUp.task('postpone').complete({ type: 'postpone', at: '2026-03-01T09:00:00Z' }, 'may');
    await company.passUntil('2026-03-01T09:00');
    expect(followUp.tasks).toMatchObject([{ role: 'sales', state: 'due.asked' }]);
  });

  test('follows what the company has set', async () => {
    const { company, followUp } = await followed(
      { in: { days: 1 } },
      { settings: { 'follow-up': { within: { hours: 4 }, role: 'service' } } },
    );
    await company.pass({ days: 1 });
    expect(followUp.tasks).toMatchObject([{ role: 'service' }]);
    await company.pass({ hours: 4 });
    expect(followUp.state).toEqual({ due: 'missed' });
  });

  test('is dropped when it is not needed, and when its customer is removed', async () => {
    const { followUp } = await followed({ in: { days: 1 } });
    await followUp.send({ type: 'drop' });
    expect(followUp.output).toEqual({ outcome: 'dropped' });
  });

  test.each([
    [{}, '/at'],
    [{ in: { days: 1 }, silence: { days: 2 } }, '/at'],
    [{ at: 'tomorrow' }, '/at'],
    [{ in: { days: 1, hours: -1 } }, '/in/hours'],
    [{ in: {} }, '/in'],
    [{ in: { seconds: 1 } }, '/in'],
    [{ in: { days: 3650, hours: 1 } }, '/in'],
    [{ in: { days: 1 }, repeat: { every: { days: 1 }, times: 0 } }, '/repeat/times'],
  ])('refuses %j', async (input, path) => {
    const refusal = { code: 'invalid-input', details: { issues: [{ path }] } };
    await expect(followed(input)).rejects.toMatchObject(refusal);
  });
});
