import assert from 'node:assert/strict';
import type { Api, Instance, Page, Transition } from './api.ts';
import { NotYet, until } from './until.ts';

const WAIT = 100_000;

/** Starts the process that waits (`clock-process.ts`). */
export function startClock(api: Api): Promise<Instance> {
  return api.post('/instances', { process: 'clock', input: {} });
}

/**
 * Waits until its timer has fired, and checks that it fired once, not early, and not late by more than a moment:
 * brought by a tick of the schedule, and delayed by the queue to the second.
 */
export async function rang(api: Api, { instance, createdAt }: Instance): Promise<string> {
  const path = `/instances/${instance}`;
  await until('the timer has fired', 240, async () => {
    const { status, state } = await api.get<Instance>(path);
    return status === 'done' ? status : new NotYet(state);
  });
  const { items } = await api.get<Page<Transition>>(`${path}/journal`);
  assert.deepEqual(
    items.map(({ kind }) => kind),
    ['event', 'timer'],
  );
  const fired = Date.parse(items[1]?.recordedAt ?? '');
  const late = fired - (Date.parse(createdAt) + WAIT);
  assert.ok(late >= 0, `it fired ${-late} ms early`);
  assert.ok(late < 30_000, `it fired ${late} ms late`);
  return `${late} ms after it was due`;
}
