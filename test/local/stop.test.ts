import { mkdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Level } from 'level';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { storePath } from '../../local/store.ts';
import { createDice } from './dice.ts';
import { createPatientClient, type Instance } from './patient-client.ts';
import { openPlace, type Place } from './place.ts';
import { shop } from './shopping.ts';

const LONG = 120_000;
const CLEAN = { code: 0, signal: null };

let place: Place;
beforeAll(async () => {
  place = await openPlace();
}, LONG);
afterAll(() => place.close(), LONG);

describe('SIGINT and SIGTERM', { timeout: LONG }, () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('stop an idle server with code 0 (%s)', async (signal) => {
    const server = await place.listening(place.folder(`idle ${signal}`));
    expect(await server.end(signal)).toEqual(CLEAN);
    expect(server.stderr()).toBe('');
    expect(server.stdout()).toMatch(/\nStopping …\n$/);
  });

  test('stop a busy server with code 0; what was acknowledged stays, what was not is done once later', async () => {
    const folder = place.folder('busy');
    const dice = createDice('stops');
    let server = await place.listening(folder);
    const client = createPatientClient(server.base);
    const lanes = Array.from({ length: 6 }, async (_, lane) => {
      const lanesDice = createDice(`stops ${lane}`);
      return [
        await shop(client, lanesDice, `lane ${lane} first`),
        await shop(client, lanesDice, `lane ${lane} second`),
      ];
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGINT', 'SIGTERM'] as const) {
      const goal = client.acknowledged() + dice.whole(1, 15);
      while (client.acknowledged() < goal) await pause(1);
      expect(await server.end(signal)).toEqual(CLEAN);
      expect(server.stderr()).toBe('');
      server = await place.listening(folder, server.port);
    }
    for (const { instance, events } of (await Promise.all(lanes)).flat()) {
      const { items } = await client.get<{ items: readonly { kind: string; event: { type: string } }[] }>(
        `/instances/${instance}/journal?limit=100`,
      );
      const posted = items.slice(1).filter(({ kind }) => kind === 'event');
      expect(posted.map(({ event }) => event.type)).toEqual(events.map(({ event }) => event.type));
    }
    await server.end('SIGKILL');
  });

  test('stop a server that is still taking up the last run with code 0', async () => {
    const folder = place.folder('recovering');
    const first = await place.listening(folder);
    const client = createPatientClient(first.base);
    // There is no such customer, so that each order's notice is held, and none of them ends.
    const lines = [{ sku: 'CHAIR', quantity: 1, unitPriceMinor: 1 }];
    const body = { process: 'order', input: { customer: 'c-1', currency: 'EUR', lines } };
    const started = await Promise.all(
      Array.from({ length: 60 }, (_, n) => client.post('/instances', body, `${n}`)),
    );
    await first.end('SIGKILL');
    for (const [n, signal] of (['SIGINT', 'SIGTERM', 'SIGINT', 'SIGTERM'] as const).entries()) {
      const server = await place.listening(folder, first.port);
      await pause(n * 5);
      expect(await server.end(signal)).toEqual(CLEAN);
    }
    const last = await place.listening(folder, first.port);
    await client.until<{ items: readonly Instance[] }>(
      '/instances?limit=100&process=order',
      ({ items }) => items.length === started.length,
    );
    await last.end('SIGKILL');
  });
});

describe('a folder of an older Baton', { timeout: LONG }, () => {
  test('whose projection lacks an index is given a new one, with all that was in it', async () => {
    const folder = place.folder('older');
    const first = await place.listening(folder);
    const client = createPatientClient(first.base);
    const lines = [{ sku: 'CHAIR', quantity: 1, unitPriceMinor: 1 }];
    const input = { customer: 'c-1', currency: 'EUR', lines };
    const { body } = await client.post('/instances', { process: 'order', input }, 'older');
    await first.end('SIGTERM');
    const store = new Level<string, { GlobalSecondaryIndexes: unknown[] }>(storePath(folder), {
      valueEncoding: 'json',
    });
    const table = await store.get('table~projection');
    if (table === undefined) throw new Error('There is no projection.');
    await store.put('table~projection', {
      ...table,
      GlobalSecondaryIndexes: table.GlobalSecondaryIndexes.slice(0, 2),
    });
    await store.close();
    const second = await place.listening(folder, first.port);
    await client.until<{ items: readonly Instance[] }>('/instances?customer=c-1', ({ items }) =>
      items.some(({ instance }) => instance === body.instance),
    );
    await second.end('SIGKILL');
  });
});

describe('a first start', { timeout: LONG }, () => {
  test('that was killed while it created a table: the next creates it', async () => {
    const folder = place.folder('unfinished');
    const store = new Level<string, object>(storePath(folder), { valueEncoding: 'json' });
    await mkdir(storePath(folder), { recursive: true });
    await store.put('table~records', { TableName: 'records', TableStatus: 'CREATING' });
    await store.close();
    const server = await place.listening(folder);
    expect((await fetch(`${server.base}/customers/nobody`)).status).toBe(404);
    await server.end('SIGKILL');
  });

  test('that is killed while it makes its folder is made up for by the next', async () => {
    const begun = performance.now();
    const first = await place.listening(place.folder('measured'));
    const startMs = performance.now() - begun;
    await first.end('SIGKILL');
    for (const share of [0.7, 0.8, 0.9]) {
      const folder = place.folder(`first ${share}`);
      await mkdir(folder);
      const listening = place.listening(folder, first.port).catch(() => undefined);
      await pause(share * startMs);
      await place.killAll();
      await listening;
      const second = await place.listening(folder, first.port);
      expect((await fetch(`${second.base}/instances`)).status).toBe(200);
      expect(second.stderr()).toBe('');
      await second.end('SIGKILL');
    }
  });
});
