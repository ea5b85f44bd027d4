import { expect, test } from 'vitest';
import { createLocalStateMachines, type StandIn } from '../../local/state-machines.ts';

const scope = { key: 'i-1/1/0', instance: 'i-1', process: 'order' };
const run = (standIn: StandIn, name = 'credit-check') =>
  createLocalStateMachines({ 'credit-check': standIn }).run(name, { amountMinor: 5 }, scope);

test('a stand-in gets the input and the key, and its output is the outcome', async () => {
  const echo: StandIn = async (input, { key }) => ({ input, key });
  expect(await run(echo)).toEqual({ input: { amountMinor: 5 }, key: 'i-1/1/0' });
});

test.each([
  [Object.assign(new Error('John Doe is broke'), { code: 'no-credit' }), 'no-credit'],
  [new Error('John Doe is broke'), 'state-machine-failed'],
  ['John Doe is broke', 'state-machine-failed'],
])('what it throws is how it failed, for good: %s', async (thrown, code) => {
  await expect(run(() => Promise.reject(thrown))).rejects.toMatchObject({ code, permanent: true });
});

test.each(['debt-check', 'toString'])('without a stand-in it fails for good: %s', async (name) => {
  const asked = run(async () => ({}), name);
  await expect(asked).rejects.toMatchObject({ code: 'no-such-state-machine', permanent: true });
});
