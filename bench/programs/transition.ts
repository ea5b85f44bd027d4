import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { encodeEntry } from '../../adapters/journal-item.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Entry } from '../../engine/entry.ts';
import { lead6 } from '../cases/lead.ts';
import { order } from '../cases/order.ts';
import { begin, engineOf, play } from '../cases/play.ts';
import { elsewhere, type Item, rawPut } from '../cases/raw-put.ts';
import { nowhere, type Story } from '../cases/story.ts';
import { cpuOf } from '../rounds.ts';
import { clientOf, names, plainClientOf } from '../store.ts';
import { answer } from './answer.ts';

export interface TransitionInput {
  readonly endpoint: string;
  readonly rounds: number;
  /** Transitions in one round, about. */
  readonly transitions: number;
  /** Transitions before the first round, in memory: so that the code is compiled as in a function that is warm. */
  readonly warmUp: number;
  /** How many instances are moved at once in a process that has many callers. */
  readonly concurrency: number;
}

/** Microseconds of the client's processor time for one of each, round by round. */
export interface Costs {
  readonly transition: readonly number[];
  /** A put of the same item through the same client. */
  readonly put: readonly number[];
  /** The same through a client as the SDK makes it where nothing is set. */
  readonly plainPut: readonly number[];
}

/** One transition at a time, as in a function, and `together`: many at once. */
export type TransitionCosts = Readonly<Record<'lead' | 'order' | 'together', Costs>>;

/** Does all the work, so many at a time. */
async function each<T>(list: readonly T[], concurrency: number, work: (one: T) => Promise<unknown>) {
  const left = list.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const one of left) await work(one);
    }),
  );
}

/** Instances of the story that have been started and nothing else. */
async function beginAll(engine: Engine, story: Story, count: number): Promise<Entry[]> {
  const heads: Entry[] = [];
  for (let instance = 0; instance < count; instance++) heads.push(await begin(engine, story));
  return heads;
}

/** The rest of the story of every instance. */
async function playAll(
  engine: Engine,
  story: Story,
  starts: readonly Entry[],
  concurrency = 1,
): Promise<Entry[]> {
  const written: Entry[] = [];
  await each(starts, concurrency, async (start) => {
    let head = start;
    for (const step of story.steps) {
      head = await play(engine, step, head);
      written.push(head);
    }
  });
  return written;
}

async function measure(story: Story, input: TransitionInput, concurrency = 1): Promise<Costs> {
  const inMemory = engineOf(story, nowhere);
  const stories = (transitions: number) => Math.ceil(transitions / story.steps.length);
  for (let told = 0; told < stories(input.warmUp); told++) {
    await playAll(inMemory, story, await beginAll(inMemory, story, 1));
  }

  const client = clientOf(input.endpoint);
  const plain = plainClientOf(input.endpoint);
  const engine = engineOf(story, createDynamoJournal(client, names.journal));
  const costs = { transition: [] as number[], put: [] as number[], plainPut: [] as number[] };
  for (let round = 0; round < input.rounds * 1.25; round++) {
    const starts = await beginAll(engine, story, stories(input.transitions));
    let written: Entry[] = [];
    const transition = await cpuOf(async () => {
      written = await playAll(engine, story, starts, concurrency);
    });
    const copies = () => written.map((entry) => elsewhere(encodeEntry(entry)));
    const [once, again] = [copies(), copies()];
    const putAll = (by: DynamoDBClient, items: readonly Item[]) =>
      each(items, concurrency, (item) => rawPut(by, names.journal, item));
    const put = await cpuOf(() => putAll(client, once));
    const plainPut = await cpuOf(() => putAll(plain, again));
    // The first rounds are a warm-up.
    if (round < input.rounds / 4) continue;
    costs.transition.push(transition / written.length);
    costs.put.push(put / written.length);
    costs.plainPut.push(plainPut / written.length);
  }
  client.destroy();
  plain.destroy();
  return costs;
}

await answer<TransitionInput, TransitionCosts>(async (input, progress) => {
  progress('six states');
  const lead = await measure(lead6, input);
  progress('the order');
  const orders = await measure(order, input);
  progress('many at once');
  return { lead, order: orders, together: await measure(lead6, input, input.concurrency) };
});
