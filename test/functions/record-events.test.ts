import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import * as z from 'zod';
import { createFolderFiles } from '../../adapters/files-folder.ts';
import { openKeyFile } from '../../adapters/keys-file.ts';
import { createCorrelate } from '../../engine/correlate.ts';
import { peek } from '../../engine/kernel.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { recordsOf } from '../../functions/wiring.ts';
import { process, schemas } from '../../machines/define.ts';
import { noteKind } from '../../records/kinds/note.ts';
import { called } from '../adapters/records/shelf.ts';
import { who } from '../flow/engines.ts';
import { openWorld, type World } from '../flow/world.ts';

const change = z.object({ record: z.string(), revision: z.int(), changed: z.array(z.string()) });
const parts = schemas({
  input: z.strictObject({ customer: z.string() }),
  context: z.strictObject({ customer: z.string(), heard: z.array(z.string()) }),
  output: z.unknown(),
  events: { 'customer.changed': change, 'note.created': change, end: z.object({}) },
  effects: {},
  inline: {},
});
const machine = setup({
  ...parts.setup,
  actions: {
    hear: assign({
      heard: ({ context, event }) => {
        const { type, revision, changed } = event as { type: string; revision: number; changed: string[] };
        return [...context.heard, `${type} ${revision} ${changed.join(' ')}`.trim()];
      },
    }),
  },
}).createMachine({
  id: 'watcher',
  context: ({ input }) => ({ customer: input.customer, heard: [] }),
  initial: 'waiting',
  states: {
    waiting: {
      on: { 'customer.changed': { actions: 'hear' }, 'note.created': { actions: 'hear' }, end: 'over' },
    },
    over: { type: 'final' },
  },
});
const watcher = process({
  name: 'watcher',
  version: 1,
  title: { en: 'Watcher', zh: '观察' },
  ...parts,
  machine,
  customer: ({ customer }) => customer,
});

let world: World;
let folder: string;
beforeEach(async () => {
  world = await openWorld({ definitions: [watcher] });
  folder = await mkdtemp(join(tmpdir(), 'baton-record-events-'));
});
afterEach(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function opened() {
  const { engine, projection, store, now } = world;
  const correlate = createCorrelate({ engine, projection, definitions: createDefinitions([watcher]) });
  const keys = await openKeyFile(join(folder, 'key'));
  const files = createFolderFiles(join(folder, 'files'));
  return recordsOf(store.client, store.names, keys, files, { now, tell: correlate });
}

/** An instance about a customer, which lists know of. */
async function watching(customer: string): Promise<string> {
  const { entry } = await world.engine.start({ process: 'watcher', input: { customer }, who });
  await world.follow();
  return entry.instance;
}
const heardBy = async (instance: string) =>
  (peek((await world.engine.head(instance)).snapshot).context as { heard: string[] }).heard;

test('a change of a customer, and what is noted about them, is an event for those who wait for it', async () => {
  const { customers, records } = await opened();
  const at = world.now();
  const content = called('John Doe');
  const { record } = await customers.create({ id: 'c-1', content, who, at });
  const [first, other] = [await watching('c-1'), await watching('c-2')];
  await customers.change(record, { content: { ...record.content, name: 'Jon Doe' }, who, at });
  const note = { about: 'customer/c-1', text: 'Likes tea.' };
  await records.of(noteKind).create({ id: 'n-1', content: note, subject: 'customer/c-1', who, at });
  expect(await heardBy(first)).toEqual([
    'customer.changed 2 name',
    expect.stringMatching(/^note\.created 1/),
  ]);
  expect(await heardBy(other)).toEqual([]);
});

test('each instance takes a change once, however often it is told; one that has ended is left alone', async () => {
  const { customers } = await opened();
  const at = world.now();
  const content = called('John Doe');
  const { record } = await customers.create({ id: 'c-1', content, who, at });
  const [instance, ended] = [await watching('c-1'), await watching('c-1')];
  await world.send(ended, 'end');
  const changed = await customers.change(record, { content: { ...record.content, name: 'Jon' }, who, at });
  expect(changed?.revision).toBe(2);
  await customers.mend('c-1');
  await customers.mend('c-1');
  expect(await heardBy(instance)).toEqual(['customer.changed 2 name']);
  expect(await heardBy(ended)).toEqual([]);
});

test('what Baton itself wrote is nobody’s event', async () => {
  const { records } = await opened();
  const instance = await watching('c-1');
  const note = { about: 'customer/c-1', text: 'Was mailed.' };
  const written = { id: 'n-1', content: note, subject: 'customer/c-1', at: world.now() };
  await records.of(noteKind).create({ ...written, who: { kind: 'system', id: 'baton' } });
  await records.of(noteKind).create({ ...written, id: 'n-2', who });
  expect(await heardBy(instance)).toEqual([expect.stringMatching(/^note\.created 1/)]);
});
