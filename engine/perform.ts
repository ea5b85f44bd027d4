import type { Assign } from './assign.ts';
import { SYSTEM } from './commit.ts';
import type { Definitions, EffectPolicy } from './definition.ts';
import type { Engine } from './engine.ts';
import { type Entry, effectTokenOf, keyOf, type PendingEffect, sameToken, tokenOf } from './entry.ts';
import { DefinitionUnknown, Finished, InstanceNotFound, NotDue, Stale, TaskClosed } from './errors.ts';
import { taskId } from './ids.ts';
import type { EffectOutcome } from './incoming.ts';
import { stringify } from './json.ts';
import { codeOf } from './outcomes.ts';
import type { Park } from './park.ts';
import { isPassing } from './parking.ts';
import type { Message, Queue } from './ports.ts';
import type { Relay } from './relay.ts';
import { roleOf } from './role.ts';
import { retryDelay, secondsUntil } from './schedule.ts';
import { createRuns, type StateMachines, StillRunning } from './state-machines.ts';

/**
 * Does an effect in the outside world and returns its output. `key` is the same in every try: whoever receives it
 * can tell a repetition. Throws `EffectFailed`, or any error: its `code` goes into the journal, and where it has
 * `permanent: true` it is not tried again.
 */
export type Performer = (input: never, scope: PerformScope) => Promise<unknown>;

/** For whom an effect is performed. */
export interface PerformScope {
  readonly key: string;
  readonly instance: string;
  readonly process: string;
}

/** An effect failed: `code` goes into the journal; `permanent` says that trying again is in vain. */
export class EffectFailed extends Error {
  readonly code: string;
  readonly permanent: boolean;
  constructor(code: string, permanent = false, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.permanent = permanent;
  }
}

export interface PerformOptions {
  readonly engine: Engine;
  readonly definitions: Definitions;
  readonly queue: Queue;
  readonly relay: Relay;
  readonly park: Park;
  readonly performers: Readonly<Record<string, Performer>>;
  /** Runs the effects that are state machines; where it is left out, each of them fails. */
  readonly stateMachines?: StateMachines;
  readonly assign: Assign;
  readonly now: () => number;
  /** Hears of every failed try. */
  readonly failed?: (key: string, effect: string, attempt: number, cause: unknown) => void;
}

/**
 * Handles one message of the queue, which has come `receives` times: performs an effect and brings its outcome back,
 * fires a timer, ends a wait that has run out of time, or brings an instance forward. What is no longer awaited is
 * dropped, and what cannot be handled sets its instance aside. Throws only where the message should come again.
 */
export type Perform = (message: Message, receives?: number) => Promise<void>;

/**
 * A message that came so often without any word of why has killed whoever took it up: handlers answer for their
 * errors, and send again themselves what met an outage.
 */
const MOST_RECEIVES = 3;

/** What a message is about is over; its instance may even have retired. */
const OVER = [Stale, Finished, TaskClosed, InstanceNotFound];

/** Seconds after which a message comes again that met an outage. */
const OUTAGE_PAUSE = 30;

type Kind<K extends Message['kind']> = Extract<Message, { kind: K }>;

