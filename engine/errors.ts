/** One thing that is wrong with what a caller sent: where, and what. */
export interface Issue {
  /** Path into the value, as a JSON Pointer (`/lines/0/quantity`); empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/**
 * Base of every error that a caller can decide on. `code` is stable and machine-readable;
 * `details` is JSON and holds no personal data.
 */
export abstract class BatonError extends Error {
  abstract readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }

  /** What its class is called, told from the code: a bundle keeps no names of classes. */
  override get name(): string {
    return (this.code ?? '').replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
  }
}

/** No instance has this id: check the id. */
export class InstanceNotFound extends BatonError {
  readonly code = 'instance-not-found';
  constructor(instance: string) {
    super(`There is no instance ${instance}.`, { instance });
  }
}

/** No such revision of an instance. */
export class RevisionNotFound extends BatonError {
  readonly code = 'revision-not-found';
  constructor(instance: string, revision: number) {
    super(`Instance ${instance} has no revision ${revision}.`, { instance, revision });
  }
}

/** The instance stands where this event changes nothing: `details.accepts` says which events do. */
export class EventNotAccepted extends BatonError {
  readonly code = 'event-not-accepted';
  constructor(type: string, state: unknown, accepts: readonly string[]) {
    const offer = accepts.length > 0 ? `accepted here: ${accepts.join(', ')}` : 'no event is accepted here';
    super(`The event ${type} is not accepted in this state; ${offer}.`, { type, state, accepts });
  }
}

/** The event or its payload does not fit the definition's schema: `details.issues` says where. */
export class InvalidEvent extends BatonError {
  readonly code = 'invalid-event';
  constructor(type: string, issues: readonly Issue[]) {
    super(`The event ${type} is not valid: ${describe(issues)}.`, { type, issues });
  }
}

/** A start's input does not fit the definition's schema: `details.issues` says where. */
export class InvalidInput extends BatonError {
  readonly code = 'invalid-input';
  constructor(process: string, issues: readonly Issue[]) {
    super(`The input of ${process} is not valid: ${describe(issues)}.`, { process, issues });
  }
}

/** Types that begin with `xstate.` are the engine's own: callers cannot send them. */
export class ReservedEvent extends BatonError {
  readonly code = 'reserved-event';
  constructor(type: string) {
    super(`The event type ${type} is reserved for the engine.`, { type });
  }
}

/**
 * A guard or an action threw on this event, or did what cannot be kept: nothing was written. `details.reason` says
 * which, where it is one of ours: `not-durable`, `not-json` or `endless-loop`.
 */
export class EventFailed extends BatonError {
  readonly code = 'event-failed';
  constructor(type: string, process: string, cause: unknown, reason?: string) {
    const why = reason !== undefined && cause instanceof Error ? `: ${cause.message}` : '';
    super(
      `The definition ${process} failed on the event ${type}${why}.`,
      { type, process, ...(reason === undefined ? {} : { reason }) },
      { cause },
    );
  }
}

/** Others kept changing the instance: send again. */
export class Conflict extends BatonError {
  readonly code = 'conflict';
  constructor(instance: string, attempts: number) {
    super(`Instance ${instance} kept changing over ${attempts} attempts; send again.`, {
      instance,
      attempts,
    });
  }
}

/** The caller's `If-Match` names a revision that is no longer the newest: read again. */
export class RevisionMismatch extends BatonError {
  readonly code = 'revision-mismatch';
  constructor(instance: string, expected: number, revision: number) {
    super(`Instance ${instance} is at revision ${revision}, not ${expected}.`, {
      instance,
      expected,
      revision,
    });
  }
}

/** The same idempotency key came with another body. */
export class KeyReused extends BatonError {
  readonly code = 'key-reused';
  constructor(instance: string) {
    super('This idempotency key was used before with another body.', { instance });
  }
}

/** More instances wait for the event than can be told at once: name a process, or a business key. */
export class TooMany extends BatonError {
  readonly code = 'too-many';
  constructor(limit: number) {
    super(`More than ${limit} instances wait for this event.`, { limit });
  }
}

/** The entry would not fit the store: `details.bytes` of `details.limit`. */
export class TooLarge extends BatonError {
  readonly code = 'too-large';
  constructor(instance: string, bytes: number, limit: number) {
    super(`The transition takes ${bytes} bytes, ${bytes - limit} more than the ${limit} that fit.`, {
      instance,
      bytes,
      limit,
    });
  }
}

