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
}

/** Microseconds of the client's processor time for one of each, round by round. */
export interface Costs {
  readonly transition: readonly number[];
  /** A put of the same item through the same client. */
  readonly put: readonly number[];
  /** The same through a client as the SDK makes it where nothing is set. */
  readonly plainPut: readonly number[];
}

export type TransitionCosts = Readonly<Record<'lead' | 'order', Costs>>;

/** Instances of the story that have been started and nothing else. */
async function beginAll(engine: Engine, story: Story, count: number): Promise<Entry[]> {
  const heads: Entry[] = [];
  for (let instance = 0; instance < count; instance++) heads.push(await begin(engine, story));
  return heads;
}

/** The rest of the story, instance by instance, one transition at a time as in a function. */
async function playAll(engine: Engine, story: Story, starts: readonly Entry[]): Promise<Entry[]> {
  const written: Entry[] = [];
  for (const start of starts) {
    let head = start;
    for (const step of story.steps) {
      head = await play(engine, step, head);
      written.push(head);
    }
  }
  return written;
}

/** The same items under other instances' ids, one put at a time. */
async function putAll(client: DynamoDBClient, items: readonly Item[]): Promise<void> {
  for (const item of items) await rawPut(client, names.journal, item);
}

async function measure(story: Story, input: TransitionInput): Promise<Costs> {
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
      written = await playAll(engine, story, starts);
    });
    const copies = () => written.map((entry) => elsewhere(encodeEntry(entry)));
    const [once, again] = [copies(), copies()];
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
  return { lead, order: await measure(order, input) };
});
