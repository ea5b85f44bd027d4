import type { AnyActorRef, AnyActorScope, AnyEventObject } from 'xstate';
import type { Told } from './entry.ts';
import { RESERVED } from './event-types.ts';

/** What a step wants done, in the order in which XState would have done it. */
export type Action =
  | {
      readonly type: 'send';
      /** Undefined where it goes to the machine itself. */
      readonly to: AnyActorRef | undefined;
      readonly event: Told;
      readonly id?: string;
      /** Milliseconds; undefined for at once. A `raise` at once has been taken by the step itself. */
      readonly delay?: number;
    }
  | { readonly type: 'cancel'; readonly id: string }
  | {
      readonly type: 'spawn';
      readonly ref: AnyActorRef;
      readonly id: string;
      readonly src: string;
      readonly input: unknown;
      readonly sync: boolean;
    }
  | { readonly type: 'stop'; readonly ref: AnyActorRef }
  | { readonly type: 'open'; readonly state: string; readonly due: unknown }
  | { readonly type: 'close'; readonly state: string }
  | { readonly type: 'emit'; readonly event: Told }
  | { readonly type: 'log'; readonly label?: string; readonly value: unknown };

/** The machine did something that cannot be made durable and that registration could not see. */
export class UndurableStep extends Error {
  readonly code = 'not-durable';
}

/** The machine would never come to rest. */
export class EndlessLoop extends Error {
  readonly code = 'endless-loop';
}

/** An action as XState hands it to its executor. */
export type RawAction = Parameters<AnyActorScope['actionExecutor']>[0];

export const OPEN_TASK = 'baton.openTask';
export const CLOSE_TASK = 'baton.closeTask';

/** Gives the action as data; empty where nothing is left to do. Throws `UndurableStep`. */
export function toActions(raw: RawAction, self: unknown): Action[] {
  const params = raw.params as unknown as Record<string, unknown>;
  switch (raw.type) {
    case 'xstate.raise':
      return toRaise(params as unknown as Sending);
    case 'xstate.sendTo':
      return toSend(params as unknown as Sending & { to: AnyActorRef }, self);
    case 'xstate.cancel':
      return [{ type: 'cancel', id: String(params.sendId) }];
    case 'xstate.spawnChild':
      return toSpawn(raw, params);
    case 'xstate.stopChild': {
      const ref = raw.params as unknown as AnyActorRef | undefined;
      return ref === undefined ? [] : [{ type: 'stop', ref }];
    }
    case OPEN_TASK:
      return [{ type: 'open', state: String(params.state), due: params.due }];
    case CLOSE_TASK:
      return [{ type: 'close', state: String(params.state) }];
    case 'xstate.emit':
      return [{ type: 'emit', event: own(params.event as Told, 'emitted') }];
    case 'xstate.log':
      return [
        {
          type: 'log',
          value: params.value,
          ...(params.label === undefined ? {} : { label: String(params.label) }),
        },
      ];
    default:
      throw new UndurableStep(`the action ${raw.type} runs code of its own; name an effect and invoke it`);
  }
}

interface Sending {
  readonly event: Told;
  readonly id?: string;
  readonly delay?: number;
}

function toRaise({ event, id, delay }: Sending): Action[] {
  if (delay !== undefined)
    return [{ type: 'send', to: undefined, event, ...named(id), ...after(event, delay) }];
  if (event.type.startsWith('xstate.after.'))
    throw new UndurableStep(`the delay of ${event.type} is not a number`);
  return [];
}

function toSend({ to, event, id, delay }: Sending & { to: AnyActorRef }, self: unknown): Action[] {
  const target = to === self ? undefined : to;
  return [{ type: 'send', to: target, event: own(event, 'sent'), ...named(id), ...after(event, delay) }];
}

function toSpawn(raw: RawAction, { src, actorRef, input }: Record<string, unknown>): Action[] {
  const ref = actorRef as (AnyActorRef & { _syncSnapshot?: boolean }) | undefined;
  if (typeof src !== 'string' || ref === undefined) {
    throw new UndurableStep(
      `the actor ${typeof src === 'string' ? src : '(inline)'} is not in the setup; add it there`,
    );
  }
  if ((raw.params as { id?: unknown }).id === undefined || ref.id === ref.sessionId)
    throw new UndurableStep(`the actor ${src} was spawned without an id; give it one`);
  if (ref.id in Object.prototype)
    throw new UndurableStep(`${ref.id} cannot be the id of an actor; give it another`);
  return [{ type: 'spawn', ref, id: ref.id, src, input, sync: ref._syncSnapshot === true }];
}

/** The engine's own events come from the engine alone: between machines they would be taken for its word. */
function own(event: Told, how: string): Told {
  if (event.type.startsWith(RESERVED))
    throw new UndurableStep(`the event ${event.type} was ${how}; give it a type of its own`);
  return event;
}

function named(id: string | undefined): { id?: string } {
  return id === undefined ? {} : { id };
}

function after({ type }: AnyEventObject, delay: number | undefined): { delay?: number } {
  if (delay === undefined) return {};
  if (!Number.isFinite(delay)) throw new UndurableStep(`the delay of ${type} is not a finite number`);
  return { delay: Math.max(0, delay) };
}
