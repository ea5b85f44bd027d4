import type { Definitions, EffectPolicy } from './definition.ts';
import type { Engine } from './engine.ts';
import { keyOf, sameToken } from './entry.ts';
import type { Message, Queue } from './ports.ts';
import { askDelay, isAskedAnew } from './schedule.ts';

/** State machines outside, by the names that definitions give them. */
export interface StateMachines {
  /**
   * Starts the one run of a key, or finds it, and returns its output. Throws `StillRunning` while it goes on and
   * `EffectFailed` where it ended without one, or cannot be started.
   */
  run(name: string, input: unknown, scope: RunScope): Promise<unknown>;
  /** Stops the run of a key where it goes on: nobody waits for it. */
  stop(name: string, key: string): Promise<void>;
}

export interface RunScope {
  readonly key: string;
  readonly instance: string;
  readonly process: string;
}

/** What was begun goes on, as far as can be told: `cause` says why no more can. It will be asked for again. */
export class StillRunning extends Error {
  constructor(options?: ErrorOptions) {
    super('It is still running.', options);
  }
}

type Effect = Extract<Message, { kind: 'effect' }>;

/** What becomes of runs that go on. */
export interface Runs {
  /** Has the message sent again after a while; no attempt is counted, and none of the earlier ones is. */
  askAgain(message: Effect, policy: EffectPolicy): Promise<void>;
  /** Stops the run that a message asks for in vain: its instance waits for it no longer. */
  abandon(message: Effect): Promise<void>;
  /** Stops the run of a key, where the policy is one of a state machine. False where nobody answers. */
  stop(policy: EffectPolicy, key: string): Promise<boolean>;
}

export function createRuns({
  engine,
  definitions,
  queue,
  stateMachines,
  failed,
}: {
  readonly engine: Engine;
  readonly definitions: Definitions;
  readonly queue: Queue;
  readonly stateMachines?: StateMachines;
  /** Hears why a run could not be stopped. */
  readonly failed?: (key: string, effect: string, attempt: number, cause: unknown) => void;
}): Runs {
  const runs: Runs = {
    async askAgain({ waited = 0, ...message }, policy) {
      // The sweep hands on anew what has waited for long: what was lost comes back, and nothing is asked twice.
      if (isAskedAnew(policy, waited)) return;
      const delaySeconds = askDelay(waited);
      await queue.send([
        { message: { ...message, attempt: 1, waited: waited + delaySeconds }, delaySeconds },
      ]);
    },
    async abandon(message) {
      // Only what has been asked for again is a run that was begun.
      if (message.waited === undefined) return;
      const { instance, revision } = message;
      const head = await engine.head(instance);
      // What is held or paused goes on: it may be awaited again.
      if (head.revision < revision || head.pending.some((one) => sameToken(one, message))) return;
      const { process, version, effects } = await engine.at(instance, revision);
      const effect = effects.find((one) => sameToken(one, message));
      if (effect === undefined) return;
      const policy = (await definitions.get(process, version))?.effects[effect.src];
      if (policy === undefined || (await runs.stop(policy, keyOf(instance, effect)))) return;
      await runs.askAgain(message, policy);
    },
    async stop({ stateMachine }, key) {
      if (stateMachine === undefined || stateMachines === undefined) return true;
      try {
        await stateMachines.stop(stateMachine, key);
        return true;
      } catch (cause) {
        failed?.(key, stateMachine, 0, cause);
        return false;
      }
    },
  };
  return runs;
}
