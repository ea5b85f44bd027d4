import { expect, test } from 'vitest';
import { rehearse } from '../../docs/examples/rehearsal.ts';
import { definition } from '../../docs/examples/sample-request.ts';
import { EventNotAccepted, InvalidEvent, InvalidInput } from '../../engine/errors.ts';

// #region rehearsal
const wish = { customer: 'c-1', article: 'OAK', copies: 2, country: 'DE' };

test('a wish is granted, numbered and reserved in one transition', () => {
  const request = rehearse(definition, wish);
  expect(request.head.revision).toBe(1);
  expect(request.view.state).toBe('reserving');
  expect(request.view.key).toBe('SMP-2026-01-01-00000000');
  expect(request.awaits).toEqual(['reserveSample']);
});

test('from the wish to the feedback', () => {
  const request = rehearse(definition, wish);
  request.succeed('reservation', { shelf: 'B-7' });
  request.succeed('packing');
  request.send({ type: 'dispatch', tracking: 'T-1' });
  request.send({ type: 'feedback', rating: 5 });
  expect(request.view.output).toEqual({ outcome: 'rated', number: 'SMP-2026-01-01-00000000' });
});

test('nobody answers: the wait ends by itself', () => {
  const request = rehearse(definition, wish);
  request.succeed('reservation', { shelf: 'B-7' });
  request.succeed('packing');
  request.send({ type: 'dispatch', tracking: 'T-1' });
  request.pass({ days: 14 });
  expect(request.view.output).toMatchObject({ outcome: 'silent' });
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

test('ends when nothing could be reserved', () => {
  const request = rehearse(definition, wish);
  request.fail('reservation', 'out-of-stock');
  expect(request.view.output).toMatchObject({ outcome: 'out-of-stock' });
});

test('the warehouse is reminded each day, and given up after a week', () => {
  const request = rehearse(definition, wish);
  request.succeed('reservation', { shelf: 'B-7' });
  request.succeed('packing');
  for (let day = 0; day < 3; day++) {
    request.pass({ days: 1 });
    expect(request.view.state).toEqual({ awaitingDispatch: 'reminding' });
    request.succeed('reminder');
  }
  request.pass({ days: 4 });
  expect(request.view.output).toMatchObject({ outcome: 'not-dispatched' });
  expect(request.awaits).toEqual([]);
});

test('can be withdrawn until it is dispatched', () => {
  const request = rehearse(definition, wish);
  expect(() => request.send({ type: 'withdraw', reason: 'no-longer' })).toThrow(EventNotAccepted);
  request.succeed('reservation', { shelf: 'B-7' });
  request.succeed('packing');
  expect(() => request.send({ type: 'withdraw', reason: 'No longer!' })).toThrow(InvalidEvent);
  request.send({ type: 'withdraw', reason: 'no-longer' });
  expect(request.view.output).toMatchObject({ outcome: 'withdrawn' });
});

test('takes no malformed wish', () => {
  expect(() => rehearse(definition, { ...wish, copies: 'two' })).toThrow(InvalidInput);
});
