import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createOperator, type Operator } from '../simulation/callers/operator.ts';
import { createRequests, type Requests } from '../simulation/callers/requests.ts';
import type { FaultName } from '../simulation/fault-kinds.ts';
import { createLedger, type Ledger } from '../simulation/ledger.ts';
import { createReceivers } from '../simulation/outside/receivers.ts';
import { performed } from '../simulation/processes/all.ts';
import { createRandom, type Random } from '../simulation/random.ts';
import { createWeather, type Weather } from '../simulation/weather.ts';
import { type Chronicle, createChronicle } from './chronicle.ts';
import { type Clock, createClock } from './clock.ts';
import { type Gate, openGate } from './gate.ts';
import { createKiller, type Killer } from './killer.ts';
import { openStore, type Store } from './store.ts';
import { createWitness, type Witness } from './witness.ts';
import { startWorkers } from './workers.ts';

export interface WorldOptions {
  readonly seed: number;
  /** Where the store keeps its files. */
  readonly folder: string;
  readonly storePort: number;
  /** Path of a program by its name. */
  readonly program: (name: string) => string;
}

/** The processes, what lies between them, and everybody outside. */
export interface World {
  readonly random: (name: string) => Random;
  readonly clock: Clock;
  readonly timeline: Clock & { readonly story: Chronicle; mark(word: string): void };
  readonly ledger: Ledger;
  readonly weather: Weather;
  readonly witness: Witness;
  /** Entries that were stored, by their kind. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly gate: Gate;
  readonly store: Store;
  readonly killer: Killer;
  readonly requests: Requests;
  readonly operator: Operator;
  /** Ends every process. */
  close(): void;
}

const WORKERS = 3;

/** Faults of the simulation that callers and receivers have here too, and how often beside there. */
const often: Readonly<Partial<Record<FaultName, number>>> = {
  'receiver-slow': 1,
  'receiver-failing': 1,
  'receiver-refusing': 1,
  'receiver-garbage': 1,
  'receiver-answer-lost': 2,
  'receiver-poisoned': 0.3,
  'perform-out-of-memory': 0.3,
  'caller-twice-at-once': 1,
  'caller-repeats-late': 2,
  'caller-gives-up': 0.3,
  'two-senders': 1.5,
  'caller-stale-revision': 1,
  'caller-reuses-key': 1,
  'callers-share-key': 1,
  'caller-not-accepted': 1,
  'caller-invalid': 1,
};

/** Starts every process. Whoever ends by itself, or complains of anything but an outage, is found at fault. */
export async function openWorld({ seed, folder, storePort, program }: WorldOptions): Promise<World> {
  const random = (name: string) => createRandom(seed, name);
  const began = Date.now();
  const clock = createClock(began);
  const story = createChronicle(clock.now);
  const timeline = { ...clock, story, mark: () => {} };
  const ledger = createLedger();
  const weather = createWeather(seed, (name) => often[name] ?? 0);
  const found = (law: string) => (what: string) => ledger.found({ law, instance: '', what });

  const kinds = new Map<string, number>();
  const witness = createWitness({
    ledger,
    now: clock.now,
    stored({ instance, revision, kind, event, pending }) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      story.note(instance, `revision ${revision} is stored: ${kind} ${event.type}`);
      if (pending.some(({ held }) => held !== undefined)) operator.held(instance);
    },
  });
  const gate = await openGate({ storePort, witness, random: random('cuts') });
  const store = await openStore({
    program: program('store'),
    folder: join(folder, 'store'),
    port: storePort,
    opened: (opened) => void reopen(opened, witness, gate),
    ended: () => gate.open(false),
    crashed: found('store-crashed'),
  });
  gate.open(true);

  const effects = Object.fromEntries(performed.flatMap(({ answers }) => Object.entries(answers)));
  const receivers = createReceivers({
    ...{ effects, timeline, weather, ledger },
    random: random('receivers'),
    mercy: true,
  });
  const workers = startWorkers({
    program: program('worker'),
    count: WORKERS,
    storePort: gate.port,
    ...{ began, clock, receivers },
    random: random('workers'),
    killing: (worker) => killer.killWorker(worker, 'by an effect'),
    complained: found('complaint'),
    crashed: found('worker-crashed'),
  });
  const killer = createKiller({
    store: store.child,
    workers: workers.children,
    gate,
    random: random('kills'),
  });
  const requests = createRequests({
    ...{ fleet: workers, timeline, weather, ledger },
    random: random('requests'),
    met: () => {},
  });
  const operator = createOperator({ requests, timeline, weather, random: random('operator') });
  return {
    ...{ random, clock, timeline, ledger, weather, witness, kinds, gate, store, killer, requests, operator },
    close() {
      workers.stop();
      store.close();
      gate.close();
    },
  };
}

/** Lets requests through again, once it is known what came of those that were under way when the store ended. */
async function reopen({ child, read }: Store, witness: Witness, gate: Gate): Promise<void> {
  while (child.isReady()) {
    const isKnown = await witness.resolve(read).then(
      () => true,
      () => false,
    );
    if (isKnown) return gate.open(child.isReady());
    await sleep(100);
  }
}
