import { describe, expect, test } from 'vitest';
import { announced, articles, because, openDesk } from '../case/desk.ts';

async function openReturn() {
  const desk = await openDesk();
  const one = await desk.company.start('return', { customer: desk.customer.id, articles });
  return { ...desk, one };
}

test('articles are sent back, checked and accepted', async () => {
  const { company, customer, one, letters } = await openReturn();
  expect(one.key).toMatch(/^RET-/);
  expect(company.mailsTo(customer)[0]?.subject).toBe(`您的退货 ${one.key}`);
  await one.send({ type: 'received' });
  expect(one.task('accept')).toMatchObject({ role: 'returns', person: 'cyd' });
  await one.task('accept').complete({ type: 'accept' });
  expect(one).toMatchObject({ status: 'done', output: { outcome: 'accepted', number: one.key } });
  expect(letters()).toEqual(['return-instructions', 'return-accepted']);
  expect(announced(one)).toEqual([{ type: 'return.closed', outcome: 'accepted' }]);
});

describe('what may go wrong', () => {
  test('the customer does not send them: is reminded every week, and after thirty days it is over', async () => {
    const { company, one, letters } = await openReturn();
    await company.pass({ days: 30 });
    expect(one).toMatchObject({ status: 'done', output: { outcome: 'not-sent' } });
    expect(letters()).toEqual(['return-instructions', ...Array(4).fill('return-reminder'), 'return-expired']);
  });

  test('the customer keeps them', async () => {
    const { one, letters } = await openReturn();
    await one.send(because('cancel'));
    expect([one.output, letters().at(-1)]).toMatchObject([{ outcome: 'cancelled' }, 'return-cancelled']);
  });

  test('they are refused, and sent back by somebody who is reminded until they are', async () => {
    const { company, one, letters, teamLetters } = await openReturn();
    await one.send({ type: 'received' });
    await one.send(because('refuse'));
    await company.pass({ days: 4 });
    expect(teamLetters()).toEqual(['return-to-send-back', 'return-to-send-back']);
    await one.task('sentBack').complete({ type: 'sentBack', carrier: 'SF', tracking: 'T-1' });
    expect(one.output).toMatchObject({ outcome: 'refused' });
    expect(letters()).toEqual(['return-instructions', 'return-refused']);
  });

  test('nobody checks them: the customer does not suffer for it', async () => {
    const { company, one, teamLetters } = await openReturn();
    await one.send({ type: 'received' });
    await company.pass({ days: 14 });
    expect(one.output).toMatchObject({ outcome: 'accepted' });
    expect(teamLetters()).toEqual(Array(6).fill('return-to-check'));
  });

  test('a customer who cannot be told: the return goes on', async () => {
    const { company, one } = await openReturn();
    company.fail('notify', 'mail-down');
    await one.send({ type: 'received' });
    await one.send({ type: 'accept' });
    await company.pass({ hours: 1 });
    expect(one.output).toMatchObject({ outcome: 'accepted' });
  });
});