export function createPerform(options: PerformOptions): Perform {
  const { engine, definitions, queue, relay, park, now } = options;
  const runs = createRuns(options);

  async function fire(message: Kind<'timer'>): Promise<void> {
    try {
      await engine.deliver({ instance: message.instance, kind: 'timer', token: tokenOf(message) });
    } catch (error) {
      if (!(error instanceof NotDue)) throw error;
      await queue.send([{ message, delaySeconds: secondsUntil(error.dueAt, now()) }]);
    }
  }

  async function awaited(
    message: Kind<'effect' | 'deadline'>,
  ): Promise<{ head: Entry; effect: PendingEffect; policy: EffectPolicy } | undefined> {
    const head = await engine.head(message.instance);
    const effect = head.pending.find((pending) => sameToken(pending, message));
    if (effect === undefined || effect.held !== undefined || head.status === 'paused') return undefined;
    const policy = (await definitions.get(head.process, head.version))?.effects[effect.src];
    if (policy === undefined) throw new DefinitionUnknown(head.process, head.version);
    return { head, effect, policy };
  }

  function performerOf({ src }: PendingEffect, { stateMachine: name }: EffectPolicy): Performer {
    const { performers, stateMachines } = options;
    if (name === undefined) {
      const performer = performers[src];
      if (performer === undefined) throw new EffectFailed('no-performer');
      return performer;
    }
    if (stateMachines === undefined) throw new EffectFailed('no-such-state-machine', true);
    return (input, scope) => stateMachines.run(name, input, scope);
  }

  async function attempt(
    effect: PendingEffect,
    input: unknown,
    policy: EffectPolicy,
    scope: PerformScope,
  ): Promise<EffectOutcome> {
    const parsed = policy.parseOutput(await performerOf(effect, policy)(input as never, scope));
    if ('issues' in parsed || !isJson(parsed.value)) throw new EffectFailed('invalid-output', true);
    return { output: parsed.value };
  }

  async function exhaust(
    { instance }: Message,
    effect: PendingEffect,
    policy: EffectPolicy,
    code: string,
    attempts: number,
  ): Promise<void> {
    const token = effectTokenOf(effect);
    if (policy.exhausted === 'hold') await engine.deliver({ instance, token, kind: 'hold', code, attempts });
    else await engine.deliver({ instance, token, kind: 'result', outcome: { error: { code } } });
  }

  async function perform(message: Kind<'effect'>, killing: boolean): Promise<void> {
    const found = await awaited(message);
    if (found === undefined) return runs.abandon(message);
    const { head, effect, policy } = found;
    const { instance, attempt: tries } = message;
    if (killing) return exhaust(message, effect, policy, 'killed-its-handler', tries);
    const key = keyOf(instance, effect);
    const source = head.revision === effect.revision ? head : await engine.at(instance, effect.revision);
    const input = source.effects.find((request) => sameToken(request, effect))?.input;
    let outcome: EffectOutcome;
    try {
      outcome = await attempt(effect, input, policy, { key, instance, process: head.process });
    } catch (cause) {
      const goesOn = cause instanceof StillRunning;
      if (!goesOn || cause.cause !== undefined) options.failed?.(key, effect.src, tries, cause);
      if (goesOn) return runs.askAgain(message, policy);
      if (isPermanent(cause) || tries >= policy.attempts)
        return exhaust(message, effect, policy, codeOf(cause), tries);
      await queue.send([{ message: { ...message, attempt: tries + 1 }, delaySeconds: retryDelay(tries) }]);
      return;
    }
    await engine.deliver({ instance, token: effectTokenOf(effect), kind: 'result', outcome });
  }

  /** Finds a person for a task that nobody has. Where nobody is there, the sweep asks again. */
  async function assign(message: Kind<'assign'>): Promise<void> {
    const head = await engine.head(message.instance);
    const task = head.tasks.find((one) => sameToken(one, message));
    if (task === undefined || task.person !== undefined) return;
    const { instance, process } = head;
    const definition = await definitions.get(process, head.version);
    if (definition === undefined) throw new DefinitionUnknown(process, head.version);
    const { assign } = task;
    const role = roleOf(definition, head, task.state);
    const person = await options.assign({ task: taskId(instance, task), role, assign });
    if (person === undefined) return;
    const given = { kind: 'assign', token: tokenOf(task), person, unless: true, who: SYSTEM } as const;
    await engine.task({ instance, ...given });
  }

  async function expire(message: Kind<'deadline'>): Promise<void> {
    const found = await awaited(message);
    if (found === undefined || found.effect.deadlineAt > now()) return;
    const { effect, policy } = found;
    await exhaust(message, effect, policy, 'deadline', 0);
    // Who holds it decides whether to go on waiting.
    if (policy.exhausted === 'fail') await runs.stop(policy, keyOf(message.instance, effect));
  }

  async function handle(message: Message, killing: boolean): Promise<void> {
    if (message.kind === 'effect') return perform(message, killing);
    if (killing) throw new EffectFailed('killed-its-handler');
    if (message.kind === 'timer') return fire(message);
    if (message.kind === 'deadline') return expire(message);
    if (message.kind === 'assign') return assign(message);
    return relay.relay(message.instance, [], message.anew);
  }

  return async (message, receives = 1) => {
    try {
      await handle(message, receives > MOST_RECEIVES);
    } catch (error) {
      if (OVER.some((kind) => error instanceof kind)) return;
      if (isPassing(error)) await queue.send([{ message, delaySeconds: OUTAGE_PAUSE }]);
      else await park(message.instance, error);
    }
  };
}

function isJson(value: unknown): boolean {
  try {
    stringify(value);
    return true;
  } catch {
    return false;
  }
}

/** Whether a failure says of itself that trying again is in vain. */
function isPermanent(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'permanent' in cause && cause.permanent === true;
}
