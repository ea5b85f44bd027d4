import { expect, test } from 'vitest';
import { definition } from '../../docs/examples/call-back.ts';
import { EventNotAccepted } from '../../engine/errors.ts';
import { createCompany } from '../kit/create-company.ts';
import { parseCurl } from './curl.ts';
import { blocks, page } from './markdown.ts';

const input = { customer: 'c-1', topic: 'delivery' };

const openRequest = async () => {
  const company = await createCompany({ definitions: [definition] });
  return { company, request: await company.start('call-back', input) };
};

test('is done when the customer was reached, at the second call', async () => {
  const { company, request } = await openRequest();
  await request.send({ type: 'missed' });
  expect(request.state).toEqual({ open: 'pausing' });
  await expect(request.send({ type: 'reached' })).rejects.toThrow(EventNotAccepted);
  await company.pass({ hours: 2 });
  await request.send({ type: 'reached' });
  expect(request).toMatchObject({ status: 'done', state: 'done', output: { missed: 1 }, customer: 'c-1' });
});

test('ends after three days without an answer', async () => {
  const { company, request } = await openRequest();
  await company.pass({ days: 2, hours: 23 });
  expect(request.accepts).toEqual(['reached', 'missed', 'withdraw']);
  await company.pass({ hours: 1 });
  expect(request.state).toBe('unreachable');
});

test('can be withdrawn at any time', async () => {
  const { request } = await openRequest();
  await request.send({ type: 'missed' });
  await request.send({ type: 'withdraw' });
  expect(request.state).toBe('withdrawn');
});

test('takes what the README posts', async () => {
  const [commands] = blocks(page('README.md')).filter(({ text }) => text.startsWith('curl'));
  const [start, event, read] = (commands?.text.trim().split('\n') ?? []).map((line) =>
    parseCurl(line, { instance: 'i' }),
  );
  const { process, input } = JSON.parse(start?.body ?? '');
  expect([start?.path, process]).toEqual(['/instances', definition.process]);
  const company = await createCompany({ definitions: [definition] });
  const request = await company.start('call-back', input);
  await request.send(JSON.parse(event?.body ?? ''));
  expect(request.state).toEqual({ open: 'pausing' });
  expect([event?.path, read?.method, read?.path]).toEqual(['/instances/i/events', 'GET', '/instances/i']);
});
