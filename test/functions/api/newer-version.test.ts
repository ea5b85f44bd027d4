import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createEngine } from '../../../engine/engine.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { all } from '../../versions/order/definitions.ts';
import { type Api, openApi } from './server.ts';

const input = { customer: 'c-1', currency: 'EUR', lines: [{ sku: 'POT', quantity: 1, unitPriceMinor: 100 }] };
let api: Api;
let instance: string;

beforeAll(async () => {
  api = await openApi();
  instance = String((await api.post('/instances', { process: 'order', input })).body.instance);
  await api.project(instance);
  // Another function, which a deploy has reached already.
  const ahead = createEngine({
    journal: createDynamoJournal(api.store.client, api.store.names.journal),
    definitions: createDefinitions(all),
    now: () => api.deps.now(),
    newId: api.deps.newId,
    random: Math.random,
    sleep: async () => {},
  });
  expect(await ahead.migrate(instance)).toMatchObject({ version: 2 });
});
afterAll(() => api.close());

test.each<[string, string, unknown]>([
  ['GET', '', undefined],
  ['GET', '/journal', undefined],
  ['POST', '/events', { type: 'pay', amountMinor: 100, reference: 'P-1' }],
])('an instance of a version that is not here yet: %s %s is to be repeated', async (method, path, json) => {
  const reply = await api.ask(method, `/instances/${instance}${path}`, json === undefined ? {} : { json });
  expect(reply).toMatchObject({ status: 503, body: { code: 'version-unknown' } });
  expect(reply.headers.get('retry-after')).toBe('1');
});

test('what it was before is read as it was', async () => {
  const reply = await api.get(`/instances/${instance}/revisions/1`);
  expect(reply).toMatchObject({ status: 200, body: { version: 1 } });
});
