import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inspect } from 'node:util';
import { createFolderFiles } from '../adapters/files-folder.ts';
import { openKeyFile } from '../adapters/keys-file.ts';
import { createFolderMail } from '../adapters/mail-folder.ts';
import type { JobRunner } from '../adapters/ports/jobs.ts';
import { createMemoryQueue } from '../adapters/queue-memory.ts';
import { createFolderSms } from '../adapters/sms-folder.ts';
import { createHttpsWebhooks } from '../adapters/webhooks-https.ts';
import { createAssign } from '../engine/assign.ts';
import type { Inline } from '../engine/definition.ts';
import { BatonError, StoreUnavailable } from '../engine/errors.ts';
import { createPerform } from '../engine/perform.ts';
import { createReconcile } from '../engine/reconcile.ts';
import { loadAll } from '../engine/registry.ts';
import { createSweep } from '../engine/sweep.ts';
import { all } from '../functions/definitions.ts';
import { bundledRules } from '../functions/enrolment/bundled.ts';
import { createRules } from '../functions/enrolment/rules.ts';
import { openJobs } from '../functions/jobs/open-jobs.ts';
import { createJobSteps } from '../functions/jobs/steps.ts';
import { createWorks } from '../functions/jobs/works.ts';
import { allPerformers } from '../functions/perform/all-performers.ts';
import { createKeepLetter } from '../functions/perform/keep-letter.ts';
import { createWalk } from '../functions/reconcile/walk.ts';
import { createReferenceData } from '../functions/reference-data.ts';
import { createRetirement } from '../functions/retire/retirement.ts';
import { createTemplates } from '../functions/templates.ts';
import { functions } from '../functions/triggers.ts';
import { assemble, recordsOf } from '../functions/wiring.ts';
import { type Clock, openClock } from './clock.ts';
import { createClockScheduler } from './clock-scheduler.ts';
import { type Faults, failingMail, failingNumber } from './faults.ts';
import { followed, handOn } from './hand-on.ts';
import { createLocalJobs } from './jobs.ts';
import { removeLeftovers } from './leftovers.ts';
import { createPassing, type Passed } from './passing.ts';
import { createLocalStateMachines, standIns } from './state-machines.ts';
import { openStore } from './store.ts';
import { walk, walkRetirement } from './walk.ts';

export interface Runtime extends ReturnType<typeof assemble>, ReturnType<typeof recordsOf> {
  readonly runner: JobRunner;
  readonly faults: Faults;
  /** Where mails are put, as `.eml` files. */
  readonly mailFolder: string;
  /** Whether nobody has ever started an instance here or written a record. */
  isEmpty(): Promise<boolean>;
  /** Hands on again whatever a killed process left, until closed; returns how many instances it touched. */
  recover(): Promise<number>;
  /** Starts the schedule of `functions/triggers.ts`. */
  startSchedule(): void;
  /** Resolves when the queue has nothing left that is due. */
  idle(): Promise<void>;
  /** Moves time forward to a moment, in epoch milliseconds: what falls due on the way happens at its own time. */
  passTo(moment: number): Promise<Passed>;
  close(): Promise<void>;
}

export interface RuntimeOptions {
  /** The folder's own clock, unless told otherwise. */
  readonly clock?: Clock;
  /** Runs once nobody else can have the folder, and before any of its files is opened. */
  readonly prepare?: () => Promise<void>;
  /** Ids that nobody can guess, unless told otherwise. */
  readonly newId?: () => string;
  /** What the links in mails begin with: where the server is. */
  readonly publicUrl?: string;
}

/** How often a recovery is tried that the store does not answer. */
const MOST_TRIES = 5;

/**
 * The whole of Baton in this process, its data under `folder`. There is no stream: the relay is called after each
 * commit, and `recover` makes whole what a kill left between the two. Throws `CannotStart`, `KeyFileUnusable`.
 */
