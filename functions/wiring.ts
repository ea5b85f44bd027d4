import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createCustomers } from '../adapters/customers.ts';
import { createDeclaredFields } from '../adapters/declared-fields.ts';
import { createDynamoContacts } from '../adapters/dynamo-contacts.ts';
import { createEntriesReader } from '../adapters/dynamo-entries.ts';
import { createDynamoJobs } from '../adapters/dynamo-jobs.ts';
import { createDynamoJournal } from '../adapters/dynamo-journal.ts';
import { createDynamoKeyring } from '../adapters/dynamo-keyring.ts';
import { createDynamoProjection } from '../adapters/dynamo-projection.ts';
import { createDynamoRemovals } from '../adapters/dynamo-removals.ts';
import { createDynamoTasks } from '../adapters/dynamo-tasks.ts';
import { createDynamoTimeline } from '../adapters/dynamo-timeline.ts';
import { forgetFile } from '../adapters/forget-file.ts';
import { createLinks } from '../adapters/links.ts';
import type { Files } from '../adapters/ports/files.ts';
import type { JobRunner } from '../adapters/ports/jobs.ts';
import type { Keys } from '../adapters/ports.ts';
import { createBlindIndex } from '../adapters/records/blind-index.ts';
import type { Changed } from '../adapters/records/follow.ts';
import { createRecords } from '../adapters/records/store.ts';
import { createSafe } from '../adapters/safe.ts';
import { createStaff } from '../adapters/staff.ts';
import type { TableNames } from '../adapters/tables.ts';
import { createVault } from '../adapters/vault.ts';
import { createCorrelate } from '../engine/correlate.ts';
import type { Definition, DefinitionSource, Inline } from '../engine/definition.ts';
import { createEngine, type EngineOptions } from '../engine/engine.ts';
import { createEnrol } from '../engine/enrol.ts';
import { createPark, type ParkOptions } from '../engine/park.ts';
import type { Journal, Queue, References } from '../engine/ports.ts';
import { createDefinitions } from '../engine/registry.ts';
import { createRelay } from '../engine/relay.ts';
import { customerKind } from '../records/kinds/customer.ts';
import { all } from './definitions.ts';
import { createAnnounced } from './enrolment/announced.ts';
import { createEnrolAll, type EnrolAll } from './enrolment/enrol-all.ts';
import type { Rules } from './enrolment/rules.ts';
import { createTell, type Tell, type TellDeps } from './enrolment/tell.ts';
import type { Refused } from './enrolment/unless-refused.ts';
import { beginJob, jobKinds } from './jobs/begin.ts';
import { newId as freshId } from './new-id.ts';
import { createNoting } from './noting.ts';
import { tellWhoWaits } from './record-events.ts';
import { bundledReferenceData } from './reference-data.ts';
import { createSealedFiles } from './sealed-files.ts';

/** What differs between AWS and one machine. */
export interface Surroundings {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  readonly queue: Queue;
  /** Those that this deployment carries, unless told otherwise. */
  readonly definitions?: readonly (Definition | DefinitionSource)[];
  /** What machines read; what of it comes with Baton where it is left out. */
  readonly references?: References;
  /** Sees the journal that the engine writes to; the local runtime follows the appends here. */
  readonly follow?: (journal: Journal) => Journal;
  /** Which processes start by themselves; none where it is left out. */
  readonly enrolment?: { readonly rules: Rules; readonly people: TellDeps['people'] };
  readonly refused?: Refused;
  readonly inline?: Readonly<Record<string, Inline>>;
  /** Epoch milliseconds; the clock of the machine unless told otherwise. */
  readonly now?: () => number;
  /** Ids that nobody can guess, unless told otherwise. */
  readonly newId?: () => string;
  /** Hears what a machine or an inline actor threw. */
  readonly failed?: EngineOptions['failed'];
  /** Hears of an instance that was set aside. */
  readonly parked?: ParkOptions['parked'];
  /** Hears what a machine wrote with `log`. */
  readonly logged?: EngineOptions['logged'];
}

