import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMails } from './mails.ts';
import { openPlace, type Place, type Running } from './place.ts';
import { freePort } from './server-process.ts';

const LONG = 120_000;
const DAY = 24 * 3_600_000;

let place: Place;
beforeAll(async () => {
  place = await openPlace();
}, LONG);
afterAll(() => place.close(), LONG);

interface Line {
  readonly at: string;
  readonly recordedAt: string;
  readonly event: { readonly type: string };
}

/** What the demonstration and people ask of the server. */
function talk({ base }: Running) {
  const call = async <T>(method: string, path: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
    const response = await fetch(base + path, { method, ...sent });
    return { status: response.status, body: (await response.json()) as T };
  };
  return {
    call,
    async order(): Promise<string> {
      // What is to be done with new customers finds somebody at once, and is not tried again and again.
      await call('POST', '/people', { name: 'Jane Roe', roles: ['sales', 'sales-manager'] });
      const who = { name: 'John Doe', email: 'john.doe@example.com' };
      const { body } = await call<{ customer: string }>('POST', '/customers', who);
      const lines = [{ sku: 'CHAIR', quantity: 1, unitPriceMinor: 100 }];
      const input = { customer: body.customer, currency: 'EUR', lines };
      const started = await call<{ instance: string }>('POST', '/instances', { process: 'order', input });
      return started.body.instance;
    },
    /** When each thing of this kind happened, in milliseconds since the order began. Each was carried out at that time. */
    async times(instance: string, type: RegExp): Promise<number[]> {
      const { body } = await call<{ items: readonly Line[] }>(
        'GET',
        `/instances/${instance}/journal?limit=100`,
      );
      const [first] = body.items;
      const began = Date.parse(first?.at ?? '');
      // By the clock that was moved: all the days would have gone by otherwise.
      const late = body.items.map(({ at, recordedAt }) => Date.parse(recordedAt) - Date.parse(at));
      expect(Math.max(...late)).toBeLessThan(DAY / 24);
      return body.items.filter(({ event }) => type.test(event.type)).map(({ at }) => Date.parse(at) - began);
    },
    async time(): Promise<number> {
      return Date.parse((await call<{ now: string }>('GET', '/local/clock')).body.now);
    },
  };
}

describe('time', { timeout: LONG }, () => {
  test('that is moved carries out what falls due, each at its own time, and outlives restarts', async () => {
    const folder = place.folder('moved');
    const first = await place.listening(folder, undefined, ['--clock']);
    const { order, times, time } = talk(first);
    const instance = await order();
    const before = await time();

    expect(await place.clock(first.port, ['15d'])).toEqual({
      ...{ code: 0, signal: null, err: '' },
      out: expect.stringMatching(/^It was \S+Z, it is \S+Z: something fell due \d+ times\.\n$/),
    });
    expect((await time()) - before).toBeGreaterThanOrEqual(15 * DAY);
    const reminded = [2, 4, 6, 8, 10, 12].map((days) => days * DAY);
    expect(await times(instance, /^xstate\.after\.paymentReminder/)).toEqual(reminded);
    expect(await times(instance, /^xstate\.after\.paymentDeadline/)).toEqual([14 * DAY]);
    // One that it was ordered, six reminders, one that it has expired.
    expect((await readMails(join(folder, 'mail'))).mails).toHaveLength(8);
    const moved = await time();
    await first.end('SIGKILL');

    const second = await place.listening(folder);
    await second.printed('Z, its own\n');
    expect(await talk(second).time()).toBeGreaterThanOrEqual(moved);
    expect(await place.clock(second.port, ['1d'])).toEqual({
      ...{ code: 1, signal: null, out: '' },
      err: 'Start it with `npm start -- --clock`.\n',
    });
    expect(await talk(second).time()).toBeLessThan(moved + DAY);
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect([first.stderr(), second.stderr()]).toEqual(['', '']);
  });

  test('is moved by nothing but a length of time or a moment that is ahead', async () => {
    const server = await place.listening(place.folder('nonsense'), undefined, ['--clock']);
    const { call } = talk(server);
    for (const args of [['3'], ['d'], ['-3d'], ['2026-03-01'], ['3d', '4d'], ['']]) {
      expect(await place.clock(server.port, args)).toMatchObject({
        ...{ code: 1, out: '', err: expect.stringMatching(/^npm run clock -- 3d .*\n$/) },
      });
    }
    expect(await place.clock(server.port, ['2020-01-01T00:00:00Z'])).toMatchObject({
      ...{
        code: 1,
        out: '',
        err: expect.stringMatching(/^It is \S+Z: 2020-01-01T00:00:00\.000Z is past\.\n$/),
      },
    });
    for (const body of [undefined, {}, { forwardMs: -1 }, { forwardMs: 0.5 }, { forwardMs: 1, to: 'x' }]) {
      expect(await call('POST', '/local/clock', body)).toMatchObject({
        ...{ status: 422, body: { code: 'invalid-body' } },
      });
    }
    await server.end('SIGTERM');
  });

  test('is not moved where no Baton runs', async () => {
    const port = await freePort();
    expect(await place.clock(port, ['1d'])).toEqual({
      ...{ code: 1, signal: null, out: '', err: `No Baton runs at http://127.0.0.1:${port}.\n` },
    });
  });

  test.each(['', '{"aheadMs":"1"}', '{'])('that was kept as %j is no time to go on from', async (kept) => {
    const folder = place.folder(`damaged ${kept.length}`);
    await (await place.listening(folder)).end('SIGTERM');
    await writeFile(join(folder, 'clock'), kept);
    expect(await place.refused({ BATON_PORT: String(await freePort()), BATON_DATA: folder })).toMatchObject({
      ...{ code: 1, out: '' },
      err: `Baton cannot start: The file ${join(folder, 'clock')}, which says how far time was moved, is damaged; restore it.\n`,
    });
  });

  test('knows no other option', async () => {
    expect(await place.refused({}, ['--clocks'])).toMatchObject({
      ...{ code: 1, out: '', err: expect.stringMatching(/^Baton cannot start: npm start -- takes .*\n$/) },
    });
  });
});
