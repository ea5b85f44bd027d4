import { expect, test } from 'vitest';
import { contextOf, stateOf, who } from './harness.ts';
import { createReferee, openMatch } from './referee.ts';

const facts = { goals: 3 };
const decided = { decision: 'verdict', version: 1, rules: ['won'], output: { points: 3 } };

test('a decision is made in the commit that asks for it, and the entry says by which version and on what', async () => {
  const { engine } = createReferee();
  const { entry } = await engine.start({ process: 'match', input: facts, who });
  expect([entry.revision, stateOf(entry), contextOf(entry)]).toEqual([1, 'over', { goals: 3, points: 3 }]);
  expect(entry.decisions).toEqual([{ ...decided, facts }]);
  expect(entry.references).toBeUndefined();
});

test('a fact that is undefined is null to the decision', async () => {
  const { engine } = createReferee();
  const { entry } = await engine.start({ process: 'match', input: {}, who });
  expect(entry.decisions?.[0]).toMatchObject({ facts: { goals: null }, rules: ['lost'] });
});

test('which version decides is a matter of the moment and of the instance; a shadow decides without effect', async () => {
  const { engine, clock, publish } = createReferee();
  const before = await openMatch(engine);
  publish({ from: clock.now + 10, version: 2, shadow: 1 });
  clock.now += 9;
  expect((await openMatch(engine)).decisions).toEqual([{ ...decided, facts }]);
  clock.now += 1;
  const after = await openMatch(engine);
  expect(after.decisions).toEqual([
    {
      ...{ ...decided, version: 2, facts, rules: ['won-2'], output: { points: 2 } },
      shadow: { version: 1, rules: ['won'], output: { points: 3 } },
    },
  ]);
  expect(contextOf(after)).toEqual({ goals: 3, points: 2 });
  publish({ from: clock.now, version: 2, challenger: 1 });
  expect((await openMatch(engine)).decisions).toEqual([{ ...decided, facts, challenger: true }]);
  expect((await engine.head(before.instance)).decisions).toEqual([{ ...decided, facts }]);
});

test.each([
  ['there is none', { kind: 'nothing' }, 'decision-missing', undefined],
  ['none is published yet', { from: Number.MAX_SAFE_INTEGER, version: 1 }, 'decision-missing', undefined],
  [
    'it fails',
    { from: 0, version: 3 },
    'decision-failed',
    { rules: [], output: null, fault: { code: 'not-computable', place: 'Verdict, rule won, points' } },
  ],
  ['it answers what does not fit', { from: 0, version: 4 }, 'decision-unfit', { output: { points: 'many' } }],
] as const)('where %s, onError hears of it and the entry says why', async (_, published, code, made) => {
  const { engine, publish, thrown } = createReferee();
  publish('kind' in published ? undefined : published);
  const entry = await openMatch(engine);
  expect([entry.revision, entry.status, stateOf(entry)]).toEqual([1, 'active', 'abandoned']);
  expect(entry.inline).toEqual([{ id: 'verdict', src: 'verdict', error: { code } }]);
  expect(thrown).toHaveLength(1);
  if (made === undefined) expect(entry.decisions).toBeUndefined();
  else expect(entry.decisions).toMatchObject([made]);
});

test('an entry that decides nothing says nothing of what the one before it decided', async () => {
  const { engine } = createReferee();
  const { instance } = await openMatch(engine);
  const { entry } = await engine.byHand({ instance, kind: 'pause', reason: 'rain', who });
  expect(entry.decisions).toBeUndefined();
  expect((await engine.verify(instance)).problems).toEqual([]);
});

test('verifying makes each decision again, by the version that made it, whatever is in force now', async () => {
  const { engine, publish, change, clock } = createReferee();
  publish({ from: clock.now, version: 1, shadow: 2 });
  const { instance } = await openMatch(engine);
  publish({ from: clock.now, version: 3 });
  expect((await engine.verify(instance)).intact).toBe(true);
  change(2, () => ({ output: { points: 0 }, rules: ['won-2'] }));
  expect((await engine.verify(instance)).problems).toEqual([
    { revision: 1, problem: 'its decision verdict is another when version 2 makes it again' },
  ]);
  change(1, undefined);
  expect((await engine.verify(instance)).problems).toMatchObject([
    { revision: 1, problem: 'its decision verdict was made by version 1, which is not there' },
    { revision: 1 },
  ]);
});
