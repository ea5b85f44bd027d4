import { BatonError } from '../../engine/errors.ts';
import { EffectFailed } from '../../engine/perform.ts';
import type { Reachable, Remote } from '../simulation/callers/requests.ts';
import type { Receivers } from '../simulation/outside/receivers.ts';
import type { Random } from '../simulation/random.ts';
import { type Child, keepRunning } from './child.ts';
import type { Clock } from './clock.ts';
import type { Asked, Brought, Ended, FromChild, ToWorker } from './words.ts';

/** The processes that do the work: callers reach one of them, or nobody. */
export interface Workers extends Reachable {
  readonly children: readonly Child<ToWorker>[];
  stop(): void;
}

export interface WorkersOptions {
  readonly program: string;
  readonly count: number;
  readonly storePort: number;
  readonly began: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly receivers: Receivers;
  /** A receiver killed the worker that brought it an effect. */
  readonly killing: (worker: Child<ToWorker>) => void;
  readonly complained: (complaint: string) => void;
  readonly crashed: (why: string) => void;
}

/** Whoever was asked has died, or cannot be reached. */
class NoAnswer extends Error {}

class Refused extends BatonError {
  readonly code: string;
  constructor({ code, message, details }: { code: string; message: string; details: BatonError['details'] }) {
    super(message, details);
    this.code = code;
  }
}

export function startWorkers(options: WorkersOptions): Workers {
  const { program, count, storePort, began, clock, random, receivers, killing, complained, crashed } =
    options;
  const names = Array.from({ length: count }, (_, n) => `worker${n + 1}`);
  const waiting = new Map<string, Map<number, (ended: Ended | undefined) => void>>(
    names.map((name) => [name, new Map()]),
  );
  let calls = 0;

  function ask(child: Child<ToWorker>, asked: Asked): Promise<Ended | undefined> {
    return new Promise((resolve) => {
      const call = ++calls;
      waiting.get(child.name)?.set(call, resolve);
      if (!child.send({ call, asked })) resolve(undefined);
    });
  }

  async function receive(child: Child<ToWorker>, call: number, { effect, input, key, since }: Brought) {
    const { name } = child;
    const die = () => killing(child);
    const performers = receivers.performers({ name, invokedAt: since, pause: clock.pause, die });
    const instance = key.slice(0, key.indexOf('/'));
    child.send({
      answered: call,
      ended: await endOf(async () =>
        performers[effect]?.(input as never, { key, instance, process: 'order' }),
      ),
    });
  }

  const children = names.map((name): Child<ToWorker> => {
    const child: Child<ToWorker> = keepRunning<ToWorker, FromChild>({
      name,
      path: program,
      args: [name, String(storePort), String(began)],
      heard(word) {
        if (word === 'ready') return;
        if ('complaint' in word) complained(word.complaint);
        else if ('brought' in word) void receive(child, word.call, word.brought);
        else {
          waiting.get(name)?.get(word.answered)?.(word.ended);
          waiting.get(name)?.delete(word.answered);
        }
      },
      ended() {
        const left = waiting.get(name);
        waiting.set(name, new Map());
        for (const resolve of left?.values() ?? []) resolve(undefined);
      },
      crashed,
    });
    return child;
  });

  return {
    children,
    async call(work) {
      const [first, ...others] = children.filter((child) => child.isReady());
      if (first === undefined) return 'died';
      const child = random.pick([first, ...others]);
      try {
        const engine = remote((asked) => ask(child, asked));
        return { value: await work(engine, undefined, child) };
      } catch (error) {
        return error instanceof NoAnswer ? 'died' : { error };
      }
    },
    stop() {
      for (const child of children) child.stop();
    },
  };
}

async function endOf(work: () => Promise<unknown>): Promise<Ended> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof EffectFailed)) return { broken: String(error) };
    return { unable: { code: error.code, permanent: error.permanent } };
  }
}

/** The engine of another process. Whatever is asked throws `NoAnswer` where that process dies. */
function remote(ask: (asked: Asked) => Promise<Ended | undefined>): Remote {
  const answer = async <T>(asked: Asked): Promise<T> => {
    const ended = await ask(asked);
    if (ended === undefined) throw new NoAnswer();
    if ('value' in ended) return ended.value as T;
    if ('refused' in ended) throw new Refused(ended.refused);
    throw new Error(JSON.stringify(ended));
  };
  return {
    start: (request) => answer({ kind: 'start', request }),
    send: (request) => answer({ kind: 'send', request }),
    retry: (request) => answer({ kind: 'retry', request }),
    task: (request) => answer({ kind: 'task', request }),
    head: (request) => answer({ kind: 'head', request }),
  };
}
