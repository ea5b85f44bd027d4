import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../../../adapters/client-settings.ts';
import { isRefusal } from '../../../adapters/dynamo-failure.ts';
import type { Process } from '../fleet/process.ts';
import type { Random } from '../random.ts';
import { described } from '../store/described.ts';
import type { Circumstances, SimulatedStore } from '../store/store.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import { cut, failed, throttled, timedOut } from './store-failures.ts';

/** The store as everybody reaches it. */
export interface StoreSite {
  readonly store: SimulatedStore;
  /** Until then it answers nobody. */
  downUntil: number;
  /** Changes when the tables were restored: what was under way then never arrives. */
  epoch: number;
  /** Who writes just now, for those who hear of what was stored. */
  writer: Process | undefined;
}

export interface StoreClientOptions {
  readonly site: StoreSite;
  readonly process: Process;
  readonly timeline: Timeline;
  readonly weather: Weather;
  readonly random: Random;
}

const TIMEOUT_MS = clientSettings.requestHandler.requestTimeout;
const WRITES = new Set(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']);
/** Commands whose reads may be short of a page. */
const PAGED = new Set(['QueryCommand', 'ScanCommand']);

/**
 * The SDK's client of one process: each command takes time on its way and back, may fail at each step, and is then
 * tried again as the SDK does.
 */
export function createStoreClient(options: StoreClientOptions): DynamoDBClient {
  const { process, random } = options;

  async function send(command: object): Promise<object> {
    for (let tries = 1; ; tries++) {
      try {
        return await attempt(command, options);
      } catch (error) {
        const isAnswer = isRefusal(error) || error instanceof ConditionalCheckFailedException;
        if (isAnswer || error instanceof TypeError || tries === clientSettings.maxAttempts) throw error;
        await process.pause(random.next() * 100 * 2 ** tries);
      }
    }
  }

  return { send } as unknown as DynamoDBClient;
}

async function attempt(command: object, options: StoreClientOptions): Promise<object> {
  const { site, process, timeline, weather, random } = options;
  const name = command.constructor.name;
  const isWrite = WRITES.has(name);
  const way = () => (weather.strikes('store-slow') ? random.spread(200, 1400) : random.spread(0.5, 6));

  if (weather.strikes('store-timeout-before') || timeline.now() < process.network.requestsLostUntil) {
    note(command, ', and it never arrives', process, timeline);
    await process.pause(TIMEOUT_MS);
    throw timedOut();
  }
  if (isWrite && weather.strikes('store-effect-late')) {
    const { epoch } = site;
    timeline.after(TIMEOUT_MS * random.spread(0.5, 8), () => epoch === site.epoch && late(command, options));
    await process.pause(TIMEOUT_MS);
    throw timedOut();
  }
  const { epoch } = site;
  await process.pause(way());
  if (epoch !== site.epoch || timeline.now() < site.downUntil || weather.strikes('store-error-before')) {
    note(command, ', and the store fails', process, timeline);
    await process.pause(way());
    throw failed();
  }
  if (weather.strikes('store-throttled')) {
    note(command, ', and is throttled', process, timeline);
    await process.pause(way());
    throw throttled();
  }
  const answer = execute(command, name, options);
  if (timeline.now() < process.network.answersLostUntil || weather.strikes('store-timeout-after')) {
    note(command, ', and never hears of it', process, timeline);
    await process.pause(TIMEOUT_MS);
    throw timedOut();
  }
  await process.pause(way());
  if (weather.strikes('store-error-after')) {
    note(command, ', and hears that the store failed', process, timeline);
    throw failed();
  }
  if (weather.strikes('store-connection-cut')) {
    note(command, ', and the connection is cut', process, timeline);
    throw cut();
  }
  if ('error' in answer) throw answer.error;
  return answer.output;
}

function execute(
  command: object,
  name: string,
  { site, process, timeline, weather }: StoreClientOptions,
): { readonly output: object } | { readonly error: unknown } {
  const circumstances = circumstancesOf(command, name, timeline, weather);
  site.writer = process;
  try {
    const output = site.store.execute(command, circumstances);
    note(command, '', process, timeline);
    return { output };
  } catch (error) {
    note(command, ' in vain', process, timeline);
    if (error instanceof ConditionalCheckFailedException) weather.count('conflict');
    return { error };
  }
}

/** The trace has the command's name; the story says what it is about. */
function note(command: object, how: string, { name }: Process, { story, mark }: Timeline): void {
  mark(`${name} ${command.constructor.name}${how}`);
  const told = story.isTold() ? described(command) : undefined;
  if (told !== undefined) story.note(told.instance, `${name} ${told.what}${how}`);
}

function late(command: object, { site, process, timeline }: StoreClientOptions): void {
  site.writer = process;
  try {
    site.store.execute(command);
    note(command, ' late', process, timeline);
  } catch {
    // Nobody waits for it any more.
  }
}

function circumstancesOf(command: object, name: string, timeline: Timeline, weather: Weather): Circumstances {
  if (name === 'PutItemCommand') return { mute: () => weather.strikes('store-mute') };
  if (WRITES.has(name)) return {};
  const { input } = command as { input: Pick<QueryCommandInput, 'Limit' | 'ConsistentRead' | 'IndexName'> };
  if (PAGED.has(name) && input.Limit !== 1 && weather.strikes('store-short-page')) {
    return { pageLimit: weather.random('store-short-page').whole(1, 5) };
  }
  if (name === 'BatchGetItemCommand' && weather.strikes('batch-unprocessed')) {
    return { unprocessed: weather.random('batch-unprocessed').whole(1, 20) };
  }
  // An index has a lag of its own.
  if (!input.ConsistentRead && input.IndexName === undefined && weather.strikes('read-stale')) {
    return { staleAt: timeline.now() - weather.random('read-stale').spread(10, 60_000) };
  }
  return {};
}
