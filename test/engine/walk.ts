import fc from 'fast-check';
import { expect } from 'vitest';
import type { EffectOutcome, Sent } from '../../engine/advance.ts';
import { brokenLinks } from '../../engine/chain.ts';
import { durable } from '../../engine/durable.ts';
import type { Entry } from '../../engine/entry.ts';
import { BatonError, EventFailed, EventNotAccepted, Stale } from '../../engine/errors.ts';
import { viewOf } from '../../engine/view.ts';
import type { DurableSide, OpenSide } from './durable-side.ts';
import type { Specimen } from './gallery/specimen.ts';
import { createLive, type Live } from './live.ts';
import { expectSame, expectSameMoves, moveOf, seenOf } from './seen.ts';

/** One thing that a random walk does; `pick` chooses among what there is then. */
export interface Command {
  readonly kind: 'offered' | 'any' | 'settle' | 'stale' | 'move';
  readonly pick: number;
  readonly fails: boolean;
}

export const commands = (most: number): fc.Arbitrary<Command[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(
        { weight: 8, arbitrary: fc.constant('offered' as const) },
        { weight: 2, arbitrary: fc.constant('any' as const) },
        { weight: 6, arbitrary: fc.constant('settle' as const) },
        { weight: 1, arbitrary: fc.constant('stale' as const) },
        { weight: 5, arbitrary: fc.constant('move' as const) },
      ),
      pick: fc.nat({ max: 999_999 }),
      fails: fc.boolean(),
    }),
    { minLength: 1, maxLength: most },
  );

const START = Date.UTC(2026, 10, 22, 9);

/** Walks a live actor and a journal along the same commands; fails where they part. Gives the steps that it took. */
export async function walk(
  specimen: Specimen,
  open: OpenSide,
  picked: number,
  path: readonly Command[],
): Promise<number> {
  const parsed = specimen.definition.parseInput(choose(specimen.inputs, picked));
  if ('issues' in parsed) throw new TypeError(`${specimen.definition.process} has an input that is not valid.`);
  const instance = 'k7q2mz0000000000000000walk';
  const live = createLive(specimen.definition, instance, START, parsed.value);
  const side = await open(specimen.definition, instance, START, parsed.value);
  if (side instanceof BatonError) {
    expect(side).toBeInstanceOf(EventFailed);
    expect(live.seen().status).toBe('failed');
    return 1;
  }
  const walker = { specimen, live, side, known: 0 };
  await compare(walker);
  let steps = 1;
  for (const command of path) {
    if (live.seen().status !== 'active') break;
    if (!(await take(walker, command))) continue;
    steps += 1;
    await compare(walker);
  }
  await side.catchUp();
  await compare(walker);
  const entries = await side.entries();
  for (const [at, entry] of entries.entries()) expect(brokenLinks(entries[at - 1], entry)).toEqual([]);
  return steps;
}

interface Walker {
  readonly specimen: Specimen;
  readonly live: Live;
  readonly side: DurableSide;
  /** Revisions compared so far. */
  known: number;
}

async function take(walker: Walker, { kind, pick, fails }: Command): Promise<boolean> {
  const { specimen, live, side } = walker;
  switch (kind) {
    case 'offered':
    case 'any': {
      const offered = kind === 'any' ? specimen.events : specimen.events.filter((one) => mayTake(live, one));
      if (offered.length === 0) return false;
      await send(walker, choose(offered, pick));
      return true;
    }
    case 'settle': {
      const awaited = live.seen().awaited;
      if (awaited.length === 0) return false;
      const place = pick % awaited.length;
      await side.catchUp();
      const token = (await side.entries()).at(-1)?.pending[place];
      if (token === undefined) throw new Error(`Effect ${place} is at work in the live actor alone.`);
      const outcome = outcomeOf(specimen, token.src, pick, fails);
      live.settle(place, outcome);
      expect(await side.deliver(token, outcome)).toBeUndefined();
      return true;
    }
    case 'stale': {
      await side.catchUp();
      const token = staleToken(await side.entries(), pick);
      if (token === undefined) return false;
      expect(await side.deliver(token, { output: {} })).toBeInstanceOf(Stale);
      return true;
    }
    case 'move': {
      const time = live.now() + choose(specimen.moves, pick);
      live.moveTo(time);
      await side.moveTo(time);
      return true;
    }
  }
}

/** Whether the live actor takes the event now; one whose guard throws counts, to see what becomes of it. */
function mayTake(live: Live, event: Sent): boolean {
  try {
    return live.can(event);
  } catch {
    return true;
  }
}

async function send({ specimen, live, side }: Walker, event: Sent): Promise<void> {
  // What is due comes first, also what is due at this very moment.
  live.moveTo(live.now());
  if (live.seen().status !== 'active') return;
  const before = live.seen();
  const accepts = await acceptsOf(specimen, side);
  live.send(event);
  const refusal = await side.send(event);
  if (refusal === undefined) return;
  if (refusal instanceof EventFailed) {
    expect(live.seen().status).toBe('failed');
  } else {
    expect(refusal).toBeInstanceOf(EventNotAccepted);
    expectSame(before, live.seen());
    expect(refusal.details.accepts).toEqual(accepts);
  }
  live.moves().pop();
}

async function acceptsOf({ definition }: Specimen, side: DurableSide): Promise<readonly string[]> {
  await side.catchUp();
  const head = (await side.entries()).at(-1);
  if (head === undefined) throw new TypeError('There is no entry.');
  return viewOf(durable(definition), head).accepts;
}
