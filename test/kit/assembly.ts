import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Keys } from '../../adapters/ports.ts';
import type { TableNames } from '../../adapters/tables.ts';
import { createAssign } from '../../engine/assign.ts';
import type { Definition, DefinitionSource } from '../../engine/definition.ts';
import { type Entry, sameToken } from '../../engine/entry.ts';
import { derivedId } from '../../engine/ids.ts';
import { createPerform } from '../../engine/perform.ts';
import { createSweep } from '../../engine/sweep.ts';
import { all } from '../../functions/definitions.ts';
import { bundledRules } from '../../functions/enrolment/bundled.ts';
import { createRules } from '../../functions/enrolment/rules.ts';
import { createJobSteps } from '../../functions/jobs/steps.ts';
import { createWorks } from '../../functions/jobs/works.ts';
import { allPerformers } from '../../functions/perform/all-performers.ts';
import { createKeepLetter } from '../../functions/perform/keep-letter.ts';
import { createTemplates } from '../../functions/templates.ts';
import { assemble, recordsOf } from '../../functions/wiring.ts';
import { followed } from '../../local/hand-on.ts';
import type { EnrolmentRule } from '../../records/kinds/enrolment.ts';
import { createMemoryFiles } from '../adapters/memory-files.ts';
import { takeSteps } from '../functions/jobs/take-steps.ts';
import type { Clock } from './clock.ts';
import { createMails } from './mails.ts';
import { createManualQueue } from './manual-queue.ts';
import { openMemoryStore } from './memory-store.ts';
import { createOutside } from './outside.ts';
import { referencesOf } from './references.ts';
import { createStory } from './story.ts';

export interface AssemblyOptions {
  readonly clock: Clock;
  /** Every process of this deployment, unless told otherwise. */
  readonly definitions?: readonly (Definition | DefinitionSource)[];
  /** Rules of enrolment, by id: those that come with Baton, unless there are other definitions. */
  readonly rules?: Readonly<Record<string, EnrolmentRule>>;
  /** The simulated DynamoDB, which is fast, unless told otherwise. Hears of what a store does not know. */
  readonly openStore?: (unknown: (trouble: unknown) => void) => Promise<OpenStore>;
}

/** A DynamoDB with every table, empty. */
interface OpenStore {
  readonly client: DynamoDBClient;
  readonly names: TableNames;
  close(): Promise<void>;
}

/** What the links in the company's mails begin with. */
export const PUBLIC_URL = 'https://company.example';

/** The mail address of the company's own teams. */
export const TEAM_MAIL = 'team@company.example';

/**
 * All of Baton in memory, put together as `local/runtime.ts` puts it together; only the clock stands still, the queue
 * hands nothing out by itself, and what goes outside is remembered.
 */
export async function assembleInMemory({
  clock: { now },
  definitions = all,
  rules = definitions === all ? bundledRules : {},
  openStore = openMemoryStore,
}: AssemblyOptions) {
  const troubles: unknown[] = [];
  const { client, names, close } = await openStore((trouble) => troubles.push(trouble));
  const story = createStory();
  const mails = createMails(now);
  const thrown: { readonly instance: string; readonly cause: unknown }[] = [];
  let ids = 0;
  const newId = () => derivedId({ kind: 'system', id: 'kit' }, String(++ids));
  const records = recordsOf(client, names, openKeys, createMemoryFiles(), {
    now,
    tell: (event) => shared.tell(event),
    // A job is through as soon as it is asked for.
    runner: { begin: (run) => takeSteps(steps, run) },
  });
  const queue = createManualQueue(now, (message) => {
    if (message.kind !== 'timer') return undefined;
    const timer = story.head(message.instance).timers.find((one) => sameToken(one, message));
    return timer && Math.max(timer.dueAt, now());
  });
  const shared = assemble({
    ...{ client, names, queue, definitions, now, newId },
    references: referencesOf(() => records.records, now),
    enrolment: {
      rules: createRules(() => records.records, rules, { now, keepMs: 0, most: 1 }),
      people: () => records,
    },
    refused: (rule, error) => troubles.push(new Error(`${rule} starts nothing`, { cause: error })),
    follow: (journal) => followed(journal, story.add),
    failed: (instance, cause) => thrown.push({ instance, cause }),
    parked: (_, error) => troubles.push(error),
  });
  const templates = createTemplates(records, { now, keepMs: 0, most: 100 });
  const works = createWorks({
    ...{ ...shared, ...records },
    report: (item, cause) => troubles.push(new Error(`${item} failed`, { cause })),
  });
  const steps = createJobSteps({ ...records, works, now });
  const performers = allPerformers({
    ...{ ...shared, ...records, templates: mails.noticed(templates) },
    ...{ mail: mails.mail, sms: mails.sms, webhooks: mails.webhooks },
    keep: createKeepLetter(records.records, now),
    ...{ teamMail: TEAM_MAIL, publicUrl: PUBLIC_URL },
  });
  const outside = createOutside(now, () => performers);
  const perform = createPerform({
    ...shared,
    assign: createAssign({ ...shared, staff: records.staff }),
    performers: outside.performers,
    stateMachines: outside.stateMachines,
  });

  const loaded = new Map<string, Definition>();
  const versionOf = ({ process, version }: Pick<Entry, 'process' | 'version'>) => `${process} ${version}`;

  return {
    ...{
      ...shared,
      ...records,
      templates,
      client,
      names,
      story,
      queue,
      perform,
      mails,
      outside,
      troubles,
      thrown,
      close,
    },
    sweep: createSweep(shared),
    /** Loads the definition of an entry, and makes performers of its effects. */
    async load(entry: Entry): Promise<void> {
      if (loaded.has(versionOf(entry))) return;
      const definition = await shared.definitions.get(entry.process, entry.version);
      if (definition === undefined) throw new Error(`There is no process ${versionOf(entry)}.`);
      loaded.set(versionOf(entry), definition);
      outside.knows(definition);
    },
    /** The definition of an entry that was carried out. */
    definitionOf(entry: Entry): Definition {
      const definition = loaded.get(versionOf(entry));
      if (definition === undefined) throw new Error(`${versionOf(entry)} was not loaded.`);
      return definition;
    },
  };
}

export type Assembly = Awaited<ReturnType<typeof assembleInMemory>>;

/** Data keys that are wrapped in nothing: what is sealed lies in memory alone. */
const openKeys: Keys = {
  async generate(subject) {
    const wrapped = Buffer.from(derivedId({ kind: 'system', id: 'key' }, subject) + subject);
    return { plain: plainOf(wrapped), wrapped };
  },
  unwrap: async (_, wrapped) => plainOf(wrapped),
};

const KEY_BYTES = 32;

function plainOf(wrapped: Uint8Array): Uint8Array {
  return Buffer.alloc(KEY_BYTES, wrapped);
}
