import { expect } from 'vitest';
import { brokenLinks } from '../../engine/chain.ts';
import type { Definition } from '../../engine/definition.ts';
import { type Entry, sameToken, type Token } from '../../engine/entry.ts';
import { BatonError, EventFailed, EventNotAccepted, Stale } from '../../engine/errors.ts';
import type { Sent } from '../../engine/incoming.ts';
import { viewOf } from '../../engine/view.ts';
import type { Command } from './commands.ts';
import { type DurableSide, durableOf, type OpenSide } from './durable-side.ts';
import type { Specimen } from './gallery/specimen.ts';
import { createLive, type Live } from './live.ts';
import { type Asked, expectSame, expectSameMoves, moveOf, seenOf } from './seen.ts';

const START = Date.UTC(2026, 10, 22, 9);
/** Timers that arm timers can grow without bound: there the walk ends. */
const MOST_TIMERS = 20;
const INSTANCE = 'k7q2mz0000000000000000walk';

interface Walker {
  readonly specimen: Specimen;
  readonly definition: Definition;
  readonly live: Live;
  readonly side: DurableSide;
  /** Tokens of the live actor's effects, as far as they were compared. */
  readonly tokens: Map<Asked, Token>;
  /** Revisions that were compared. */
  known: number;
  /** The live actor ended on an event that the journal refused, or would never end: nothing more to compare. */
  parted: boolean;
}

/**
 * Walks a live actor and a journal along the same commands; fails where they part. Where the journal applies its
 * timers late, it is not looked at after a move of the clock. Gives the number of steps taken.
 */
export async function walk(
  specimen: Specimen,
  open: OpenSide,
  picked: number,
  path: readonly Command[],
): Promise<number> {
  const { definition } = specimen;
  const input = definition.parseInput(choose(specimen.inputs, picked));
  if ('issues' in input) throw new TypeError(`${definition.process} has an input that is not valid.`);
  const side = await open(definition, INSTANCE, START, input.value);
  if (!(side instanceof BatonError) && (await isEndless(side))) return 1;
  const live = createLive(definition, INSTANCE, START, input.value);
  if (side instanceof BatonError) {
    expect(side).toBeInstanceOf(EventFailed);
    expect(live.seen().status).toBe('failed');
    return 1;
  }
  const walker: Walker = {
    ...{ specimen, live, side, definition: durableOf(definition) },
    ...{ tokens: new Map(), known: 0, parted: false },
  };
  await compare(walker);
  let steps = 1;
  for (const command of path) {
    if (live.seen().status !== 'active' || live.seen().due.length > MOST_TIMERS) break;
    if (!(await take(walker, command))) continue;
    steps += 1;
    if (walker.parted) break;
    if (command.kind !== 'move') await compare(walker);
  }
  await compare(walker);
  const entries = await side.entries();
  for (const [at, entry] of entries.entries()) expect(brokenLinks(entries[at - 1], entry)).toEqual([]);
  return steps;
}

async function take(walker: Walker, { kind, pick, fails }: Command): Promise<boolean> {
  const { specimen, live, side } = walker;
  switch (kind) {
    case 'offered':
    case 'any': {
      const events = kind === 'any' ? specimen.events : specimen.events.filter((one) => mayTake(live, one));
      if (events.length === 0) return false;
      await send(walker, choose(events, pick));
      return true;
    }
    case 'settle':
      return settle(walker, pick, fails);
    case 'stale': {
      await side.catchUp();
      const token = staleToken(await side.entries(), pick);
      if (token === undefined) return false;
      expect(await side.deliver(token, { output: {} })).toBeInstanceOf(Stale);
      return true;
    }
    case 'move': {
      const time = live.now() + choose(specimen.moves, pick);
      await side.moveTo(time);
      walker.parted = await isEndless(side);
      if (!walker.parted) live.moveTo(time);
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

async function send(walker: Walker, event: Sent): Promise<void> {
  const { live, side, definition } = walker;
  settleClock(live);
  const before = live.seen();
  if (before.status !== 'active') return;
  const refusal = await side.send(event);
  walker.parted = await isEndless(side);
  if (walker.parted) return;
  live.send(event);
  if (refusal === undefined) return;
  live.forgetMove();
  if (refusal instanceof EventFailed) {
    walker.parted = true;
    expect(live.seen().status).toBe('failed');
    return;
  }
  expect(refusal).toBeInstanceOf(EventNotAccepted);
  expectSame(live.seen(), before);
  const head = (await side.entries()).at(-1);
  expect(refusal.details.accepts).toEqual(head && viewOf(definition, head).accepts);
}

/** What is due comes before anything else, also what is due at this very moment. */
function settleClock(live: Live): void {
  live.moveTo(live.now());
}

async function settle(walker: Walker, pick: number, fails: boolean): Promise<boolean> {
  const { specimen, live, side, tokens } = walker;
  settleClock(live);
  const atWork = live.atWork();
  if (atWork.length === 0 || live.seen().status !== 'active') return false;
  const asked = choose(atWork, pick);
  let token = tokens.get(asked);
  if (token === undefined) {
    await side.catchUp();
    token = (await side.entries()).at(-1)?.pending[atWork.indexOf(asked)];
  }
  if (token === undefined) throw new Error(`${asked.id} is at work in the live actor alone.`);
  const outcome = fails
    ? { error: { code: 'refused' } }
    : { output: choose(specimen.outputs[asked.src] ?? [{}], pick) };
  expect(await side.deliver(token, outcome)).toBeUndefined();
  walker.parted = await isEndless(side);
  if (!walker.parted) live.settle(asked, outcome);
  return true;
}

/** Inline results without end: the engine gives up, a live actor would not. */
async function isEndless(side: DurableSide): Promise<boolean> {
  const entries = await side.entries();
  return entries.some((entry) => entry.status === 'failed' && entry.inline.length >= 1000);
}

/** A token that no longer is pending, where there is one. */
function staleToken(entries: readonly Entry[], pick: number): Token | undefined {
  const pending = entries.at(-1)?.pending ?? [];
  const stale = entries
    .flatMap((entry) => entry.effects)
    .filter((effect) => !pending.some((awaited) => sameToken(awaited, effect)));
  return stale.length === 0 ? undefined : choose(stale, pick);
}

async function compare(walker: Walker): Promise<void> {
  const { live, side, specimen, definition, tokens, known } = walker;
  if (walker.parted) return;
  settleClock(live);
  await side.catchUp();
  const entries = await side.entries();
  const seen = live.seen();
  expectSame(seenOf(entries), seen);
  const moves = entries.slice(known).map((entry) => moveOf(entries, entry.revision));
  expectSameMoves(moves, live.moves(), seen.status === 'failed');
  walker.known = entries.length;
  const head = entries.at(-1);
  if (head === undefined || seen.status !== 'active') return;
  live.atWork().forEach((asked, place) => {
    const token = head.pending[place];
    if (token !== undefined) tokens.set(asked, token);
  });
  const { accepts } = viewOf(definition, head);
  const taken = new Set(specimen.events.filter((event) => mayTake(live, event)).map(({ type }) => type));
  if (specimen.guarded) expect(accepts).toEqual(expect.arrayContaining([...taken]));
  else expect(new Set(accepts)).toEqual(taken);
}

function choose<T>(all: readonly T[], pick: number): T {
  return all[pick % all.length] as T;
}
