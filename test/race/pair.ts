import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Engine, Outcome } from '../../engine/engine.ts';
import type { Entry, Token } from '../../engine/entry.ts';
import type { Store } from '../adapters/store.ts';
import { begin, contextOf, engineOver, who } from '../flow/engines.ts';

/** Two functions over one store and one errand: what `warm` has in memory gets old when `other` moves it on. */
export interface Pair {
  readonly warm: Engine;
  readonly other: Engine;
  readonly instance: string;
  /** What `warm` asked of the store since it was warmed up. */
  requests(): readonly string[];
  /** Lets `warm` read the head. */
  warmUp(): Promise<void>;
  /** Moves the clock of both. */
  pass(milliseconds: number): void;
  send(engine: Engine, type: string, more?: object, id?: string): Promise<Outcome>;
  /** Delivers the outcome of the effect that this revision asked for. */
  answer(engine: Engine, revision: number, text?: string): Promise<Entry>;
  hold(engine: Engine, revision: number): Promise<Entry>;
  /** Fires the timer that this revision armed. */
  fire(engine: Engine, revision: number): Promise<Entry>;
  token(revision: number): Token;
  /** The errand's context as it really stands. */
  context(): Promise<ReturnType<typeof contextOf>>;
}

/** Begins an errand at noon of the first of January 2026. */
export async function openPair(store: Store): Promise<Pair> {
  let time = Date.UTC(2026, 0, 1, 12);
  const now = () => time;
  const requests: string[] = [];
  const warm = engineOver(counted(store.another(), requests), store.names, { now });
  const other = engineOver(store.client, store.names, { now });
  const instance = await begin(other);
  const token = (revision: number) => ({ revision, index: 0 });
  return {
    warm,
    other,
    instance,
    requests: () => requests,
    async warmUp() {
      await warm.head(instance);
      requests.length = 0;
    },
    pass(milliseconds) {
      time += milliseconds;
    },
    send: (engine, type, more = {}, id = undefined) =>
      engine.send({ instance, event: { type, ...more }, who, ...(id === undefined ? {} : { id }) }),
    answer: (engine, revision, text = 'yes') =>
      engine.deliver({
        ...{ instance, token: token(revision), kind: 'result' },
        outcome: { output: { answer: text } },
      }),
    hold: (engine, revision) =>
      engine.deliver({ instance, token: token(revision), kind: 'hold', code: 'busy', attempts: 2 }),
    fire: (engine, revision) => engine.deliver({ instance, token: token(revision), kind: 'timer' }),
    token,
    context: async () => contextOf(await other.head(instance)),
  };
}

function counted(client: DynamoDBClient, requests: string[]): DynamoDBClient {
  client.middlewareStack.add(
    (next, context) => (args) => {
      requests.push(String(context.commandName).replace('Command', ''));
      return next(args);
    },
    { step: 'initialize', name: 'counted' },
  );
  return client;
}
