import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Api, Instance, Page } from './api.ts';
import type { Customer } from './journey.ts';
import { NotYet, until } from './until.ts';

/** What the test reads and changes of a model with one table. */
interface Model {
  readonly id: string;
  readonly decisions: readonly { readonly logic: { readonly rules: readonly Rule[] } }[];
}

interface Rule {
  readonly id: string;
  readonly when: readonly string[];
  readonly then: readonly string[];
}

interface Decided {
  readonly decision: string;
  readonly version: number;
  readonly rules: readonly string[];
  readonly output: unknown;
}

const POLICY = '/decisions/refund-policy';
/** Above what the policy that comes with Baton pays without asking. */
const refund = { amountMinor: 80_000, currency: 'EUR', reason: 'goodwill' };
const goodwill: Rule = { id: 'goodwill', when: ['-', '-', '"goodwill"'], then: ['false'] };
/** A warm function keeps what is in force for two seconds; an emulator on a busy machine answers late. */
const SOON_S = 20;
const AHEAD_MS = 8000;

/**
 * A table is changed, proved, published from a moment on and rolled back, with no deploy: functions that run already
 * decide by it, and each instance is explained by the version that decided.
 */
export async function changeADecision(api: Api, { customer }: Customer): Promise<void> {
  const first = await aRefund(api, customer);
  assert.deepEqual(await policyOf(api, first), { version: 0, rules: ['otherwise'], output: true });

  const revision = await draftGoodwill(api);
  const proof = await api.post<{ errors: number }>(`${POLICY}/proof`, undefined);
  assert.equal(proof.errors, 0, JSON.stringify(proof));
  const from = Date.now() + AHEAD_MS;
  const published = await api.call<object>('POST', `${POLICY}/publish`, {
    body: { why: 'goodwill is not asked for twice', from: new Date(from).toISOString(), acknowledge: true },
    ...{ key: randomUUID(), revision },
  });
  assert.equal(published.status, 200, JSON.stringify(published.body));
  const before = await aRefund(api, customer);
  const after = await until('the version decides that was published', AHEAD_MS / 1000 + SOON_S, async () => {
    const instance = await aRefund(api, customer);
    const { version } = await policyOf(api, instance);
    return version === 1 ? instance : new NotYet(version);
  });
  assert.ok(Date.now() >= from, 'it decided before its moment');
  assert.deepEqual(await policyOf(api, after), { version: 1, rules: ['goodwill'], output: false });
  assert.deepEqual(await policyOf(api, before), { version: 0, rules: ['otherwise'], output: true });
  for (const instance of [before, after]) {
    const { intact } = await api.get<{ intact: boolean }>(`/instances/${instance}/verification`);
    assert.equal(intact, true);
  }

  await api.post(`${POLICY}/rollback`, { to: 0, why: 'it was asked for too often' }, randomUUID());
  await until('the version decides that was rolled back to', SOON_S, async () => {
    const { version } = await policyOf(api, await aRefund(api, customer));
    return version === 0 || new NotYet(version);
  });
}

async function aRefund(api: Api, customer: string): Promise<string> {
  const { instance } = await api.post<Instance<unknown>>(
    '/instances',
    { process: 'refund', input: { customer, ...refund } },
    randomUUID(),
  );
  return instance;
}

/** By what an instance decided whether a manager is asked. */
async function policyOf(api: Api, instance: string): Promise<Omit<Decided, 'decision'>> {
  const { items } = await api.get<Page<Decided>>(`/instances/${instance}/decisions`);
  const [made] = items.filter(({ decision }) => decision === 'refund-policy');
  assert.ok(made, JSON.stringify(items));
  const { version, rules, output } = made;
  return { version, rules, output };
}

/** Drafts the policy that comes with Baton, with one rule before the others. Returns the draft's revision. */
async function draftGoodwill(api: Api): Promise<number> {
  const { model } = await api.get<{ model: Model }>(`${POLICY}/versions/0`);
  const [decision] = model.decisions;
  assert.ok(decision);
  const { logic } = decision;
  const changed = { ...decision, logic: { ...logic, rules: [goodwill, ...logic.rules] } };
  const { revision } = await api.post<{ revision: number }>('/decisions', {
    model: { ...model, decisions: [changed] },
  });
  return revision;
}