/** Everything that the handlers share, made once per process. */
export function assemble({
  client,
  names,
  queue,
  definitions: known = all,
  references = bundledReferenceData,
  follow = (journal) => journal,
  inline,
  failed,
  logged,
  enrolment,
  refused = () => {},
  parked = () => {},
  now = Date.now,
  newId = freshId,
}: Surroundings) {
  const definitions = createDefinitions(known);
  const journal = createDynamoJournal(client, names.journal);
  const projection = createDynamoProjection(client, names.projection);
  const engine = createEngine({
    journal: follow(journal),
    definitions,
    references,
    now,
    newId,
    random: () => randomInt(2 ** 32) / 2 ** 32,
    sleep: (milliseconds) => sleep(milliseconds),
    ...(failed === undefined ? {} : { failed }),
    ...(logged === undefined ? {} : { logged }),
    ...(inline === undefined ? {} : { inline }),
  });
  const board = createDynamoTasks(client, names.tasks);
  const timeline = createDynamoTimeline(client, names.timeline);
  const noted = createNoting(timeline);
  const correlate = createCorrelate({ engine, definitions, projection });
  const enrol = createEnrol({ engine, projection, now });
  const tell: Tell =
    enrolment === undefined
      ? correlate
      : createTell({ ...enrolment, correlate, enrol, engine, definitions, now, refused });
  const enrolAll: EnrolAll =
    enrolment === undefined ? async () => ({}) : createEnrolAll({ ...enrolment, enrol, now, refused });
  const announced = createAnnounced({ tell, refused, ...enrolment });
  const relay = createRelay({
    ...{ engine, journal, projection, board, queue, definitions, now, noted, announced },
  });
  const park = createPark({ journal, projection, now, parked });
  const entries = createEntriesReader(client, names.journal);
  const removals = createDynamoRemovals(client, names);
  return {
    ...{ engine, journal, entries, projection, board, timeline, removals },
    ...{ tell, enrolAll, references, queue, relay, park, definitions, now, newId },
  };
}

export interface RecordsOptions {
  /** The clock: epoch milliseconds. */
  readonly now?: () => number;
  /** Takes each change of a customer's records to whoever waits for it, and to the rules. */
  readonly tell?: Tell;
  /** Sets going each job that a person wants to go on. */
  readonly runner?: Pick<JobRunner, 'begin'>;
}

/** The records that people edit, what of them is personal sealed under keys that are kept for some minutes. */
export function recordsOf(
  client: DynamoDBClient,
  names: TableNames,
  keys: Keys,
  files: Files,
  { now = Date.now, tell, runner }: RecordsOptions = {},
) {
  const kept = { now, keepMs: 5 * 60_000, most: 1000 };
  const keyring = createDynamoKeyring(client, names.keys);
  const safe = createSafe(createVault(keys, kept), keyring, kept);
  const index = createBlindIndex(keys, keyring, kept);
  const links = createLinks(keys, keyring, kept);
  const contacts = createDynamoContacts(client, names.contacts);
  const timeline = createDynamoTimeline(client, names.timeline);
  const told: Changed = async (version) => {
    await forgetFile(files, version);
    if (tell !== undefined) await tellWhoWaits(version, tell, customers);
    if (runner !== undefined) await beginJob(version, runner);
  };
  const parts = createDynamoJobs(client, names.jobs);
  const erased: Changed = async (version) => {
    await forgetFile(files, { ...version, removed: true });
    if (version.kind === customerKind.kind) await contacts.forget(version.id);
    if (!jobKinds.includes(version.kind)) return;
    await createSealedFiles(files, safe).removeAll(version.subject);
    await parts.remove(version);
  };
  const records = createRecords({ client, names, safe, index, timeline, changed: told, erased });
  const customers = createCustomers(records, now);
  const declared = createDeclaredFields(records, kept);
  const staff = createStaff(records, now);
  return { records, safe, files, timeline, customers, declared, staff, parts, links, contacts };
}
