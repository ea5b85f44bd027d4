import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Api } from './api.ts';
import { NotYet, until } from './until.ts';

interface Job {
  readonly state: string;
  readonly tally: Readonly<Record<string, number>>;
  readonly revision: number;
}

/** A file taken in through S3 and Step Functions, a row of it bad and a row of it twice, and written out again. */
export async function exchange(api: Api): Promise<void> {
  const tag = `file-${randomUUID()}`;
  const mail = (name: string) => `${name}+${randomUUID()}@example.com`;
  const [ann, bob] = [mail('ann'), mail('bob')];
  const rows = [
    `=Ann,${ann},${tag}`,
    `王小明,${bob},${tag}`,
    `Ann again,${ann},${tag}`,
    `Nobody,no mail,${tag}`,
  ];
  const asked = await api.post<Job & { import: string }>('/imports', { format: 'csv' });
  const path = `/imports/${asked.import}`;
  const text = ['name,email,tags', ...rows, ''].join('\n');
  assert.equal((await api.call('PUT', `${path}/file/1`, { body: { text } })).status, 200);
  for (const dryRun of [true, false]) {
    const { revision } = await api.get<Job>(path);
    const started = await api.call<Job>('POST', `${path}/start`, { body: { dryRun }, revision });
    assert.equal(started.status, 200, JSON.stringify(started.body));
    const { tally } = await ended(api, path);
    assert.deepEqual(tally, { created: 2, updated: 0, duplicate: 1, ambiguous: 0, invalid: 1 });
  }
  const wanted = { what: 'customers', format: 'csv', search: { tag } };
  const { export: id } = await api.post<{ export: string }>('/exports', wanted);
  await ended(api, `/exports/${id}`);
  const file = await api.get<{ text: string }>(`/exports/${id}/file/1`);
  for (const value of ["'=Ann", '王小明', ann, bob]) assert.ok(file.text.includes(value), file.text);
  assert.ok(!file.text.includes('Nobody'));
}

async function ended(api: Api, path: string): Promise<Job> {
  return until(`${path} is done`, 120, async () => {
    const now = await api.get<Job>(path);
    assert.notEqual(now.state, 'failed', JSON.stringify(now));
    return now.state === 'done' ? now : new NotYet(now);
  });
}
