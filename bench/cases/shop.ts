import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Customers } from '../../adapters/ports/customers.ts';
import { createMemoryQueue } from '../../adapters/queue-memory.ts';
import { createPerform } from '../../engine/perform.ts';
import type { Journal } from '../../engine/ports.ts';
import { newId } from '../../functions/new-id.ts';
import { createKeepLetter } from '../../functions/perform/keep-letter.ts';
import { createPerformers } from '../../functions/perform/performers.ts';
import { bundledTemplates } from '../../functions/templates.ts';
import { assemble, recordsOf } from '../../functions/wiring.ts';
import { names } from '../store.ts';
import { keysInClear, noFiles } from './no-services.ts';
import { CUSTOMER } from './order.ts';
import { type Story, who } from './story.ts';

/** All of Baton around one client, wired as it is locally, with customers and mail that answer at once. */
export interface Shop {
  /**
   * Submits an order. Resolves when its customer is told and the projection is up to date; `answered` is called when
   * the caller has the answer.
   */
  order(story: Story, answered: () => void): Promise<void>;
  close(): Promise<void>;
}

/** As many messages at once as there may be orders: on AWS, too, the queue sets no bound. */
const CONCURRENCY = 64;
/** The revision that says that the customer was told. */
const TOLD = 2;

export function createShop(client: DynamoDBClient): Shop {
  const waiting = new Map<string, { done: () => void; failed: (cause: unknown) => void }>();
  const queue = createMemoryQueue({
    handle: (message) => perform(message),
    concurrency: CONCURRENCY,
    dropped: ({ instance }, cause) => waiting.get(instance)?.failed(cause),
  });
  const shared = assemble({ client, names, queue, follow: followed });
  const perform = createPerform({
    ...shared,
    // Nobody works in this shop: its tasks wait.
    assign: async () => undefined,
    performers: createPerformers({
      customers: oneCustomer,
      templates: bundledTemplates,
      mail: { send: () => Promise.resolve() },
      keep: createKeepLetter(recordsOf(client, names, keysInClear, noFiles).records, Date.now),
      teamMail: 'team@localhost',
    }),
  });

  /** The journal that calls the relay after each commit, as the stream does on AWS. */
  function followed(journal: Journal): Journal {
    return {
      ...journal,
      async append(entry) {
        const result = await journal.append(entry);
        if (result === 'appended') {
          const relayed = shared.relay.relay(entry.instance, [entry]);
          const order = () => waiting.get(entry.instance);
          relayed.then(
            () => (entry.revision === TOLD ? order()?.done() : undefined),
            (cause: unknown) => order()?.failed(cause),
          );
        }
        return result;
      },
    };
  }

  return {
    async order({ definition, input }, answered) {
      const key = newId();
      const started = shared.engine.start({ process: definition.process, input, key, who });
      const { entry } = await started;
      answered();
      await new Promise<void>((done, failed) => waiting.set(entry.instance, { done, failed }));
      waiting.delete(entry.instance);
    },
    async close() {
      await queue.stop();
      client.destroy();
    },
  };
}

const oneCustomer: Pick<Customers, 'get'> = {
  get: async (id) => (id === CUSTOMER ? john : undefined),
};

const john = {
  ...{
    kind: 'customer',
    id: CUSTOMER,
    subject: `customer/${CUSTOMER}`,
    revision: 1,
    at: 0,
    createdAt: 0,
    who,
  },
  ...{ changed: [], held: [] },
  content: {
    ...{ name: 'John Doe', email: 'john.doe@example.com', language: 'en' as const },
    ...{ consent: {}, tags: [], fields: {} },
  },
};
