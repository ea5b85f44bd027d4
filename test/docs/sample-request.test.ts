import { expect, test } from 'vitest';
import { createSamplePerformers } from '../../docs/examples/performers.ts';
import { definition } from '../../docs/examples/sample-request.ts';
import { EventNotAccepted, InvalidEvent, InvalidInput } from '../../engine/errors.ts';
import { createCompany } from '../kit/create-company.ts';
import { later } from '../kit/outside.ts';
import { rehearse } from '../kit/rehearse.ts';

// #region story
const definitions = [definition];
const wish = { customer: 'c-1', article: 'OAK', copies: 2, country: 'DE' };
const performers = { reserveSample: { shelf: 'B-7' }, orderPacking: {} };

test('from the wish to the feedback', async () => {
  const company = await createCompany({ definitions, performers, staff: { ann: ['packer'] } });
  const request = await company.start('sample-request', wish);
  expect(request.state).toEqual({ awaitingDispatch: 'waiting' });
  expect(company.effects).toMatchObject([
    { effect: 'reserveSample', input: { article: 'OAK', copies: 2 } },
    { effect: 'orderPacking', input: { number: request.key, shelf: 'B-7', copies: 2 } },
  ]);
  await request.task('dispatch').complete({ type: 'dispatch', tracking: 'T-1' }, 'ann');
  await request.send({ type: 'feedback', rating: 5 });
  expect(request.output).toEqual({ outcome: 'rated', number: request.key });
});

test('the packer is reminded each day, and the wish given up after a week', async () => {
  const company = await createCompany({ definitions, performers });
  const request = await company.start('sample-request', wish);
  await company.pass({ days: 3 });
  expect(company.effects.filter(({ effect }) => effect === 'orderPacking')).toHaveLength(1 + 3);
  await company.passUntil('2026-01-08T12:00');
  expect(request.output).toMatchObject({ outcome: 'not-dispatched' });
});

test('when the warehouse does not answer, somebody has it tried again', async () => {
  const company = await createCompany({ definitions, performers });
  company.fail('orderPacking', 'away');
  const request = await company.start('sample-request', wish);
  await company.pass({ hours: 1 });
  expect(request.held).toEqual([{ effect: 'orderPacking', code: 'away', attempts: 5 }]);
  company.mend('orderPacking');
  await request.retry();
  expect(request.state).toEqual({ awaitingDispatch: 'waiting' });
});
// #endregion

test('the real performers fit the process', async () => {
  const warehouse = { reserve: async () => undefined, pack: async () => {} };
  const company = await createCompany({ definitions, performers: createSamplePerformers(warehouse) });
  const request = await company.start('sample-request', wish);
  expect(request.output).toMatchObject({ outcome: 'out-of-stock' });
});

test('nobody answers: the wait ends by itself', async () => {
  const company = await createCompany({ definitions, performers });
  const request = await company.start('sample-request', wish);
  await request.send({ type: 'dispatch', tracking: 'T-1' });
  await company.pass({ days: 14 });
  expect(request.output).toMatchObject({ outcome: 'silent' });
});

// #region rehearsal
test('a wish is granted, numbered and reserved in one transition', () => {
  const request = rehearse(definition, wish);
  expect(request.head.revision).toBe(1);
  expect(request.view.key).toBe('SMP-2026-01-01-00000000');
  expect(request.awaits).toEqual(['reserveSample']);
  request.fail('reservation', 'out-of-stock');
  expect(request.view.output).toMatchObject({ outcome: 'out-of-stock' });
});
// #endregion

test.each([
  ['too many', { ...wish, copies: 6 }, 'refused'],
  ['too many for this country', { ...wish, copies: 3, country: 'CH' }, 'refused'],
])('is refused: %s', (_, input, outcome) => {
  const request = rehearse(definition, input);
  expect(request.head.status).toBe('done');
  expect(request.view.output).toEqual({ outcome });
});

test('can be withdrawn until it is dispatched', async () => {
  const company = await createCompany({ definitions, performers: { ...performers, orderPacking: later } });
  const request = await company.start('sample-request', wish);
  await expect(request.send({ type: 'withdraw', reason: 'no-longer' })).rejects.toThrow(EventNotAccepted);
  await request.succeed('packing');
  await expect(request.send({ type: 'withdraw', reason: 'No longer!' })).rejects.toThrow(InvalidEvent);
  await request.send({ type: 'withdraw', reason: 'no-longer' });
  expect(request.output).toMatchObject({ outcome: 'withdrawn' });
});

test('takes no malformed wish', async () => {
  const company = await createCompany({ definitions });
  await expect(company.start('sample-request', { ...wish, copies: 'two' })).rejects.toThrow(InvalidInput);
});
