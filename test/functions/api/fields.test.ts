import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectProblem } from './expect-problem.ts';
import { aCustomer, anOrder, john, orderOf, payment } from './requests.ts';
import { type Api, openApi } from './server.ts';

/** What is wrong with one field, and the pointer to it. */
type Case = readonly [kind: string, body: object, field: string];

const customers: readonly Case[] = [
  ['no name', { email: john.email }, '/name'],
  ['an empty name', { ...john, name: '' }, '/name'],
  ['a name of spaces', { ...john, name: ' \u00a0\t ' }, '/name'],
  ['a name of 201 characters', { ...john, name: 'n'.repeat(201) }, '/name'],
  ['a number as name', { ...john, name: 42 }, '/name'],
  ['null as name', { ...john, name: null }, '/name'],
  ['a NUL in the name', { ...john, name: 'John\u0000Doe' }, '/name'],
  ['a line break in the name', { ...john, name: 'John\r\nBcc: all@example.com' }, '/name'],
  ['a turn of direction in the name', { ...john, name: 'John\u202eeoD' }, '/name'],
  ['an empty mail', { ...john, email: '' }, '/email'],
  ['null as mail', { ...john, email: null }, '/email'],
  ['a mail without a place', { ...john, email: 'john' }, '/email'],
  ['a mail without a domain', { ...john, email: 'john@' }, '/email'],
  ['two mails', { ...john, email: 'john@example.com, jane@example.com' }, '/email'],
  ['a mail with a name', { ...john, email: 'John <john@example.com>' }, '/email'],
  ['a line break in the mail', { ...john, email: 'john@example.com\nBcc: all@example.com' }, '/email'],
  ['a very long mail', { ...john, email: `${'j'.repeat(250)}@example.com` }, '/email'],
  ['a list as mail', { ...john, email: ['john@example.com'] }, '/email'],
  ['another language', { ...john, language: 'fr' }, '/language'],
  ['null as language', { ...john, language: null }, '/language'],
  ['an id of its own', { ...john, customer: 'mine' }, '/customer'],
  ['a time of its own', { ...john, createdAt: '2026-01-01T00:00:00Z' }, '/createdAt'],
  ['letters as phone', { ...john, phone: 'call me' }, '/phone'],
  ['a phone without a country', { ...john, phone: '030 123456' }, '/phone'],
  ['a phone that nobody can have', { ...john, phone: '+49 1' }, '/phone'],
  ['a phone of another country', { ...john, phone: '5', address: { lines: ['A'], country: 'DE' } }, '/phone'],
  ['an address without a country', { ...john, address: { lines: ['A'] } }, '/address/country'],
  ['an address without a line', { ...john, address: { lines: [], country: 'DE' } }, '/address/lines'],
  ['a country in words', { ...john, address: { lines: ['A'], country: 'Germany' } }, '/address/country'],
  ['a time zone that is none', { ...john, timeZone: 'Mars/Olympus' }, '/timeZone'],
  ['an offset as time zone', { ...john, timeZone: '+01:00' }, '/timeZone'],
  ['a consent on no channel', { ...john, consent: { pigeon: true } }, '/consent/pigeon'],
  ['a word as consent', { ...john, consent: { email: 'yes' } }, '/consent/email'],
  ['a tag twice', { ...john, tags: ['vip', 'vip'] }, '/tags'],
  ['an empty tag', { ...john, tags: [' '] }, '/tags/0'],
  ['an owner who is nobody', { ...john, owner: 'p-1' }, '/owner'],
  ['a team that is none', { ...john, team: 't-1' }, '/team'],
  ['an account that is none', { ...john, account: 'a-1' }, '/account'],
  ['a field that is not declared', { ...john, fields: { hat: 'red' } }, '/fields/hat'],
  ['a prototype as field', { ...john, fields: { constructor: 'red' } }, '/fields/constructor'],
  ['an odd name of a field', { ...john, fields: { 'a b': 'red' } }, '/fields/a b'],
  ['a merging of its own', { ...john, merged: [] }, '/merged'],
];

const order = orderOf('c-1');
const [line] = order.lines;
const lineOf = (changes: object) => ({
  process: 'order',
  input: { ...order, lines: [{ ...line, ...changes }] },
});
const inputOf = (changes: object) => ({ process: 'order', input: { ...order, ...changes } });

