import { describe, expect, test } from 'vitest';
import { DefinitionUnknown, EventNotAccepted, RevisionMismatch } from '../../../engine/errors.ts';
import { refusalOf, START, stateOf, who } from '../harness.ts';
import { begun, shape, v1, v2, v3 } from './begun.ts';
import { change, version } from './pair.ts';

describe('the engine migrates', () => {
  test('before an event, in a commit of its own, and answers with the event', async () => {
    const { instance, knowing, kinds } = await begun();
    const { entry } = await knowing([v1, v2]).send({ instance, event: { type: 'go' }, who });
    expect(entry).toMatchObject({ revision: 3, version: 2, kind: 'event', event: { type: 'go' } });
    expect(await kinds()).toEqual(['event 1', 'migration 2', 'event 2']);
  });

  test('before an event that is then refused', async () => {
    const { instance, knowing, kinds } = await begun();
    const refused = await refusalOf(knowing([v1, v2]).send({ instance, event: { type: 'stop' }, who }));
    expect(refused).toBeInstanceOf(EventNotAccepted);
    expect(refused.details.state).toBe('a2');
    expect(await kinds()).toEqual(['event 1', 'migration 2']);
  });

  test.each(['kept', 'read'])(
    'before a timer and before what comes late, over a head that is %s',
    async (how) => {
      const { instance, clock, knowing, kinds } = await begun();
      const engine = knowing([v1, v2], how === 'kept' ? {} : { heads: 0 });
      if (how === 'kept') await engine.head(instance);
      clock.now = START + 5000;
      const entry = await engine.deliver({ instance, kind: 'timer', token: { revision: 1, index: 0 } });
      expect(entry).toMatchObject({ at: START + 1000, version: 2, status: 'done', kind: 'timer' });
      expect(await kinds()).toEqual(['event 1', 'migration 2', 'timer 2']);
    },
  );

  test('before a result, a hold and a retry', async () => {
    const { instance, knowing, kinds } = await begun('go');
    const token = { revision: 2, index: 0 };
    await knowing([v1, v2]).deliver({ instance, token, kind: 'hold', code: 'down', attempts: 1 });
    await knowing([v1, v2, v3]).retry({ instance, who });
    const { status } = await knowing([v1, v2, v3]).deliver({
      instance,
      token,
      kind: 'result',
      outcome: { output: {} },
    });
    expect(status).toBe('done');
    expect(await kinds()).toEqual([
      'event 1',
      'event 1',
      'migration 2',
      'control 2',
      'migration 3',
      'control 3',
      'result 3',
    ]);
  });

  test('hop by hop', async () => {
    const { instance, knowing, kinds } = await begun();
    await knowing([v1, v2, v3]).send({ instance, event: { type: 'go' }, who });
    expect(await kinds()).toEqual(['event 1', 'migration 2', 'migration 3', 'event 3']);
  });

  test('by the fewest hops', async () => {
    const { instance, knowing, kinds } = await begun();
    const direct = version(3, shape('a3'), [
      change({ from: 2, states: { a2: 'a3' } }),
      change({ states: { a: 'a3' } }),
    ]);
    await knowing([v1, v2, direct]).send({ instance, event: { type: 'go' }, who });
    expect(await kinds()).toEqual(['event 1', 'migration 3', 'event 3']);
  });

  test('once, when two do so at once', async () => {
    const { instance, knowing, kinds } = await begun();
    const engines = [knowing([v1, v2]), knowing([v1, v2])];
    await Promise.all(engines.map((engine) => engine.head(instance)));
    const results = await Promise.allSettled(
      engines.map((engine) => engine.send({ instance, event: { type: 'go' }, who })),
    );
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await kinds()).toEqual(['event 1', 'migration 2', 'event 2']);
  });

  test('when it is told to, and tells where it stands', async () => {
    const { instance, knowing, kinds } = await begun();
    const engine = knowing([v1, v2]);
    expect(await engine.migrate(instance)).toMatchObject({ revision: 2, version: 2 });
    expect(await engine.migrate(instance)).toMatchObject({ revision: 2, version: 2 });
    expect(await kinds()).toEqual(['event 1', 'migration 2']);
  });
});

describe('the engine does not migrate', () => {
  test('for a reader', async () => {
    const { instance, knowing, kinds } = await begun();
    const engine = knowing([v1, v2]);
    expect(await engine.head(instance)).toMatchObject({ version: 1 });
    await engine.at(instance, 1);
    await engine.journal(instance, 1, 10);
    expect(await engine.verify(instance)).toMatchObject({ intact: true });
    expect(await kinds()).toEqual(['event 1']);
  });

  test('for an event that it has applied before', async () => {
    const { instance, engine, knowing, kinds } = await begun();
    const request = { instance, event: { type: 'go' }, id: 'e', who };
    await engine.send(request);
    expect(await knowing([v1, v2]).send(request)).toMatchObject({ repeated: true, entry: { revision: 2 } });
    expect(await kinds()).toEqual(['event 1', 'event 1']);
  });

  test('where nobody said how', async () => {
    const { instance, knowing, kinds, told } = await begun();
    await knowing([v1, version(2, shape('a2'))]).send({ instance, event: { type: 'go' }, who });
    await knowing([v1, version(2, shape('a2'), [change()]), version(3, shape('a3'))]).send({
      instance,
      event: { type: 'back' },
      who,
    });
    expect(await kinds()).toEqual(['event 1', 'event 1', 'event 1']);
    expect(told).toEqual([]);
  });

  test('what has ended', async () => {
    const { instance, clock, engine, knowing } = await begun();
    clock.now = START + 1000;
    await engine.deliver({ instance, kind: 'timer', token: { revision: 1, index: 0 } });
    expect(await knowing([v1, v2]).migrate(instance)).toMatchObject({ version: 1, status: 'done' });
  });
});

test('a revision that a caller insists on is that of before', async () => {
  const { instance, knowing } = await begun();
  const engine = knowing([v1, v2]);
  const refused = await refusalOf(engine.send({ instance, event: { type: 'go' }, revision: 1, who }));
  expect(refused).toBeInstanceOf(RevisionMismatch);
  const { entry } = await engine.send({ instance, event: { type: 'go' }, revision: 2, who });
  expect(stateOf(entry)).toBe('b');
});

test('a version that is not known yet is refused until it is', async () => {
  const { instance, engine, knowing } = await begun();
  await knowing([v1, v2]).migrate(instance);
  const event = { type: 'go' };
  const refused = await refusalOf(engine.send({ instance, event, who }));
  expect(refused).toBeInstanceOf(DefinitionUnknown);
  expect(refused.details).toEqual({ process: 'pair', version: 2 });
  expect((await knowing([v1, v2]).send({ instance, event, who })).entry.revision).toBe(3);
});
