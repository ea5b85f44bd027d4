import type { Definition, EffectPolicy } from './definition.ts';
import {
  type EffectToken,
  type Entry,
  effectTokenOf,
  type PendingEffect,
  type Task,
  type Token,
  tokenOf,
} from './entry.ts';
import type { Message } from './ports.ts';

/** A message and the whole seconds after which the queue hands it out. */
export interface Dispatch {
  readonly message: Message;
  readonly delaySeconds: number;
}

type Policies = Definition['effects'];

/** Timers due within this many milliseconds go to the queue at once; the sweep brings the others. */
export const HORIZON = 90_000;
/** A handed timer that is still armed this long after it was due is handed again. */
const GRACE = 120_000;
/** An effect without an outcome is handed again after this long at the earliest, or after half of its deadline. */
const REDRIVE = 15 * 60_000;
/** The longest that one try may take. */
const TRY = 60_000;

/** What a commit hands on: its effects, and its timers that are due soon. While it is paused, nothing. */
export function dispatchesOf(entry: Entry, now: number): Dispatch[] {
  if (entry.status === 'paused') return [];
  const effects = entry.effects.map((effect) => toEffect(entry.instance, effect));
  const resumed = entry.kind === 'control' && entry.event.type === 'resume';
  const timers = entry.timers.filter((timer) => resumed || timer.revision === entry.revision);
  const tasks = unassigned(entry).filter((task) => resumed || task.revision === entry.revision);
  return [...effects, ...timersDue(entry.instance, timers, now), ...toAssigns(entry.instance, tasks)];
}

/** Everything that an instance waits for, handed again: after a queue was lost. */
export function redispatchesOf(head: Entry, now: number): Dispatch[] {
  if (head.status === 'paused') return [];
  const effects = awaited(head).map((effect) => toEffect(head.instance, effect));
  const tasks = toAssigns(head.instance, unassigned(head));
  return [...effects, ...timersDue(head.instance, head.timers, now), ...tasks];
}

/** What a sweep hands on: timers due soon, effects out of time, effects that have waited too long. */
export function dueDispatchesOf(head: Entry, now: number, effects: Policies): Dispatch[] {
  if (head.status === 'paused') return [];
  const due = awaited(head).flatMap((effect): Dispatch[] => {
    if (effect.deadlineAt <= now) {
      return [
        { message: { kind: 'deadline', instance: head.instance, ...effectTokenOf(effect) }, delaySeconds: 0 },
      ];
    }
    const { startedAt, step } = paceOf(effect, effects);
    return now + HORIZON >= startedAt + step ? [toEffect(head.instance, effect)] : [];
  });
  const tasks = unassigned(head).filter(({ openedAt }) => now + HORIZON >= openedAt + REDRIVE);
  return [...due, ...timersDue(head.instance, head.timers, now), ...toAssigns(head.instance, tasks)];
}

/**
 * Epoch milliseconds at which the sweep must look at this instance again; undefined where nothing waits. `handed`
 * tells what went to the queue just now: it gets some grace, and an effect that was late to be handed on is tried
 * before its deadline ends it.
 */
export function nextLook(
  head: Entry,
  now: number,
  effects: Policies,
  handed: (token: Token) => boolean,
): number | undefined {
  if (head.status === 'paused') return undefined;
  const timers = head.timers.map((timer) =>
    timer.dueAt <= now + HORIZON && handed(timer) ? Math.max(timer.dueAt, now) + GRACE : timer.dueAt,
  );
  const waits = awaited(head).map((effect) => {
    const { startedAt, step } = paceOf(effect, effects);
    const after = handed(effect) ? now + HORIZON : now;
    const rounds = Math.max(1, Math.floor((after - startedAt) / step) + 1);
    const deadline = handed(effect) ? Math.max(effect.deadlineAt, now + GRACE) : effect.deadlineAt;
    return Math.min(deadline, startedAt + rounds * step);
  });
  const asks = unassigned(head).map((task) => {
    const rounds = Math.floor(((handed(task) ? now + HORIZON : now) - task.openedAt) / REDRIVE);
    return task.openedAt + Math.max(1, rounds + 1) * REDRIVE;
  });
  const looks = [...timers, ...waits, ...asks];
  return looks.length === 0 ? undefined : Math.min(...looks);
}

/** When an effect was first handed on, and after how long without an outcome it is handed on again. */
function paceOf(effect: PendingEffect, effects: Policies): { startedAt: number; step: number } {
  const { deadline = REDRIVE, attempts = 1 } = effects[effect.src] ?? {};
  return { startedAt: effect.deadlineAt - deadline, step: stepOf({ deadline, attempts }) };
}

function stepOf({ deadline, attempts }: Pick<EffectPolicy, 'deadline' | 'attempts'>): number {
  return Math.max(1, Math.min(Math.max(REDRIVE, allTries(attempts)), deadline / 2));
}

/** Seconds until it is asked again whether a run has ended: longer the longer it was waited for, up to a minute. */
export function askDelay(waited: number): number {
  return Math.min(60, Math.max(2, Math.ceil(waited / 2)));
}

/** Whether a run was asked for, since it was handed on, for so many seconds that the sweep has handed it on anew. */
export function isAskedAnew(policy: EffectPolicy, waited: number): boolean {
  return waited * 1000 >= stepOf(policy) + 2 * HORIZON;
}

/** Milliseconds within which so many tries are over: until then nothing is lost that does not come back. */
function allTries(attempts: number): number {
  let milliseconds = attempts * TRY;
  for (let tries = 1; tries < attempts; tries++) milliseconds += retryDelay(tries) * 1000;
  return milliseconds;
}

/** Seconds before the next try: 2, 10, 50, 250, and never more than a queue can delay. */
export function retryDelay(tries: number): number {
  return Math.min(900, 2 * 5 ** (tries - 1));
}

/** Tasks that wait for somebody to be found: asked again until somebody is there. */
function unassigned(head: Entry): Task[] {
  return head.tasks.filter(({ assign, person }) => assign !== 'claim' && person === undefined);
}

function toAssigns(instance: string, tasks: readonly Task[]): Dispatch[] {
  return tasks.map((task) => ({ message: { kind: 'assign', instance, ...tokenOf(task) }, delaySeconds: 0 }));
}

function awaited(head: Entry): PendingEffect[] {
  return head.pending.filter((effect) => effect.held === undefined);
}

function toEffect(instance: string, token: EffectToken): Dispatch {
  return { message: { kind: 'effect', instance, ...effectTokenOf(token), attempt: 1 }, delaySeconds: 0 };
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
