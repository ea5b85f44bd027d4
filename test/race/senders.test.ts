import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '../../engine/entry.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { begin, contextOf, engineOver } from '../flow/engines.ts';
import { openSenders, type Senders } from './processes.ts';
import type { Outcome, Sending } from './round.ts';

const PROCESSES = 8;
const SENDERS = 200;
const LONG = 180_000;

describe(`${SENDERS} senders in ${PROCESSES} processes to one instance`, () => {
  let store: Store;
  let senders: Senders;
  beforeAll(async () => {
    store = await openStore();
    senders = await openSenders(PROCESSES);
  }, LONG);
  afterAll(async () => {
    await senders.close();
    await store.close();
  }, LONG);

  async function race(
    sendings: readonly Sending[],
    engines: number,
  ): Promise<{ outcomes: readonly Outcome[]; entries: readonly Entry[] }> {
    const engine = engineOver(store.client, store.names);
    const instance = await begin(engine);
    const { endpoint, names } = store;
    const outcomes = await senders.race({ endpoint, names, instance, engines }, sendings);
    expect(outcomes).toHaveLength(sendings.length);
    expect(await engine.verify(instance)).toMatchObject({ intact: true, problems: [] });
    return { outcomes, entries: await engine.journal(instance, 1, 1000) };
  }

  const unique = Array.from({ length: SENDERS }, (_, n) => ({ id: `event ${n}`, n: 2 ** (n % 40) + n }));

  test(
    'lose nothing and apply nothing twice',
    async () => {
      const { outcomes, entries } = await race(unique, 2);
      const acknowledged = acknowledgedOf(outcomes);
      // Each acknowledged event has its own revision, and there is none besides.
      expect(acknowledged.every((one) => !one.repeated)).toBe(true);
      expect(appliedIn(entries)).toEqual(
        acknowledged.map(({ revision, n }) => ({ revision, n })).sort((a, b) => a.revision - b.revision),
      );
      expect(totalOf(entries)).toBe(acknowledged.reduce((sum, { n }) => sum + n, 0));
      for (const one of outcomes) expect(one.acknowledged || one.code === 'conflict').toBe(true);
      // An engine queues its own events, and so few rivals exhaust nobody's attempts.
      expect(acknowledged).toHaveLength(SENDERS);
    },
    LONG,
  );

  test(
    'two senders of the same event id get the same answer',
    async () => {
      const twice = unique.map((_, n) => ({ id: `event ${n >> 1}`, n: 1 + (n >> 1) }));
      // Dealt out in turn, the two always sit in different processes.
      const { outcomes, entries } = await race(twice, 1);
      const revisions = new Map<string, Set<number>>();
      for (const one of acknowledgedOf(outcomes)) {
        revisions.set(one.id, (revisions.get(one.id) ?? new Set()).add(one.revision));
      }
      expect(outcomes.every((one) => one.acknowledged)).toBe(true);
      expect([...revisions.values()].every((answers) => answers.size === 1)).toBe(true);
      expect(appliedIn(entries)).toHaveLength(SENDERS / 2);
      expect(outcomes.filter((one) => one.acknowledged && !one.repeated)).toHaveLength(SENDERS / 2);
      expect(totalOf(entries)).toBe(twice.reduce((sum, { n }) => sum + n, 0) / 2);
    },
    LONG,
  );

  test(
    'of all who insist on the same revision one is taken',
    async () => {
      const { outcomes, entries } = await race(
        unique.map((one) => ({ ...one, revision: 1 })),
        SENDERS / PROCESSES,
      );
      expect(acknowledgedOf(outcomes)).toHaveLength(1);
      expect(outcomes.filter((one) => !one.acknowledged && one.code === 'revision-mismatch')).toHaveLength(
        SENDERS - 1,
      );
      expect(entries).toHaveLength(2);
    },
    LONG,
  );
});

function acknowledgedOf(outcomes: readonly Outcome[]) {
  return outcomes.flatMap((one) => (one.acknowledged ? [one] : []));
}

function appliedIn(entries: readonly Entry[]) {
  return entries.flatMap(({ event, revision }) =>
    event.type === 'add' ? [{ revision, n: Number(event.payload?.n) }] : [],
  );
}

function totalOf(entries: readonly Entry[]): number {
  const head = entries.at(-1);
  return head === undefined ? 0 : contextOf(head).total;
}
