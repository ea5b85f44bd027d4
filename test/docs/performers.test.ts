import { expect, test } from 'vitest';
import { all } from '../../docs/examples/definitions.ts';
import { createSamplePerformers, type Warehouse } from '../../docs/examples/performers.ts';
import { createCompany } from '../kit/create-company.ts';

const wish = { customer: 'c-1', article: 'OAK', copies: 2, country: 'DE' };

/** A company with the guide's definitions and performers. */
const openCompany = (warehouse: Warehouse) =>
  createCompany({ definitions: all, performers: createSamplePerformers(warehouse) });

test('the effects are performed under their keys', async () => {
  const keys: string[] = [];
  const parcels: unknown[] = [];
  const company = await openCompany({
    async reserve(key, article, copies) {
      keys.push(key);
      return `${article}-${copies}`;
    },
    async pack(key, parcel) {
      keys.push(key);
      parcels.push(parcel);
    },
  });
  const request = await company.start('sample-request', wish);
  expect(request.state).toEqual({ awaitingDispatch: 'waiting' });
  expect(parcels).toEqual([{ number: request.key, shelf: 'OAK-2', copies: 2 }]);
  expect(keys.map((key) => key.split('/').slice(0, 3))).toEqual([
    [request.id, '1', '0'],
    [request.id, '2', '0'],
  ]);
});

test('`fail`: a permanent failure is not tried again and leads to onError', async () => {
  const company = await openCompany({ reserve: async () => undefined, pack: async () => {} });
  const request = await company.start('sample-request', wish);
  expect(request).toMatchObject({ state: 'closed', output: { outcome: 'out-of-stock' } });
  expect(company.effects).toMatchObject([{ effect: 'reserveSample', error: 'out-of-stock' }]);
});

test('`hold`: when the attempts are used up, a person retries', async () => {
  let broken = true;
  const company = await openCompany({
    reserve: async () => 'B-7',
    async pack() {
      if (broken) throw new Error('The warehouse does not answer.');
    },
  });
  const request = await company.start('sample-request', wish);
  await company.pass({ minutes: 6 });
  expect(request).toMatchObject({ state: 'packing', held: [{ code: 'unexpected', attempts: 5 }] });
  broken = false;
  await request.retry();
  expect(request.state).toEqual({ awaitingDispatch: 'waiting' });
});
