import type * as errors from '../../engine/errors.ts';

type CodeOf<T> = T extends new (...args: never) => { readonly code: infer C extends string } ? C : never;

/** Codes of the engine's errors: one that the table below forgets does not compile. */
type EngineCode = { [K in keyof typeof errors]: CodeOf<(typeof errors)[K]> }[keyof typeof errors];

/** How one kind of problem is told. */
export interface ProblemKind {
  readonly status: 400 | 403 | 404 | 405 | 409 | 410 | 412 | 413 | 415 | 422 | 428 | 500 | 503;
  readonly title: string;
  /** True where the operator should hear of it although the caller is told what happened. */
  readonly report?: boolean;
}

/** Every problem that the API can answer with: its status and its title. The code is the end of its `type`. */
export const problems = {
  'not-found': { status: 404, title: 'Nothing at this path' },
  'method-not-allowed': { status: 405, title: 'Method not allowed here' },
  'invalid-query': { status: 400, title: 'Query not valid' },
  'invalid-cursor': { status: 400, title: 'Cursor not valid' },
  'invalid-header': { status: 400, title: 'Header not valid' },
  'malformed-body': { status: 400, title: 'Body is not JSON' },
  'invalid-body': { status: 422, title: 'Body not valid' },
  'unsupported-media-type': { status: 415, title: 'Body of an unsupported type' },
  'body-too-large': { status: 413, title: 'Body too large' },
  'customer-not-found': { status: 404, title: 'No such customer' },
  'record-not-found': { status: 404, title: 'No such record' },
  'instance-not-found': { status: 404, title: 'No such instance' },
  'instance-retired': { status: 410, title: 'Instance has retired' },
  'revision-not-found': { status: 404, title: 'No such revision' },
  'definition-unknown': { status: 404, title: 'No such process' },
  'version-unknown': { status: 503, title: 'Version of a process not known here yet' },
  'invalid-input': { status: 422, title: 'Input not valid' },
  'invalid-event': { status: 422, title: 'Event not valid' },
  'reserved-event': { status: 422, title: 'Event type reserved' },
  'state-unknown': { status: 422, title: 'No state that an instance can be moved to' },
  'event-failed': { status: 422, title: 'The process failed on the event', report: true },
  'key-reused': { status: 422, title: 'Idempotency key used before with another body' },
  'event-not-accepted': { status: 409, title: 'Event not accepted in this state' },
  'actor-required': { status: 403, title: 'Nobody said who does it' },
  'role-missing': { status: 403, title: "Person does not have the task's role" },
  'task-not-found': { status: 404, title: 'No such task' },
  'task-closed': { status: 409, title: 'Task is not open' },
  'task-taken': { status: 409, title: 'Somebody else has the task' },
  'task-free': { status: 409, title: 'Nobody has the task' },
  'task-mismatch': { status: 422, title: 'Event does not complete the task' },
  'too-many': { status: 422, title: 'Too many instances wait for the event' },
  paused: { status: 409, title: 'Instance is paused' },
  'not-paused': { status: 409, title: 'Instance is not paused' },
  finished: { status: 409, title: 'Instance has ended' },
  conflict: { status: 409, title: 'Instance kept changing' },
  'no-incident': { status: 409, title: 'No incident to retry' },
  stale: { status: 409, title: 'No longer awaited' },
  'not-due': { status: 409, title: 'Not due yet' },
  'migration-failed': { status: 409, title: 'Instance cannot be migrated' },
  'revision-mismatch': { status: 412, title: 'At another revision' },
  'revision-required': { status: 428, title: 'Revision required' },
  'job-ended': { status: 409, title: 'Job has ended' },
  'job-started': { status: 409, title: 'Job was set going before' },
  'not-ready': { status: 409, title: 'Not ready yet' },
  'record-exists': { status: 409, title: 'There is such a record already' },
  'model-not-valid': { status: 422, title: 'Decision model cannot be used' },
  'proof-failed': { status: 422, title: 'Proof of the decision found errors' },
  'warnings-open': { status: 422, title: 'Warnings of the proof not acknowledged' },
  'cases-failed': { status: 422, title: 'Saved cases come out otherwise' },
  'nothing-in-force': { status: 409, title: 'No version is in force' },
  'publication-overtaken': { status: 409, title: 'Somebody else was faster' },
  'answer-too-large': { status: 413, title: 'Answer too large' },
  'evaluation-too-long': { status: 422, title: 'Evaluation takes too long' },
  'template-not-valid': { status: 422, title: 'Template not valid' },
  'customer-merged': { status: 409, title: 'Customer was merged into another' },
  'record-too-large': { status: 413, title: 'Record too large to store' },
  'too-large': { status: 413, title: 'Transition too large to store' },
  'store-unavailable': { status: 503, title: 'Store does not answer' },
  'not-durable': { status: 500, title: 'Process cannot be made durable', report: true },
  unexpected: { status: 500, title: 'Unexpected error' },
} as const satisfies Readonly<Record<string, ProblemKind>> & Readonly<Record<EngineCode, ProblemKind>>;

export type ProblemCode = keyof typeof problems;