const starts: readonly Case[] = [
  ['no process', { input: order }, '/process'],
  ['a number as process', { process: 1, input: order }, '/process'],
  ['an unknown process', { process: 'heist', input: order }, '/process'],
  ['a prototype as process', { process: 'constructor', input: order }, '/process'],
  ['an odd process', { process: '../order', input: order }, '/process'],
  ['no input', { process: 'order' }, '/input'],
  ['a list as input', { process: 'order', input: [order] }, '/input'],
  ['null as input', { process: 'order', input: null }, '/input'],
  ['a version of its own', { process: 'order', input: order, version: 1 }, '/version'],
  ['an unknown field of the input', inputOf({ colour: 'red' }), '/input/colour'],
  ['no customer', { process: 'order', input: { currency: 'EUR', lines: order.lines } }, '/input/customer'],
  ['an unknown currency', inputOf({ currency: 'XXX' }), '/input/currency'],
  ['a currency in small letters', inputOf({ currency: 'eur' }), '/input/currency'],
  ['no lines', inputOf({ lines: [] }), '/input/lines'],
  ['a line that is text', inputOf({ lines: ['A-1'] }), '/input/lines/0'],
  ['an unknown field of a line', lineOf({ colour: 'red' }), '/input/lines/0/colour'],
  ['text as quantity', lineOf({ quantity: '2' }), '/input/lines/0/quantity'],
  ['half a piece', lineOf({ quantity: 0.5 }), '/input/lines/0/quantity'],
  ['half a cent', lineOf({ unitPriceMinor: 10.5 }), '/input/lines/0/unitPriceMinor'],
  ['text as price', lineOf({ unitPriceMinor: '10000' }), '/input/lines/0/unitPriceMinor'],
  ['a price beyond exact numbers', lineOf({ unitPriceMinor: 2 ** 53 }), '/input/lines/0/unitPriceMinor'],
  ['no price', lineOf({ unitPriceMinor: undefined }), '/input/lines/0/unitPriceMinor'],
];

const events: readonly Case[] = [
  ['no type', { amountMinor: 1 }, '/type'],
  ['a number as type', { type: 1 }, '/type'],
  ['an empty type', { type: '' }, '/type'],
  ['an odd type', { type: 'pay now' }, '/type'],
  ['an unknown type', { type: 'fly' }, '/type'],
  ['a prototype as type', { type: 'constructor' }, '/type'],
  ["a type of the engine's", { type: 'xstate.init' }, '/type'],
  ["an effect's outcome", { type: 'xstate.done.actor.notice', output: {} }, '/type'],
  ['no amount', { type: 'pay', reference: 'P-1' }, '/amountMinor'],
  ['half a cent', { ...payment, amountMinor: 0.5 }, '/amountMinor'],
  ['text as amount', { ...payment, amountMinor: '20000' }, '/amountMinor'],
  ['nothing as amount', { ...payment, amountMinor: 0 }, '/amountMinor'],
  ['null as reference', { ...payment, reference: null }, '/reference'],
  ['an unknown field', { ...payment, who: 'admin' }, '/who'],
];

const filters: readonly (readonly [kind: string, query: string, field: string])[] = [
  ['an unknown process', 'process=heist', '/process'],
  ['a prototype as process', 'process=__proto__', '/process'],
  ['an empty process', 'process=', '/process'],
  ['two processes', 'process=order&process=order', '/process'],
  ['an unknown status', 'status=lost', '/status'],
  ['an empty state', 'state=', '/state'],
  ['a state that begins with a dot', 'state=.open', '/state'],
  ['a state with a NUL', 'state=open%00', '/state'],
  ['a very long state', `state=${'s'.repeat(201)}`, '/state'],
  ['an empty key', 'key=', '/key'],
  ['a very long key', `key=${'k'.repeat(201)}`, '/key'],
  ['an odd customer', 'customer=john%40example.com', '/customer'],
  ['an odd owner', 'owner=a%20b', '/owner'],
  ['a day as time', 'createdAfter=2026-01-01', '/createdAfter'],
  ['a time without a zone', 'createdAfter=2026-01-01T00:00:00', '/createdAfter'],
  ['a day that is none', 'createdAfter=2026-02-30T00:00:00Z', '/createdAfter'],
  ['a number as time', 'createdAfter=1767225600000', '/createdAfter'],
  ['another order', 'sort=key', '/sort'],
  ['a page of none', 'limit=0', '/limit'],
  ['a page of 101', 'limit=101', '/limit'],
  ['a negative page', 'limit=-1', '/limit'],
  ['half a page', 'limit=1.5', '/limit'],
  ['a page in words', 'limit=ten', '/limit'],
  ['a page in powers', 'limit=1e1', '/limit'],
  ['an empty cursor', 'cursor=', '/cursor'],
  ['a made-up cursor', 'cursor=abcdefghijkl', '/cursor'],
  ['an odd cursor', 'cursor=%7B%7D', '/cursor'],
];

describe('a field that is wrong is named, and its value is not repeated', () => {
  let api: Api;
  let instance: string;
  let before: { stored: readonly unknown[]; writes: number };
  beforeAll(async () => {
    api = await openApi();
    await aCustomer(api);
    instance = await anOrder(api);
    before = { stored: await api.stored(), writes: api.writes() };
  });
  afterAll(() => api.close());

  async function refused(path: string, json: object, field: string): Promise<void> {
    const reply = await api.post(path, json);
    expectProblem(reply, 422, ['body', field]);
    expect(reply.text).not.toMatch(/john|doe|example\.com/i);
    expect(api.writes()).toBe(before.writes);
  }

  test.each(customers)('customer: %s', (_kind, json, field) => refused('/customers', json, field));
  test.each(starts)('order: %s', (_kind, json, field) => refused('/instances', json, field));
  test.each(events)('event: %s', (_kind, json, field) =>
    refused(`/instances/${instance}/events`, json, field),
  );

  test.each(filters)('list: %s', async (_kind, query, field) => {
    expectProblem(await api.get(`/instances?${query}`), 400, ['query', field]);
  });

  test('nothing was written', async () => {
    expect(await api.stored()).toEqual(before.stored);
    expect(api.reports).toEqual([]);
  });
});
