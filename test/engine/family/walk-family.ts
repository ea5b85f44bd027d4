import { expect } from 'vitest';
import { brokenLinks } from '../../../engine/chain.ts';
import { EventFailed, EventNotAccepted } from '../../../engine/errors.ts';
import type { Sent } from '../../../engine/incoming.ts';
import type { Command } from '../commands.ts';
import { expectSame } from '../seen.ts';
import { createDurableFamily } from './durable-family.ts';
import { createLiveFamily } from './live-family.ts';
import type { Family } from './specimen.ts';

const START = Date.UTC(2026, 10, 22, 9);

/** Walks live actors and journals along the same commands; fails where they part. Gives the number of steps taken. */
export async function walkFamily(family: Family, path: readonly Command[]): Promise<number> {
  const dice = createDice(path);
  const live = createLiveFamily(family, START, {});
  const side = await createDurableFamily(family, START, {}, dice);
  let parted = false;

  async function take({ kind, pick, fails }: Command): Promise<boolean> {
    const members = live.members().filter(({ status }) => status === 'active');
    const member = members[pick % members.length];
    if (member === undefined) return false;
    if (kind === 'move') {
      const time = live.now() + choose(family.moves, pick);
      live.moveTo(time);
      await side.moveTo(time);
      return true;
    }
    // What is due comes before anything else, also what is due at this very moment.
    live.moveTo(live.now());
    await side.moveTo(live.now());
    if (live.members().every(({ path }) => path !== member.path)) return true;
    if (kind === 'settle') {
      const effect = member.awaited[pick % member.awaited.length];
      if (effect === undefined) return false;
      const outputs = family.outputs?.[effect.split(' ')[0] ?? ''] ?? [{}];
      const outcome = fails ? { error: { code: 'refused' } } : { output: choose(outputs, pick) };
      live.settle(member.path, effect, outcome);
      await side.settle(member.path, effect, outcome);
      return true;
    }
    const known = (family.events[member.process] ?? []).filter(
      ({ type }) => pick % 8 === 0 || !family.endings.includes(type),
    );
    const events = kind === 'offered' ? known.filter((event) => mayTake(member.path, event)) : known;
    if (events.length === 0) return false;
    await send(member.path, choose(events, Math.floor(pick / 7)));
    return true;
  }

  function mayTake(at: string, event: Sent): boolean {
    try {
      return live.can(at, event);
    } catch {
      return true;
    }
  }

  async function send(at: string, event: Sent): Promise<void> {
    const before = await side.members();
    const refusal = await side.send(at, event);
    if (refusal instanceof EventNotAccepted) {
      expect(live.can(at, event)).toBe(false);
      expectSame(await side.members(), before);
      return;
    }
    live.send(at, event);
    if (refusal === undefined) return;
    expect(refusal).toBeInstanceOf(EventFailed);
    parted = true;
  }

  async function compare(): Promise<void> {
    expectSame(await side.members(), live.members());
    // A live actor keeps timers for actors that have ended too: they fire, and reach nobody.
    expect(live.due()).toEqual(expect.arrayContaining([...(await side.due())]));
    expectSame(await side.emitted(), live.emitted());
  }

  await compare();
  let steps = 1;
  for (const command of path) {
    if (live.members()[0]?.status !== 'active') break;
    if (!(await take(command))) continue;
    steps += 1;
    if (parted) break;
    await compare();
  }
  for (const entries of await side.journals()) {
    for (const [at, entry] of entries.entries()) expect(brokenLinks(entries[at - 1], entry)).toEqual([]);
  }
  return steps;
}

/** The same picks for the same path. */
function createDice(path: readonly Command[]): (below: number) => number {
  let state = path.reduce((sum, { pick }) => (sum * 31 + pick) >>> 0, 7);
  return (below) => {
    state = (state * 1664525 + 1013904223) >>> 0;
    return below === 0 ? 0 : (state >>> 8) % below;
  };
}

function choose<T>(all: readonly T[], pick: number): T {
  return all[pick % all.length] as T;
}
