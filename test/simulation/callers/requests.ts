import type { Engine, Outcome, TaskRequest } from '../../../engine/engine.ts';
import type { Entry, Who } from '../../../engine/entry.ts';
import { BatonError } from '../../../engine/errors.ts';
import type { Ran } from '../fleet/pool.ts';
import type { Process } from '../fleet/process.ts';
import type { Answer, Ledger, Request, Try } from '../ledger.ts';
import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';

/** What a request was told in the end; `unknown` where nobody answered. */
export type Told = Answer | 'unknown';

/** What callers ask of an engine. */
export type Remote = Pick<Engine, 'start' | 'send' | 'retry' | 'task' | 'head'>;

/** Whoever answers callers. */
export interface Reachable {
  call<T>(
    work: (engine: Remote, projection: unknown, process: Pick<Process, 'name'>) => Promise<T>,
  ): Promise<Ran<T>>;
}

/** How callers reach the functions, and go on where they get no answer. */
export interface Requests {
  /** Sends a request until it is answered, or until its caller gives up. */
  send(request: Wanted): Promise<Told>;
  /** The newest entry of an instance; undefined where nobody answers. */
  head(instance: string): Promise<Entry | undefined>;
}

export type Wanted = Omit<Request, 'tries' | 'reuses' | 'revision' | 'task'> & {
  readonly revision?: number;
  readonly reuses?: boolean;
  readonly task?: Request['task'];
};

export interface RequestsOptions {
  readonly fleet: Reachable;
  readonly timeline: Pick<Timeline, 'now' | 'pause' | 'story' | 'mark'>;
  readonly weather: Weather;
  readonly random: Random;
  readonly ledger: Ledger;
  /** Hears what a process answered with, and how old what it kept of the instance was. */
  readonly met: (process: string, instance: string, revision: number) => void;
}

const MOST_TRIES = 12;
/** Refusals that say nothing about the request: it may be sent again. */
const PASSING: readonly string[] = ['store-unavailable', 'definition-unknown', 'conflict'];

export function createRequests(options: RequestsOptions): Requests {
  const { fleet, timeline, weather, random, ledger, met } = options;

  async function once(request: Request): Promise<Told> {
    await timeline.pause(random.spread(1, 50));
    const headFrom = ledger.standsAt(request.instance);
    const one: Try = { from: timeline.now(), headFrom, headTo: headFrom, answer: undefined, isUndone: false };
    request.tries.push(one);
    const note = (what: string) => timeline.story.note(request.instance ?? '', what);
    const { type = '' } = request.body;
    note(`${request.who.id} asks: ${request.kind} ${type} ${request.key ?? ''}`);
    const ran = await fleet.call(async (engine, _, process) => {
      const outcome = await carryOut(engine, request);
      met(process.name, outcome.entry.instance, outcome.entry.revision);
      return outcome;
    });
    one.headTo = ledger.standsAt(request.instance);
    if (ran === 'died') {
      note(`${request.who.id} gets no answer`);
      return 'unknown';
    }
    one.answer = 'value' in ran ? acknowledged(ran.value) : refused(ran.error);
    if (one.answer === undefined) {
      const what = `${request.kind} met ${String('error' in ran ? (ran.error as Error).stack : '')}`;
      ledger.found({ law: 'unexpected-error', instance: request.instance ?? '', what });
      return 'unknown';
    }
    if ('acknowledged' in one.answer) request.instance ??= one.answer.acknowledged.instance;
    note(`${request.who.id} is told: ${inWords(one.answer)}`);
    timeline.mark('acknowledged' in one.answer ? `ack ${one.answer.acknowledged.hash}` : one.answer.refused);
    return 'refused' in one.answer && PASSING.includes(one.answer.refused) ? 'unknown' : one.answer;
  }

  return {
    async send(wanted) {
      const request = ledger.requested({ revision: undefined, reuses: false, task: undefined, ...wanted });
      for (let tries = 1; ; tries++) {
        const atOnce = request.key !== undefined && weather.strikes('caller-twice-at-once') ? 2 : 1;
        const told = await Promise.all(Array.from({ length: atOnce }, () => once(request)));
        const answer = told.find((one) => one !== 'unknown');
        if (answer !== undefined) return answer;
        if (request.key === undefined || tries === MOST_TRIES || weather.strikes('caller-gives-up'))
          return 'unknown';
        weather.count('caller-retries');
        await timeline.pause(random.spread(200, 20_000) * tries);
      }
    },
    async head(instance) {
      await timeline.pause(random.spread(1, 50));
      const stood = ledger.standsAt(instance);
      const ran = await fleet.call((engine) => engine.head(instance));
      if (ran === 'died' || 'error' in ran) return undefined;
      if (ran.value.revision < Math.min(stood, ledger.standsAt(instance))) {
        const what = `a read shows revision ${ran.value.revision} where it stood at ${stood}`;
        ledger.found({ law: 'stale-read', instance, what });
      }
      return ran.value;
    },
  };
}

function carryOut(
  engine: Remote,
  { kind, process, instance = '', key, body, who, revision, task }: Request,
): Promise<Outcome> {
  const id = key === undefined ? {} : { id: key };
  switch (kind) {
    case 'start':
      return engine.start({ process, input: body, who, ...(key !== undefined && { key }) });
    case 'send':
      return engine.send({
        instance,
        event: body as { type: string },
        who,
        ...id,
        ...(revision !== undefined && { revision }),
        ...(task !== undefined && { task }),
      });
    case 'retry':
      return engine.retry({ instance, who, ...id });
    default: {
      if (task === undefined) throw new TypeError('Nobody says which task.');
      const { revision: opened, index } = task;
      const token = { revision: opened, index };
      return engine.task({ ...body, kind, instance, token, who, ...id } as TaskRequest);
    }
  }
}

function inWords(answer: Answer): string {
  if ('refused' in answer) return answer.refused;
  return `revision ${answer.acknowledged.revision}${answer.repeated ? ', again' : ''}`;
}

function acknowledged({ entry, repeated }: Outcome): Answer {
  return { acknowledged: entry, repeated };
}

function refused(error: unknown): Answer | undefined {
  return error instanceof BatonError ? { refused: error.code, details: error.details } : undefined;
}

export const CALLER: Who = { kind: 'caller', id: 'customer' };
