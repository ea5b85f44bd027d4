import { DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoJournal } from '../../adapters/dynamo-journal.ts';
import { createDynamoProjection } from '../../adapters/dynamo-projection.ts';
import { createDynamoTasks } from '../../adapters/dynamo-tasks.ts';
import { createAssign } from '../../engine/assign.ts';
import { seal } from '../../engine/chain.ts';
import type { Definition } from '../../engine/definition.ts';
import type { Engine, Outcome } from '../../engine/engine.ts';
import { type Entry, keyOf } from '../../engine/entry.ts';
import { createPark, type Park } from '../../engine/park.ts';
import { createPerform, type Perform } from '../../engine/perform.ts';
import type { Journal, Message, Projection, TaskBoard } from '../../engine/ports.ts';
import { createReconcile, type Reconciled, type ReconcilePage } from '../../engine/reconcile.ts';
import { createDefinitions } from '../../engine/registry.ts';
import { createRelay, type Relay, type RelayOptions } from '../../engine/relay.ts';
import type { StateMachines } from '../../engine/state-machines.ts';
import { createSweep } from '../../engine/sweep.ts';
import { openStore, type Store } from '../adapters/store.ts';
import { createManualQueue, type ManualQueue } from '../kit/manual-queue.ts';
import { begin, engineOver, who } from './engines.ts';
import { definition } from './errand.ts';

/** One try of an effect. */
export interface Try {
  readonly effect: string;
  readonly key: string;
  readonly input: unknown;
  readonly at: number;
}

/** All of Baton around errands, on a clock and a queue that move only when told. */
export interface World {
  readonly store: Store;
  readonly engine: Engine;
  readonly journal: Journal;
  readonly projection: Projection;
  readonly board: TaskBoard;
  /** Who is there, by role. */
  readonly present: Map<string, readonly string[]>;
  readonly queue: ManualQueue;
  readonly relay: Relay;
  readonly park: Park;
  /** A relay of another process. */
  another(): Relay;
  /** An engine of another process. */
  process(): Engine;
  /** Every commit of this world's engine, in order. */
  readonly commits: readonly Entry[];
  /** Messages whose handling threw, in order. */
  readonly failed: readonly Message[];
  /** Instances that sweep and reconcile set aside, in order. */
  readonly parked: readonly string[];
  /** Every try of an effect, in order. */
  readonly tries: readonly Try[];
  now(): number;
  pass(milliseconds: number): void;
  sweep(): Promise<number>;
  /** Walks the whole journal, segment by segment; returns how many instances were handed on. */
  reconcile(wish?: Pick<ReconcilePage, 'redrive' | 'rebuild'>): Promise<number>;
  /** One page of a walk, over heads as `journal` tells them, or as told here. */
  reconcilePage(page: ReconcilePage, heads?: Journal['heads']): Promise<{ mended: number }>;
  perform: Perform;
  /** What performs messages in another process, over this client. */
  over(client: DynamoDBClient): Perform;
  /** Makes an instance one that nothing here can handle: its newest entry is of an unknown process. */
  poison(instance: string): Promise<void>;
  /** Takes an instance back to a revision, as a restore of the journal does; 0: it never was. */
  restore(instance: string, revision: number): Promise<void>;
  begin(): Promise<string>;
  send(instance: string, type: string, more?: object, id?: string): Promise<Outcome>;
  /** Relays what was committed since the last time. */
  follow(): Promise<void>;
  /** Handles what asks for an instance to be brought forward, and nothing else. */
  bringForward(): Promise<void>;
  /** Handles what is due, follows what came of it, and so on until nothing is due. */
  work(): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Milliseconds that pass with every look at the clock. */
  readonly drift?: number;
  /** What becomes of the nth try of an effect, from 1; an answer unless told otherwise. */
  readonly performer?: (nth: number, one: Try) => unknown;
  readonly segments?: number;
  /** How many heads the engine keeps; after a restore all processes are new, and keep none. */
  readonly heads?: number;
  /** Hears of what was handed on, given the world's store. */
  readonly noted?: (store: Store) => RelayOptions['noted'];
  /** The errand alone, unless told otherwise. */
  readonly definitions?: readonly Definition[];
  readonly stateMachines?: StateMachines;
}