/** The instance has ended: no event changes it. */
export class Finished extends BatonError {
  readonly code = 'finished';
  constructor(instance: string, status: string) {
    super(`Instance ${instance} has ended (${status}).`, { instance, status });
  }
}

/** The task is not open any more, or never was. */
export class TaskClosed extends BatonError {
  readonly code = 'task-closed';
  constructor(instance: string, task: string) {
    super(`The task ${task} is not open.`, { instance, task });
  }
}

/** Somebody else has the task: `details.person`. */
export class TaskTaken extends BatonError {
  readonly code = 'task-taken';
  constructor(instance: string, task: string, person: string) {
    super(`Somebody else has the task ${task}.`, { instance, task, person });
  }
}

/** Nobody has the task: there is nothing to give back. */
export class TaskFree extends BatonError {
  readonly code = 'task-free';
  constructor(instance: string, task: string) {
    super(`Nobody has the task ${task}.`, { instance, task });
  }
}

/** The event does not complete the task: `details.does` says which do. */
export class TaskMismatch extends BatonError {
  readonly code = 'task-mismatch';
  constructor(instance: string, type: string, does: readonly string[]) {
    super(`The event ${type} does not complete this task; ${does.join(', ')} does.`, {
      instance,
      event: type,
      does,
    });
  }
}

/** The instance is paused: resume it first. */
export class Paused extends BatonError {
  readonly code = 'paused';
  constructor(instance: string) {
    super(`Instance ${instance} is paused.`, { instance });
  }
}

/** The instance is not paused: there is nothing to resume. */
export class NotPaused extends BatonError {
  readonly code = 'not-paused';
  constructor(instance: string) {
    super(`Instance ${instance} is not paused.`, { instance });
  }
}

/** The process has no such state, or none that an instance can be moved to: `details.states` says which there are. */
export class StateUnknown extends BatonError {
  readonly code = 'state-unknown';
  constructor(process: string, state: string, states: readonly string[]) {
    super(`An instance of ${process} cannot be moved to ${state}.`, { process, state, states });
  }
}

/** No such process, or not this version of it. */
export class DefinitionUnknown extends BatonError {
  readonly code = 'definition-unknown';
  constructor(process: string, version?: number) {
    super(`There is no process ${process}${version === undefined ? '' : ` of version ${version}`}.`, {
      process,
      ...(version === undefined ? {} : { version }),
    });
  }
}

/** The effect or timer that this answers is no longer awaited: drop it. */
export class Stale extends BatonError {
  readonly code = 'stale';
  constructor(key: string) {
    super(`${key} is no longer awaited.`, { key });
  }
}

/** The timer is armed but not due yet: deliver it again at `details.dueAt` (epoch milliseconds). */
export class NotDue extends BatonError {
  readonly code = 'not-due';
  readonly dueAt: number;
  constructor(key: string, dueAt: number) {
    super(`${key} is not due yet.`, { key, dueAt });
    this.dueAt = dueAt;
  }
}

/** There is nothing that a retry could take up. */
export class NoIncident extends BatonError {
  readonly code = 'no-incident';
  constructor(instance: string) {
    super(`Instance ${instance} has no incident to retry.`, { instance });
  }
}

/** The store did not answer: whether anything was written is unknown; retry under the same key. */
export class StoreUnavailable extends BatonError {
  readonly code = 'store-unavailable';
  constructor(cause: unknown) {
    super('The store did not answer; retry under the same idempotency key.', {}, { cause });
  }
}

/** An instance cannot become one of another version: it stays on its own. `details.problems` says why. */
export class MigrationFailed extends BatonError {
  readonly code = 'migration-failed';
  constructor(
    instance: string,
    from: number,
    to: number,
    problems: readonly string[],
    options?: ErrorOptions,
  ) {
    super(
      `Instance ${instance} cannot become one of version ${to} and stays on ${from}: ${problems.join('; ')}.`,
      { instance, from, to, problems },
      options,
    );
  }
}

/** A definition uses what cannot be made durable: refused when it is registered. */
export class NotDurable extends BatonError {
  readonly code = 'not-durable';
  constructor(process: string, problems: readonly { state: string; problem: string; remedy: string }[]) {
    const lines = problems.map((p) => `${p.state}: ${p.problem}; ${p.remedy}`);
    super(`The definition ${process} cannot be made durable: ${lines.join(' | ')}.`, { process, problems });
  }
}

function describe(issues: readonly Issue[]): string {
  return issues.map((issue) => `${issue.path || '/'} ${issue.message}`).join('; ');
}
