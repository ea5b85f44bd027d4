import { DeleteItemCommand, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { definition as sampleRequest } from '../../docs/examples/sample-request.ts';
import { definition as sampleRound } from '../../docs/examples/sample-round.ts';
import { openStore } from '../adapters/store.ts';
import { openCompany } from './company.ts';
import { createCompany } from './create-company.ts';
import { bell } from './gallery.ts';
import { later } from './outside.ts';

const lines = [{ sku: 'CHAIR', quantity: 2, unitPriceMinor: 10_000 }];

describe('mails', () => {
  test('are in the language of whoever reads them, and teams read English', async () => {
    const company = await createCompany({ staff: { ann: ['packer'] } });
    const li = await company.customer({ name: '李雷', email: 'li@example.org', language: 'zh' });
    const order = await company.start('order', { customer: li.id, currency: 'EUR', lines });
    await company.customer({ name: 'Ada', email: 'ada@example.org' });
    await order.send({ type: 'pay', amountMinor: 20_000, reference: 'PAY-1' });
    await company.pass({ days: 1 });
    expect(company.mailsTo(li)).toMatchObject([
      { template: 'order-created', subject: `您的订单 ${order.key}`, at: Date.UTC(2026, 0, 1, 12) },
      { template: 'order-paid', subject: `订单 ${order.key} 已付款` },
    ]);
    expect(company.mailsTo('team')).toMatchObject([
      { template: 'order-packing-overdue', subject: `Pack order ${order.key}`, at: Date.UTC(2026, 0, 2, 12) },
    ]);
    expect(company.mails).toHaveLength(3);
  });

  test('that cannot be sent are held, and sent when a person tries again', async () => {
    const company = await createCompany();
    const ada = await company.customer({ name: 'Ada' });
    const order = await company.start('order', { customer: ada.id, currency: 'EUR', lines });
    expect(order.held).toMatchObject([{ effect: 'notify', code: 'customer-without-mail' }]);
    const after = await company.change(ada, { email: 'ada@example.org' });
    await order.retry();
    expect(company.mailsTo(after).map(({ template }) => template)).toEqual(['order-created']);
  });
});

describe('children', () => {
  const definitions = [sampleRound, sampleRequest];
  const input = { article: 'OAK', customers: ['c-1', 'c-2', 'c-3'] };

  test('are instances like others, and their ends come to the parent', async () => {
    const performers = { reserveSample: later, orderPacking: {} };
    const company = await createCompany({ definitions, performers });
    const round = await company.start('sample-round', input);
    const children = company.instances({ parent: round.id });
    expect(children.map(({ customer, state }) => [customer, state])).toEqual(
      input.customers.map((customer) => [customer, 'reserving']),
    );
    await children[0]?.fail('reserveSample', 'out-of-stock');
    expect(round.context).toMatchObject({ waiting: 2 });
    await company.pass({ hours: 1 });
    expect([
      round.status,
      company.instances({ process: 'sample-request' }).map(({ output }) => output),
    ]).toEqual(['done', children.map(({ key }) => ({ outcome: 'out-of-stock', number: key }))]);
  });

  test('are stopped with their parent', async () => {
    const company = await createCompany({ definitions, performers: { reserveSample: later } });
    const round = await company.start('sample-round', input);
    await round.send({ type: 'callOff' });
    expect(company.instances().map(({ status }) => status)).toEqual([
      'done',
      'cancelled',
      'cancelled',
      'cancelled',
    ]);
  });
});

describe('an instance', () => {
  test('shows its history', async () => {
    const company = await createCompany({ definitions: [bell] });
    const one = await company.start<{ rung: number }>('bell', { afterMs: 60_000 });
    await company.pass({ minutes: 1 });
    await one.send({ type: 'stop' });
    expect(one.entries.map(({ kind, type, state }) => [kind, type, state])).toEqual([
      ['event', 'xstate.init', 'on'],
      ['timer', 'xstate.after.next.(machine).on', 'on'],
      ['event', 'stop', 'off'],
    ]);
    expect([one.context.rung, one.status, one.revision, one.timers]).toEqual([1, 'done', 3, []]);
  });

  test('refuses what the engine refuses, and nothing is changed', async () => {
    const company = await createCompany({ definitions: [bell] });
    await expect(company.start('bell', {})).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(company.start('gong', {})).rejects.toMatchObject({ code: 'definition-unknown' });
    const one = await company.start('bell', { afterMs: 60_000 });
    await expect(one.send({ type: 'go' })).rejects.toMatchObject({ code: 'invalid-event' });
    expect(one.revision).toBe(1);
  });

  test('is paused, resumed and cancelled by hand', async () => {
    const company = await createCompany({ definitions: [bell] });
    const one = await company.start('bell', { afterMs: 60_000 });
    await one.byHand({ kind: 'pause' });
    await company.pass({ hours: 1 });
    await one.byHand({ kind: 'resume' });
    expect(one.context.rung).toBe(0);
    await company.pass({ minutes: 1 });
    await one.byHand({ kind: 'cancel', reason: 'by-mistake' });
    expect([one.context.rung, one.status]).toEqual([1, 'cancelled']);
  });
});

test.each([
  ['a journal that was tampered with', 'journal', { revision: { N: '2' } }, 'is not intact'],
  ['what was not handed on', 'projection', {}, 'was handed on'],
] as const)('%s is found when the company closes', async (_, table, rest, problem) => {
  const company = await openCompany({ definitions: [bell] });
  const one = await company.start('bell', { afterMs: 60_000 });
  await company.pass({ minutes: 3 });
  const Key = { instance: { S: one.id }, ...rest };
  await company.inside.client.send(new DeleteItemCommand({ TableName: company.inside.names[table], Key }));
  await expect(company.close()).rejects.toThrow(problem);
});

test('a command that the simulated DynamoDB does not know is an error of the test, and not a store that is away', async () => {
  const company = await createCompany({ definitions: [bell] });
  await expect(company.inside.client.send(new ListTablesCommand({}))).rejects.toThrow(TypeError);
  await expect(company.settle()).rejects.toThrow('does not know the command ListTablesCommand');
});

test('a story is the same on another DynamoDB', async () => {
  const stores = [{}, { openStore: () => openStore() }];
  const told = stores.map(async (store) => {
    const company = await createCompany({ ...store, staff: { ann: ['packer'], bob: ['packer'] } });
    const ada = await company.customer({ name: 'Ada', email: 'ada@example.org' });
    const order = await company.start('order', { customer: ada.id, currency: 'EUR', lines });
    await order.send({ type: 'pay', amountMinor: 20_000, reference: 'PAY-1' });
    await company.pass({ days: 2 });
    const { person } = order.task('pack');
    await order.task('pack').complete({ type: 'pack' });
    await company.tell({ type: 'cancel', reason: 'changed-mind' }, { customer: ada.id });
    await company.pass({ days: 2 });
    return { entries: order.entries, person, mails: company.mails };
  });
  const [memory, dynalite] = await Promise.all(told);
  expect(memory).toEqual(dynalite);
  expect(memory).toMatchObject({ person: 'ann' });
  expect(memory?.entries.at(-1)).toMatchObject({ state: { open: { fulfilment: { refunding: 'waiting' } } } });
});