/** Begins at noon of the first of January 2026. */
export async function openWorld({
  performer,
  segments = 1,
  drift = 0,
  heads = 1000,
  definitions: known = [definition],
  noted,
  stateMachines,
}: WorldOptions = {}): Promise<World> {
  const store = await openStore();
  let time = Date.UTC(2026, 0, 1, 12);
  const now = () => {
    time += drift;
    return time;
  };
  const commits: Entry[] = [];
  const tries: Try[] = [];
  const failed: Message[] = [];
  const parked: string[] = [];
  let followed = 0;
  const journal = createDynamoJournal(store.client, store.names.journal);
  const projection = createDynamoProjection(store.client, store.names.projection);
  const definitions = createDefinitions(known);
  const queue = createManualQueue(now);
  const engine = engineOver(store.client, store.names, {
    ...{ now, heads, definitions, journal: noting(journal, commits) },
  });
  const board = createDynamoTasks(store.client, store.names.tasks);
  const present = new Map<string, readonly string[]>();
  const staff = {
    present: async (role: string) => present.get(role) ?? [],
    ...{ get: async () => undefined, ofTeam: async () => [] },
  };
  const assign = createAssign({ board, staff, now });
  const hears = noted?.(store);
  const shared = {
    ...{ engine, journal, projection, board, assign, definitions, queue, now },
    ...(hears && { noted: hears }),
  };
  const relay = createRelay(shared);
  const park = createPark({ ...shared, parked: (instance) => void parked.push(instance) });
  const performers = Object.fromEntries(
    known
      .flatMap(({ effects }) => Object.keys(effects))
      .map((effect) => [
        effect,
        async (input: unknown, { key }: { key: string }) => {
          const one = { effect, key, input, at: now() };
          tries.push(one);
          const nth = tries.filter((other) => other.key === key).length;
          return performer === undefined ? { answer: key } : performer(nth, one);
        },
      ]),
  );
  const perform = createPerform({
    ...{ ...shared, relay, park, performers },
    ...(stateMachines && { stateMachines }),
  });
  const reconcilePage = (page: ReconcilePage, heads: Journal['heads'] = journal.heads) =>
    createReconcile({ ...shared, park, journal: { ...journal, heads } })(page);

  async function follow(): Promise<void> {
    for (let next = commits[followed]; next !== undefined; next = commits[followed]) {
      followed += 1;
      await relay.relay(next.instance, [next]);
    }
  }

  return {
    ...{
      store,
      engine,
      journal,
      projection,
      board,
      present,
      queue,
      relay,
      park,
      commits,
      tries,
      failed,
      parked,
      now,
      perform,
      follow,
    },
    reconcilePage,
    another: () => createRelay(shared),
    process: () => engineOver(store.another(), store.names, { now, definitions }),
    over: (client) =>
      createPerform({
        ...shared,
        relay,
        park,
        engine: engineOver(client, store.names, { now, definitions }),
        performers,
      }),
    pass(milliseconds) {
      time += milliseconds;
    },
    sweep: createSweep({ ...shared, park }),
    async reconcile(wish = {}) {
      let mended = 0;
      for (let segment = 0; segment < segments; segment++) {
        let page: ReconcilePage | undefined = { ...wish, segment, of: segments };
        while (page !== undefined) {
          const done: Reconciled = await reconcilePage(page);
          mended += done.mended;
          page = done.onward;
        }
      }
      return mended;
    },
    async poison(instance) {
      const { hash: previous, ...head } = await engine.head(instance);
      const revision = head.revision + 1;
      await journal.append(
        seal({ ...head, revision, previous, process: 'unknown', commit: `poison ${instance}` }),
      );
    },
    async restore(instance, revision) {
      for (const { revision: gone } of await journal.read(instance, revision + 1, 1000)) {
        const Key = { instance: { S: instance }, revision: { N: String(gone) } };
        await store.client.send(new DeleteItemCommand({ TableName: store.names.journal, Key }));
      }
    },
    begin: () => begin(engine),
    send: (instance, type, more = {}, id = undefined) =>
      engine.send({ instance, event: { type, ...more }, who, ...(id === undefined ? {} : { id }) }),
    async bringForward() {
      for (let message = queue.take('relay'); message; message = queue.take('relay')) await perform(message);
    },
    async work() {
      await follow();
      for (let message = queue.take(); message !== undefined; message = queue.take()) {
        const taken = message;
        await perform(message).catch(() => failed.push(taken));
        await follow();
      }
    },
    close: () => store.close(),
  };
}

function noting(journal: Journal, commits: Entry[]): Journal {
  return {
    ...journal,
    async append(entry) {
      const result = await journal.append(entry);
      if (result === 'appended') commits.push(entry);
      return result;
    },
  };
}

/** The keys of every effect that these entries ask for. */
export function effectKeys(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap(({ instance, effects }) => effects.map((effect) => keyOf(instance, effect)));
}
