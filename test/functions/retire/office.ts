import { join } from 'node:path';
import { type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoJournal } from '../../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../../adapters/dynamo-projection.ts';
import { createDynamoRemovals } from '../../../adapters/dynamo-removals.ts';
import { createDynamoTimeline } from '../../../adapters/dynamo-timeline.ts';
import { openKeyFile } from '../../../adapters/keys-file.ts';
import type { Files } from '../../../adapters/ports/files.ts';
import { childId } from '../../../engine/ids.ts';
import { createDefinitions } from '../../../engine/registry.ts';
import { createNoting } from '../../../functions/noting.ts';
import { createRetirement } from '../../../functions/retire/retirement.ts';
import type { RetireWalkPage } from '../../../functions/retire/walk.ts';
import { recordsOf } from '../../../functions/wiring.ts';
import { attachmentKind } from '../../../records/kinds/attachment.ts';
import { messageKind } from '../../../records/kinds/message.ts';
import { noteKind } from '../../../records/kinds/note.ts';
import { withFolder } from '../../adapters/folder.ts';
import { createMemoryFiles } from '../../adapters/memory-files.ts';
import { who } from '../../flow/engines.ts';
import { openWorld, type World } from '../../flow/world.ts';
import { matter, visit } from './matter.ts';

export const DAY = 86_400_000;

/** Matters and visits, what is written about them, and the walk that retires. */
export interface Office extends ReturnType<typeof recordsOf> {
  readonly world: World;
  /** Contents of attachments, by name. */
  readonly files: Files & { readonly kept: ReadonlyMap<string, Uint8Array> };
  /** Starts a matter, under a key where one is given. */
  begin(customer: string, key?: string): Promise<string>;
  /** The visit that the newest entry of a matter started. */
  call(matter: string): Promise<string>;
  /** Takes an event, and everything that comes of it, to an instance. */
  send(instance: string, type: string): Promise<void>;
  /** Writes a note, a message and an attachment about something, under its customer's key. */
  write(about: string, customer: string): Promise<void>;
  /** One walk over everything, in a process of its own over this client; tells how much went. */
  retire(client?: DynamoDBClient, segments?: number): Promise<number>;
  /** Every item of every table as text, table by table. */
  stored(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function openOffice(): Promise<Office> {
  const definitions = [matter, visit];
  const world = await openWorld({
    ...{ definitions, heads: 0 },
    noted: ({ client, names }) => createNoting(createDynamoTimeline(client, names.timeline)),
  });
  const { store, now } = world;
  const { names } = store;
  const keys = await withFolder((folder) => openKeyFile(join(folder, 'key')));
  const files = createMemoryFiles();
  const own = recordsOf(store.client, names, keys, files, { now });
  let written = 0;

  async function send(instance: string, type: string): Promise<void> {
    await world.send(instance, type);
    await world.work();
  }

  return {
    ...own,
    ...{ world, files, send },
    async begin(customer, key) {
      const { entry } = await world.engine.start({
        ...{ process: 'matter', input: { customer }, who },
        ...(key === undefined ? {} : { key }),
      });
      await world.work();
      return entry.instance;
    },
    async call(instance) {
      await send(instance, 'call');
      const [child] = (await world.engine.head(instance)).children;
      if (child === undefined) throw new Error('There is no visit.');
      return childId(instance, child);
    },
    async write(about, customer) {
      const at = now();
      const id = () => `record-${++written}`;
      const common = { subject: `customer/${customer}`, who, at };
      const note = await own.records
        .of(noteKind)
        .create({ ...common, id: id(), content: { about, text: 'Heavy.' } });
      await own.records.of(noteKind).change(note.record, { content: { about, text: 'Light.' }, who, at });
      const said = { about, channel: 'phone', direction: 'in' as const, text: 'Hello?' };
      await own.records.of(messageKind).create({ ...common, id: id(), content: said });
      const file = `file-${written}`;
      await files.put(file, Buffer.from('sealed'));
      const told = { name: 'a.txt', mediaType: 'text/plain', bytes: 6, digest: 'x', file };
      await own.records.of(attachmentKind).create({ ...common, id: id(), content: { about, ...told } });
    },
    async retire(client = store.client, segments = 1) {
      const walk = createRetirement({
        ...recordsOf(client, names, keys, files, { now }),
        journal: createDynamoJournal(client, names.journal),
        projection: createDynamoProjection(client, names.projection),
        removals: createDynamoRemovals(client, names),
        definitions: createDefinitions(definitions),
        now,
        failed: async (instance, error) => {
          throw new Error(`The instance ${instance} cannot retire.`, { cause: error });
        },
      });
      let gone = 0;
      for (let segment = 0; segment < segments; segment++) {
        for (let page: RetireWalkPage | undefined = { segment, of: segments }; page !== undefined; ) {
          const { retired, onward } = await walk(page);
          gone += retired;
          page = onward;
        }
      }
      return gone;
    },
    async stored() {
      const scans = Object.entries(names).map(async ([name, TableName]) => {
        const { Items = [] } = await store.client.send(new ScanCommand({ TableName, ConsistentRead: true }));
        return Items.map((item) => `${name} ${JSON.stringify(item)}`);
      });
      return (await Promise.all(scans)).flat().sort();
    },
    close: () => world.close(),
  };
}

/** Runs `body` with an office, which is closed afterwards. */
export async function withOffice(body: (office: Office) => Promise<void>): Promise<void> {
  const office = await openOffice();
  try {
    await body(office);
  } finally {
    await office.close();
  }
}
