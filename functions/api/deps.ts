import type { Links } from '../../adapters/links.ts';
import type { Customers } from '../../adapters/ports/customers.ts';
import type { DeclaredFields } from '../../adapters/ports/declared-fields.ts';
import type { Files } from '../../adapters/ports/files.ts';
import type { JobParts, JobRunner } from '../../adapters/ports/jobs.ts';
import type { Records } from '../../adapters/ports/records.ts';
import type { Timeline } from '../../adapters/ports/timeline.ts';
import type { Safe } from '../../adapters/ports/vault.ts';
import type { Definitions } from '../../engine/definition.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Entry } from '../../engine/entry.ts';
import type { Journal, Projection, Queue, Staff, TaskBoard } from '../../engine/ports.ts';
import type { Tell } from '../enrolment/tell.ts';

/** What the API needs to answer. */
export interface ApiDeps {
  readonly engine: Engine;
  readonly projection: Projection;
  readonly queue: Queue;
  readonly tell: Tell;
  readonly board: TaskBoard;
  readonly records: Records;
  readonly customers: Customers;
  readonly declared: DeclaredFields;
  readonly timeline: Timeline;
  readonly files: Files;
  readonly safe: Safe;
  readonly links: Links;
  readonly staff: Staff;
  readonly parts: JobParts;
  readonly runner: Pick<JobRunner, 'isLost'>;
  readonly journal: Pick<Journal, 'at'>;
  readonly definitions: Definitions;
  /** Journal entries by instance and revision, in the order asked; undefined for one that is not there. */
  entries(
    items: readonly { readonly instance: string; readonly revision: number }[],
  ): Promise<readonly (Entry | undefined)[]>;
  /** Whether everything runs on one machine, which may then be called without encryption; false where it is left out. */
  readonly isLocal?: boolean;
  /** Epoch milliseconds. */
  now(): number;
  /** A new random id, URL-safe. */
  newId(): string;
  /** Hears of every error that is the service's own fault, under the id that the caller was told. */
  report(incident: string, error: unknown): unknown;
}
