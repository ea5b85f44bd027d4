import assert from 'node:assert/strict';
import type { Api, Instance, Page, Transition } from './api.ts';
import { taskOf } from './tasks.ts';
import { NotYet, until } from './until.ts';

/** What the test reads of a follow-up. */
export type FollowUp = Instance<{ readonly at: string; readonly customer: string }>;

/**
 * Longer than the 90 seconds within which the relay hands a timer to the queue itself: only the sweep, called by its
 * schedule, can bring it.
 */
const AHEAD = 110_000;

/** Has a new customer followed up at a date that is near. */
export async function startFollowUp(api: Api): Promise<FollowUp> {
  const { customer } = await api.post<{ customer: string }>('/customers', { name: 'Mary Major' });
  const at = new Date(Date.now() + AHEAD).toISOString();
  return api.post('/instances', { process: 'follow-up', input: { customer, topic: 'greeting', at } });
}

/**
 * Waits until its date has come, and checks that it came once, not early, and not late by more than a moment: brought
 * by a tick of the schedule, and delayed by the queue to the second. It is then given to this person, and done.
 */
export async function followedUp(api: Api, person: string, { instance, context }: FollowUp): Promise<string> {
  const path = `/instances/${instance}`;
  await until('the follow-up is due', 240, async () => {
    const { state } = await api.get<Instance>(path);
    return JSON.stringify(state).includes('"due"') || new NotYet(state);
  });
  const { items } = await api.get<Page<Transition>>(`${path}/journal`);
  const [fired, ...others] = items.filter(({ kind }) => kind === 'timer');
  assert.equal(others.length, 0, 'it fired more than once');
  const late = Date.parse(fired?.recordedAt ?? '') - Date.parse(context.at);
  assert.ok(late >= 0, `it fired ${-late} ms early`);
  assert.ok(late < 30_000, `it fired ${late} ms late`);

  assert.equal((await taskOf(api, person, instance)).role, 'sales');
  const { output } = await api.post<Instance>(`${path}/events`, { type: 'done' });
  assert.equal(output?.outcome, 'done');
  return `${late} ms after it was due`;
}
