import { join } from 'node:path';
import { openKeyFile } from '../adapters/keys-file.ts';
import { createFolderMail } from '../adapters/mail-folder.ts';
import type { Customers } from '../adapters/ports.ts';
import { createMemoryQueue } from '../adapters/queue-memory.ts';
import type { Inline } from '../engine/definition.ts';
import { createPerform } from '../engine/perform.ts';
import type { Journal } from '../engine/ports.ts';
import { createReconcile } from '../engine/reconcile.ts';
import { loadAll } from '../engine/registry.ts';
import { createSweep } from '../engine/sweep.ts';
import { all } from '../functions/definitions.ts';
import { createPerformers } from '../functions/perform/performers.ts';
import { functions } from '../functions/triggers.ts';
import { assemble, customersOf } from '../functions/wiring.ts';
import { type Faults, failingMail, failingNumber } from './faults.ts';
import { removeLeftovers } from './leftovers.ts';
import { openStore } from './store.ts';

export interface Runtime extends ReturnType<typeof assemble> {
  readonly customers: Customers;
  readonly faults: Faults;
  /** Where mails are put, as `.eml` files. */
  readonly mailFolder: string;
  /** Hands on again whatever a killed process left; returns how many instances it touched. */
  recover(): Promise<number>;
  /** Starts the schedule of `functions/triggers.ts`. */
  startSchedule(): void;
  /** Resolves when the queue has nothing left that is due. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The whole of Baton in this process, its data under `folder`. There is no stream: the relay is called after each
 * commit, and `recover` makes whole what a kill left between the two. Throws `CannotStart`, `KeyFileUnusable`.
 */
export async function openRuntime(folder: string, complain: (line: string) => void): Promise<Runtime> {
  const store = await openStore(folder);
  const mailFolder = join(folder, 'mail');
  await Promise.all([folder, mailFolder].map(removeLeftovers));
  const keys = await openKeyFile(join(folder, 'key')).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const customers = customersOf(store.client, store.names.customers, keys);
  const faults: Faults = { number: 0, mail: 0 };
  const relaying = new Set<Promise<void>>();

  const queue = createMemoryQueue({
    handle: (message) => perform(message),
    concurrency: 8,
    dropped: (message) => complain(`gave up on ${message.kind} ${message.instance}/${message.revision}`),
  });
  const shared = assemble({
    client: store.client,
    names: store.names,
    queue,
    follow: (journal) => followed(journal, (relayed) => track(relaying, relayed)),
    inline: await faultyInline(faults),
  });
  // A definition that cannot be made durable is refused now, not when the first instance starts.
  await loadAll(shared.definitions);
  const perform = createPerform({
    ...shared,
    performers: createPerformers({
      customers,
      mail: failingMail(faults, createFolderMail(mailFolder)),
      teamMail: 'team@localhost',
    }),
    failed: (key, effect, attempt) => complain(`${effect} failed (attempt ${attempt}): ${key}`),
  });
  const sweep = createSweep(shared);
  const reconcile = createReconcile(shared);

  /** The journal that calls the relay after each commit, as the stream does on AWS. */
  function followed(journal: Journal, started: (relayed: Promise<void>) => void): Journal {
    return {
      ...journal,
      async append(entry) {
        const result = await journal.append(entry);
        if (result === 'appended') started(shared.relay.relay(entry.instance, [entry]));
        return result;
      },
    };
  }

  function track(running: Set<Promise<void>>, work: Promise<void>): void {
    const quiet = work.catch((error: Error) => complain(`relay failed: ${error.message}`));
    running.add(quiet);
    void quiet.then(() => running.delete(quiet));
  }

  async function walk(redrive: boolean): Promise<number> {
    let touched = 0;
    let next: string | undefined;
    do {
      const page = await reconcile({ segment: 0, of: 1, redrive, ...(next === undefined ? {} : { next }) });
      touched += page.mended;
      next = page.next;
    } while (next !== undefined);
    return touched;
  }

  const timers: NodeJS.Timeout[] = [];
  return {
    ...shared,
    customers,
    faults,
    mailFolder,
    recover: () => walk(true),
    startSchedule() {
      const every = (minutes: number, work: () => Promise<unknown>) =>
        timers.push(
          setInterval(
            () =>
              track(
                relaying,
                work().then(() => {}),
              ),
            minutes * 60_000,
          ),
        );
      every(functions.sweep.trigger.everyMinutes, sweep);
      every(functions.reconcile.trigger.everyMinutes, () => walk(false));
    },
    async idle() {
      while (relaying.size > 0) {
        await Promise.all(relaying);
        await queue.idle();
      }
      await queue.idle();
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      await queue.stop();
      await Promise.all(relaying);
      await store.close();
    },
  };
}

async function faultyInline(faults: Faults): Promise<Record<string, Inline>> {
  const order = all.find((definition) => definition.process === 'order');
  const number = (await order?.load())?.inline.numberOrder;
  return number === undefined ? {} : { numberOrder: failingNumber(faults, number) };
}
