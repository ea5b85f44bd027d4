import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BulkStarted, bulkStarts, ownersIn } from './bulk-starts.ts';
import { createPatientClient } from './patient-client.ts';
import { openPlace, type Place } from './place.ts';
import { freePort } from './server-process.ts';

const LONG = 300_000;
const CUSTOMERS = 600;

describe(`a start for each of ${CUSTOMERS} customers, on a server that is killed twice`, () => {
  let place: Place;
  let started: BulkStarted;
  let owners: readonly string[];
  beforeAll(async () => {
    place = await openPlace();
    const folder = place.folder('data');
    const port = await freePort();
    let server = await place.listening(folder, port);
    started = await bulkStarts({
      client: createPatientClient(server.base),
      ...{ customers: CUSTOMERS, killAt: [100, 300] },
      async kill() {
        await server.end('SIGKILL');
        server = await place.listening(folder, port);
      },
    });
    await server.end('SIGKILL');
    owners = await ownersIn(folder);
  }, LONG);
  afterAll(() => place.close(), LONG);

  test('is done', () => {
    expect(started.bulk).toMatchObject({
      ...{ state: 'done', items: CUSTOMERS },
      tally: { done: CUSTOMERS, failed: 0 },
    });
  });

  test('gives each one order', () => {
    expect(started.customers).toHaveLength(CUSTOMERS);
    expect([...owners].sort()).toEqual([...started.customers].sort());
  });
});
