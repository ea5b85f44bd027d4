import { expect, test } from 'vitest';
import { definition } from '../../docs/examples/credit-line.ts';
import { createCompany } from '../kit/create-company.ts';
import { later, type StandIn } from '../kit/outside.ts';

/** A wish for credit, which a state machine checks. */
async function wish(checkCredit: StandIn) {
  const company = await createCompany({ definitions: [definition], performers: { checkCredit } });
  const line = await company.start('credit-line', { customer: 'c-1', amountMinor: 500_000 });
  return { company, line };
}

test('the state machine’s output is the limit', async () => {
  const { company, line } = await wish({ limitMinor: 400_000 });
  expect(line.output).toEqual({ outcome: 'granted', limitMinor: 400_000 });
  expect(company.effects).toMatchObject([{ effect: 'checkCredit', input: { amountMinor: 500_000 } }]);
});

test('its failure is a code, and it is not tried again', async () => {
  const { company, line } = await wish(() => {
    throw Object.assign(new Error('No credit for Jane Doe.'), { code: 'timed-out' });
  });
  expect(line.output).toEqual({ outcome: 'timed-out', limitMinor: 0 });
  expect(company.effects).toHaveLength(1);
});

test('it is awaited for two days', async () => {
  const { company, line } = await wish(later);
  await company.pass({ hours: 47 });
  expect(line.state).toBe('checking');
  await company.pass({ hours: 1 });
  expect(line.output).toMatchObject({ outcome: 'deadline' });
});

test('it is awaited for two days, by the name that it has outside', () => {
  expect(definition.effects.checkCredit).toMatchObject({
    ...{ stateMachine: 'credit-check', deadline: 172_800_000, exhausted: 'fail' },
  });
});
