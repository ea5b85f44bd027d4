import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CannotStart } from '../../local/cannot-start.ts';
import { fillWithSample, sampleIsUnfinished } from '../../local/sample/fill.ts';
import { openPlace, type Place } from './place.ts';
import { freePort } from './server-process.ts';

const LONG = 300_000;
const SMALL = { customers: 30, days: 30 };

let place: Place;
beforeAll(async () => {
  place = await openPlace();
}, LONG);
afterAll(() => place.close(), LONG);

interface Instance {
  readonly process: string;
  readonly status: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly state: { readonly open?: { readonly fulfilment?: unknown } };
}

async function all<T>(base: string, path: string): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = `${path.includes('?') ? '&' : '?'}limit=100${cursor && `&cursor=${cursor}`}`;
    const page = (await (await fetch(base + path + more)).json()) as { items: T[]; cursor: string | null };
    items.push(...page.items);
    cursor = page.cursor;
  }
  return items;
}

describe('a sample company', { timeout: LONG }, () => {
  test('fills an empty folder with people, records and instances in many states, all of them past; and no other', async () => {
    const folder = place.folder('sample');
    const told: string[] = [];
    await fillWithSample(folder, (line) => told.push(line), SMALL);
    expect(told[0]).toBe('Making a company of 30 customers, 30 days long; this takes some minutes.');
    expect(told.filter((line) => /^ +\d+0% {2}\d{4}-\d\d-\d\d$/.test(line)).length).toBeGreaterThanOrEqual(8);
    expect(told.at(-1)).toBe('The sample company is ready.');
    expect(await sampleIsUnfinished(folder)).toBe(false);
    const refused = expect.stringMatching(/^The store in .* is not empty; --sample fills an empty one\.$/);
    await expect(fillWithSample(folder, () => {}, SMALL)).rejects.toThrow(CannotStart);
    await expect(fillWithSample(folder, () => {}, SMALL)).rejects.toMatchObject({ message: refused });
    expect(
      await place.refused({ BATON_PORT: String(await freePort()), BATON_DATA: folder }, ['--sample']),
    ).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^Baton cannot start: .* is not empty; .*\n$/),
    });

    const server = await place.listening(folder);
    expect(server.stdout()).not.toContain('its own');
    const customers = await all<{ language: string; timeZone: string | null; consent: { email?: unknown } }>(
      server.base,
      '/customers',
    );
    expect(customers).toHaveLength(SMALL.customers);
    for (const language of ['en', 'zh']) expect(customers.map((one) => one.language)).toContain(language);
    expect(new Set(customers.map(({ timeZone }) => timeZone)).size).toBeGreaterThan(2);
    expect((await all(server.base, '/people')).length).toBeGreaterThan(5);
    expect(await all(server.base, '/segments')).toHaveLength(2);
    expect(await all(server.base, '/templates')).toHaveLength(1);

    const instances = await all<Instance>(server.base, '/instances');
    const processes = new Set(instances.map(({ process }) => process));
    for (const process of ['customer', 'lead', 'order', 'case', 'follow-up', 'campaign', 'outreach']) {
      expect(processes).toContain(process);
    }
    const stands = instances
      .filter(({ process, status }) => process === 'order' && status === 'active')
      .map(({ state }) => JSON.stringify(state.open?.fulfilment));
    for (const state of ['awaitingPayment', 'shipping', 'delivering', 'delivered', 'returning']) {
      expect(stands.join()).toContain(state);
    }
    const [campaign] = instances.filter(({ process }) => process === 'campaign');
    expect(campaign).toMatchObject({ status: 'active', state: { active: 'running' } });
    const now = Date.now();
    const times = instances.map(({ updatedAt }) => Date.parse(updatedAt));
    expect(Math.max(...times)).toBeLessThanOrEqual(now);
    const months = instances.map(({ createdAt }) => now - Date.parse(createdAt));
    expect(Math.max(...months)).toBeGreaterThan(25 * 24 * 3_600_000);
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(server.stderr()).toBe('');
  });

  test('that was killed midway is no company: refused without --sample, and made anew with it', async () => {
    const folder = place.folder('killed');
    const port = await freePort();
    const half = place.start(folder, port, ['--sample']);
    await half.printed('Making a company of 200 customers');
    await half.end('SIGKILL');
    await access(join(folder, 'sample-unfinished'));
    await writeFile(join(folder, 'mine.txt'), 'kept');

    expect(await place.refused({ BATON_PORT: String(port), BATON_DATA: folder })).toMatchObject({
      ...{ code: 1, out: '' },
      err: `Baton cannot start: The sample company in ${folder} was not finished; start with --sample to make it anew.\n`,
    });
    const told: string[] = [];
    await fillWithSample(folder, (line) => told.push(line), { customers: 5, days: 3 });
    expect(told[0]).toBe('The sample company of the last time was not finished: it is made anew.');
    await access(join(folder, 'mine.txt'));
    const server = await place.listening(folder, port);
    expect(await all(server.base, '/customers')).toHaveLength(5);
    await server.end('SIGTERM');
  });
});