export async function openRuntime(
  folder: string,
  complain: (line: string) => void,
  { clock: given, prepare, newId, publicUrl = 'http://127.0.0.1:3000' }: RuntimeOptions = {},
): Promise<Runtime> {
  const store = await openStore(folder, prepare);
  const mailFolder = join(folder, 'mail');
  const smsFolder = join(folder, 'sms');
  const filesFolder = join(folder, 'files');
  await Promise.all([folder, mailFolder, smsFolder, filesFolder].map(removeLeftovers));
  const opened = async () => ({
    keys: await openKeyFile(join(folder, 'key')),
    clock: given ?? (await openClock(folder)),
  });
  const { keys, clock } = await opened().catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const { now } = clock;
  const records = recordsOf(store.client, store.names, keys, createFolderFiles(filesFolder), {
    now,
    tell: (event) => shared.tell(event),
    runner: { begin: (run) => runner.begin(run) },
  });
  const faults: Faults = { number: 0, mail: 0 };
  /** Relays, sweeps and walks under way. */
  const running = new Set<Promise<unknown>>();
  let closing = false;
  const isOver = () => closing;

  const scheduler = createClockScheduler(clock);
  const queue = createMemoryQueue({
    handle: (message) => perform(message),
    // By a clock that stands, things happen one after the other: each time alike.
    concurrency: clock.runs ? 8 : 1,
    scheduler,
    dropped: ({ kind, instance }) => complain(`gave up on ${kind} of ${instance}`),
  });
  const shared = assemble({
    client: store.client,
    names: store.names,
    queue,
    now,
    ...(newId !== undefined && { newId }),
    references: createReferenceData(() => records.records, { now, keepMs: 0, most: 100 }),
    enrolment: {
      rules: createRules(() => records.records, bundledRules, { now, keepMs: 0, most: 1 }),
      people: () => records,
    },
    refused: (rule, error) => complain(`${rule} starts nothing: ${error.message}`),
    follow: (journal) => followed(journal, (entry) => void quietly('relay', handOn(shared, entry))),
    parked: (instance, error) => {
      const why = error instanceof BatonError ? error.message : error;
      if (!closing) complain(`instance ${instance} cannot be handled: ${why}`);
    },
    inline: await faultyInline(faults),
    failed: (instance, cause) => complain(`instance ${instance}: ${String(cause)}`),
    logged: (entry, { label = 'log', value }) =>
      console.log(`${entry.process} ${entry.instance}: ${label} ${inspect(value)}`),
  });
  // A definition that cannot be made durable is refused now, not when the first instance starts.
  await loadAll(shared.definitions);
  const templates = createTemplates(records, { now, keepMs: 0, most: 100 });
  const mail = failingMail(faults, createFolderMail(mailFolder, { now }));
  const keep = createKeepLetter(records.records, now);
  const perform = createPerform({
    ...shared,
    assign: createAssign({ ...shared, staff: records.staff }),
    performers: allPerformers({
      ...{ ...shared, ...records, templates, mail, keep, publicUrl },
      sms: createFolderSms(smsFolder),
      webhooks: createHttpsWebhooks({ anywhere: true }),
      teamMail: 'team@localhost',
    }),
    stateMachines: createLocalStateMachines(standIns),
    failed: (key, effect, attempt) => complain(`${effect} failed (attempt ${attempt}): ${key}`),
  });
  const works = createWorks({
    ...shared,
    ...records,
    report: (item, error) => complain(`${item}: ${String(error)}`),
  });
  const { parts } = records;
  const steps = createJobSteps({ records: records.records, parts, works, now: shared.now });
  const open = () => openJobs(records.records, works);
  const runner = createLocalJobs({ steps, open, quietly, isOver });
  const sweep = createSweep(shared);
  const reconcile = createWalk({ ...shared, ...records, reconcile: createReconcile(shared) });
  const retire = createRetirement({
    ...shared,
    ...records,
    failed: async (instance, error) => complain(`instance ${instance} cannot retire: ${String(error)}`),
  });

  function track<T>(work: Promise<T>): Promise<T> {
    running.add(work);
    return work.finally(() => running.delete(work));
  }

  /** What fails while everything is being closed is made up for by `recover`. */
  async function quietly(what: string, work: Promise<unknown>): Promise<void> {
    try {
      await track(work);
    } catch (error) {
      if (!closing) complain(`${what} failed: ${(error as Error).message}`);
    }
  }

  /** A machine under load may not answer itself in time: that is no reason to give up. */
  async function recover(): Promise<number> {
    for (let tries = 1; ; tries++) {
      try {
        await runner.takeUp();
        return await walk(reconcile, { redrive: true, isOver });
      } catch (error) {
        if (closing) return 0;
        if (!(error instanceof StoreUnavailable) || tries === MOST_TRIES) throw error;
        await pause(1000);
      }
    }
  }

  async function idle(): Promise<void> {
    do {
      await Promise.allSettled(running);
      await queue.idle();
    } while (running.size > 0);
  }
  const retirement = () => walkRetirement(retire, isOver);
  const reconciliation = () => walk(reconcile, { redrive: false, isOver });
  /** What is done daily by the schedule is done for each day that goes by when time is moved. */
  async function daily(): Promise<void> {
    if (timers.length === 0) return;
    await quietly('reconcile', reconciliation());
    await quietly('retire', retirement());
  }
  const { projection } = shared;
  const passing = createPassing({ clock, scheduler, projection, sweep, daily, idle }, isOver);

  const timers: NodeJS.Timeout[] = [];
  return {
    ...shared,
    ...records,
    runner,
    faults,
    mailFolder,
    isEmpty: store.isEmpty,
    recover: () => track(recover()),
    startSchedule() {
      const every = (what: string, minutes: number, work: () => Promise<unknown>) =>
        timers.push(setInterval(() => void quietly(what, work()), minutes * 60_000));
      every('sweep', functions.sweep.trigger.everyMinutes, sweep);
      every('reconcile', functions.reconcile.trigger.everyMinutes, reconciliation);
      every('retire', functions.retire.trigger.everyMinutes, retirement);
      quietly('retire', retirement());
    },
    idle,
    passTo: passing.passTo,
    async close() {
      closing = true;
      for (const timer of timers) clearInterval(timer);
      await passing.ended();
      await queue.stop();
      await Promise.allSettled(running);
      await store.close();
    },
  };
}

async function faultyInline(faults: Faults): Promise<Record<string, Inline>> {
  const order = all.find((definition) => definition.process === 'order');
  const number = (await order?.load())?.inline.numberOrder;
  return number === undefined ? {} : { numberOrder: failingNumber(faults, number) };
}
