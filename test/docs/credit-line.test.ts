import { expect, test } from 'vitest';
import { definition } from '../../docs/examples/credit-line.ts';
import { rehearse } from '../kit/rehearse.ts';

const input = { customer: 'c-1', amountMinor: 500_000 };

test('the state machine’s output is the limit', () => {
  const line = rehearse(definition, input);
  line.succeed('check', { limitMinor: 400_000 });
  expect(line.view.output).toEqual({ outcome: 'granted', limitMinor: 400_000 });
});

test('its failure is a code', () => {
  const line = rehearse(definition, input);
  line.fail('check', 'timed-out');
  expect(line.view.output).toEqual({ outcome: 'timed-out', limitMinor: 0 });
});

test('it is awaited for two days, by the name that it has outside', () => {
  expect(definition.effects.checkCredit).toMatchObject({
    ...{ stateMachine: 'credit-check', deadline: 172_800_000, exhausted: 'fail' },
  });
});
