import { describe, expect, test } from 'vitest';
import { MigrationFailed, NotDurable, Stale, TooLarge } from '../../../engine/errors.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { meddled, refusalOf, START, who } from '../harness.ts';
import { begun, broken, shape, v1, v2 } from './begun.ts';
import { change, version } from './pair.ts';

describe('an instance that cannot be migrated goes on in its version, and that is told', () => {
  test('with an event', async () => {
    const { instance, knowing, kinds, told } = await begun();
    const { entry } = await knowing([v1, broken]).send({ instance, event: { type: 'go' }, who });
    expect(entry).toMatchObject({ version: 1, event: { type: 'go' } });
    expect(told).toEqual([expect.any(MigrationFailed)]);
    expect(await kinds()).toEqual(['event 1', 'event 1']);
  });

  test('with a timer, and when it can be, it is', async () => {
    const { instance, clock, knowing, kinds } = await begun('go', 'back');
    clock.now = START + 1000;
    const token = { revision: 3, index: 0 };
    await knowing([v1, broken]).deliver({ instance, kind: 'timer', token });
    expect(await refusalOf(knowing([v1, v2]).deliver({ instance, kind: 'timer', token }))).toBeInstanceOf(
      Stale,
    );
    expect(await kinds()).toEqual(['event 1', 'event 1', 'event 1', 'timer 1']);
  });

  test('between two hops', async () => {
    const { instance, knowing, kinds, told } = await begun();
    const last = version(3, shape('a3'), [change({ from: 2 })]);
    await knowing([v1, v2, last]).send({ instance, event: { type: 'go' }, who });
    expect(await kinds()).toEqual(['event 1', 'migration 2', 'event 2']);
    expect(told).toHaveLength(1);
  });

  test('where its entry would not fit', async () => {
    const { instance, journal, knowing, kinds, told } = await begun();
    const small = meddled(journal, {
      append: async (entry) => {
        if (entry.kind === 'migration') throw new TooLarge(entry.instance, 2, 1);
        return journal.append(entry);
      },
    });
    await knowing([v1, v2], { journal: small }).send({ instance, event: { type: 'go' }, who });
    expect(await kinds()).toEqual(['event 1', 'event 1']);
    expect(told).toEqual([expect.any(TooLarge)]);
  });

  test('and whoever asked for it hears why', async () => {
    const { instance, knowing } = await begun();
    const refused = await refusalOf(knowing([v1, broken]).migrate(instance));
    expect(refused).toBeInstanceOf(MigrationFailed);
    expect(refused.details.problems).toEqual([
      'the state a is not there any more: say in states where it lies',
    ]);
  });

  test('where the newest version cannot be registered', async () => {
    const { instance, knowing, kinds, told } = await begun();
    const definitions = createDefinitions([
      v1,
      { process: 'pair', version: 2, load: () => Promise.reject(new NotDurable('pair', [])) },
    ]);
    await knowing([], { definitions }).send({ instance, event: { type: 'go' }, who });
    expect(await kinds()).toEqual(['event 1', 'event 1']);
    expect(told).toEqual([expect.any(NotDurable)]);
  });
});
