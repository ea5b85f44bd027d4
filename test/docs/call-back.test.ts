import { expect, test } from 'vitest';
import { definition } from '../../docs/examples/call-back.ts';
import { EventNotAccepted } from '../../engine/errors.ts';
import { rehearse } from '../kit/rehearse.ts';
import { parseCurl } from './curl.ts';
import { blocks, page } from './markdown.ts';

const input = { customer: 'c-1', topic: 'delivery' };

test('is done when the customer was reached, at the second call', () => {
  const request = rehearse(definition, input);
  request.send({ type: 'missed' });
  expect(request.view.state).toEqual({ open: 'pausing' });
  expect(() => request.send({ type: 'reached' })).toThrow(EventNotAccepted);
  request.pass({ hours: 2 });
  request.send({ type: 'reached' });
  expect(request.head.status).toBe('done');
  expect(request.view).toMatchObject({ state: 'done', output: { missed: 1 }, customer: 'c-1' });
});

test('ends after three days without an answer', () => {
  const request = rehearse(definition, input);
  request.pass({ days: 2, hours: 23 });
  expect(request.view.accepts).toEqual(['reached', 'missed', 'withdraw']);
  request.pass({ hours: 1 });
  expect(request.view.state).toBe('unreachable');
});

test('can be withdrawn at any time', () => {
  const request = rehearse(definition, input);
  request.send({ type: 'missed' });
  request.send({ type: 'withdraw' });
  expect(request.view.state).toBe('withdrawn');
});

test('takes what the README posts', () => {
  const [commands] = blocks(page('README.md')).filter(({ text }) => text.startsWith('curl'));
  const [start, event, read] = (commands?.text.trim().split('\n') ?? []).map((line) =>
    parseCurl(line, { instance: 'i' }),
  );
  const { process, input } = JSON.parse(start?.body ?? '');
  expect([start?.path, process]).toEqual(['/instances', definition.process]);
  const request = rehearse(definition, input);
  request.send(JSON.parse(event?.body ?? ''));
  expect(request.view.state).toEqual({ open: 'pausing' });
  expect([event?.path, read?.method, read?.path]).toEqual(['/instances/i/events', 'GET', '/instances/i']);
});
