import type { Entry, PendingEffect } from './entry.ts';
import type { Message } from './ports.ts';

/** A message and the whole seconds after which the queue hands it out. */
export interface Dispatch {
  readonly message: Message;
  readonly delaySeconds: number;
}

/** Timers due within this many milliseconds go to the queue at once; the sweep brings the others. */
export const HORIZON = 90_000;
/** A handed timer that is still armed this long after it was due is handed again. */
const GRACE = 120_000;
/** An effect without an outcome is handed again after this long: longer than all of its retries take. */
const REDRIVE = 15 * 60_000;

/** What a commit hands on: its effects, and its timers that are due soon. */
export function dispatchesOf(entry: Entry, now: number): Dispatch[] {
  const effects = entry.effects.map((effect) => toEffect(entry.instance, effect));
  const timers = entry.timers.filter((timer) => timer.revision === entry.revision);
  return [...effects, ...timersDue(entry.instance, timers, now)];
}

/** Everything that an instance waits for, handed again: after a queue was lost. */
export function redispatchesOf(head: Entry, now: number): Dispatch[] {
  const effects = awaited(head).map((effect) => toEffect(head.instance, effect));
  return [...effects, ...timersDue(head.instance, head.timers, now)];
}

/** What a sweep hands on: timers due soon, effects out of time, effects that have waited too long. */
export function dueDispatchesOf(
  head: Entry,
  now: number,
  startedAt: (effect: PendingEffect) => number,
): Dispatch[] {
  const effects = awaited(head).flatMap((effect): Dispatch[] => {
    if (effect.deadlineAt <= now) {
      return [
        { message: { kind: 'deadline', instance: head.instance, ...tokenOf(effect) }, delaySeconds: 0 },
      ];
    }
    return now - startedAt(effect) >= REDRIVE - HORIZON ? [toEffect(head.instance, effect)] : [];
  });
  return [...effects, ...timersDue(head.instance, head.timers, now)];
}

/**
 * Epoch milliseconds at which the sweep must look at this instance again; undefined where nothing waits. What was
 * just handed to the queue gets some grace: all that is near, by a sweep; by a relay, the near timers that were
 * armed from the revision `from` on.
 */
export function nextLook(head: Entry, now: number, from?: number): number | undefined {
  const looks = [
    ...head.timers.map(({ dueAt, revision }) =>
      dueAt <= now + HORIZON && revision >= (from ?? 1) ? Math.max(dueAt, now) + GRACE : dueAt,
    ),
    ...awaited(head).map(({ deadlineAt }) =>
      Math.min(from === undefined ? Math.max(deadlineAt, now + GRACE) : deadlineAt, now + REDRIVE),
    ),
  ];
  return looks.length === 0 ? undefined : Math.min(...looks);
}

function awaited(head: Entry): PendingEffect[] {
  return head.pending.filter((effect) => effect.held === undefined);
}

function toEffect(instance: string, token: { revision: number; index: number }): Dispatch {
  return { message: { kind: 'effect', instance, ...tokenOf(token), attempt: 1 }, delaySeconds: 0 };
}

function timersDue(instance: string, timers: Entry['timers'], now: number): Dispatch[] {
  return timers
    .filter(({ dueAt }) => dueAt <= now + HORIZON)
    .map((timer) => ({
      message: { kind: 'timer', instance, ...tokenOf(timer) },
      delaySeconds: secondsUntil(timer.dueAt, now),
    }));
}

/** Whole seconds, rounded up so that nothing comes early, and at most what a queue can delay. */
export function secondsUntil(dueAt: number, now: number): number {
  return Math.min(900, Math.max(0, Math.ceil((dueAt - now) / 1000)));
}

function tokenOf({ revision, index }: { revision: number; index: number }) {
  return { revision, index };
}
