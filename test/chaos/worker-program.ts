import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDynamoClient } from '../../adapters/dynamo-client.ts';
import { createMemoryQueue } from '../../adapters/queue-memory.ts';
import { createAssign } from '../../engine/assign.ts';
import { BatonError } from '../../engine/errors.ts';
import { createPerform, EffectFailed, type Performer } from '../../engine/perform.ts';
import { createReconcile } from '../../engine/reconcile.ts';
import { createSweep } from '../../engine/sweep.ts';
import { functions } from '../../functions/triggers.ts';
import { assemble } from '../../functions/wiring.ts';
import { followed, handOn } from '../../local/hand-on.ts';
import { walk } from '../../local/walk.ts';
import { staff } from '../simulation/fleet/staff.ts';
import { createClock, PACE } from './clock.ts';
import { all } from './definitions.ts';
import { names } from './names.ts';
import type { Asked, Ended, FromChild, ToWorker } from './words.ts';

// Baton as `local/runtime.ts` puts it together, over a store elsewhere, by a fast clock, its effects performed elsewhere.

/** Between two reconciliations: no day of the clock passes in a run. */
const RECONCILE_MS = 30_000;

const [name = '', port = '', began = ''] = process.argv.slice(2);
const { now } = createClock(Number(began));
const tell = (word: FromChild) => void process.send?.(word);
const complain = (complaint: string) => tell({ complaint: `${name}: ${complaint}` });

/** Effects that are being brought to their receivers. */
const brought = new Map<number, (ended: Ended) => void>();
let calls = 0;
const takenUp = new AsyncLocalStorage<number>();

const performer =
  (effect: string): Performer =>
  async (input, { key }) => {
    const call = ++calls;
    const ended = await new Promise<Ended>((resolve) => {
      brought.set(call, resolve);
      tell({ call, brought: { effect, input, key, since: takenUp.getStore() ?? 0 } });
    });
    brought.delete(call);
    if ('value' in ended) return ended.value;
    if ('unable' in ended) throw new EffectFailed(ended.unable.code, ended.unable.permanent);
    throw new Error(JSON.stringify(ended));
  };

const queue = createMemoryQueue({
  handle: (message) => takenUp.run(now(), () => perform(message)),
  dropped: ({ kind, instance }, error) => complain(`gave up on ${kind} of ${instance}: ${String(error)}`),
  scheduler: {
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs / PACE);
      return () => clearTimeout(timer);
    },
  },
});
const shared = assemble({
  client: createDynamoClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: name, secretAccessKey: 'chaos' },
  }),
  ...{ names, queue, now },
  follow: (journal) => followed(journal, (entry) => quietly(handOn(shared, entry))),
  parked: (instance, error) => complain(`instance ${instance} cannot be handled: ${String(error)}`),
});
const perform = createPerform({
  ...shared,
  assign: createAssign({ ...shared, staff }),
  performers: Object.fromEntries(
    all.flatMap(({ effects }) => Object.keys(effects).map((effect) => [effect, performer(effect)])),
  ),
});
const sweep = createSweep(shared);
const reconcile = createReconcile(shared);
const walkAll = (redrive: boolean) => walk(reconcile, { redrive, isOver: () => false });

/** What meets an outage is made up for later; anything else is a fault of ours. */
function quietly(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    (error: unknown) => {
      const isOutage = error instanceof BatonError && error.code === 'store-unavailable';
      if (!isOutage) complain(`failed: ${error instanceof Error ? error.stack : String(error)}`);
      return false;
    },
  );
}

async function again(everyMs: number, work: () => Promise<unknown>): Promise<never> {
  for (;;) {
    await sleep(everyMs);
    await quietly(work());
  }
}

async function carryOut(asked: Asked): Promise<Ended> {
  try {
    // Each kind has the request of its own name.
    const method = shared.engine[asked.kind] as (request: Asked['request']) => Promise<unknown>;
    return { value: await method(asked.request) };
  } catch (error) {
    if (!(error instanceof BatonError))
      return { broken: String(error instanceof Error ? error.stack : error) };
    const { code, message, details } = error;
    return { refused: { code, message, details } };
  }
}

process.on('message', async (word: ToWorker) => {
  if ('answered' in word) brought.get(word.answered)?.(word.ended);
  else tell({ answered: word.call, ended: await carryOut(word.asked) });
});
process.on('disconnect', () => process.exit());
tell('ready');

// Takes up what the last process left, however often the store fails it.
while (!(await quietly(walkAll(true)))) await sleep(200);
void again((functions.sweep.trigger.everyMinutes * 60_000) / PACE, sweep);
void again(RECONCILE_MS, () => walkAll(false));
