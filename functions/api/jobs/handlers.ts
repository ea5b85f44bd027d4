import type { Version } from '../../../adapters/ports/records.ts';
import { derivedId } from '../../../engine/ids.ts';
import { isOpen, type Job, PLAN } from '../../../records/kinds/job.ts';
import type { Answer, Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import { changeRecord, checkSame } from '../changing.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, Refusal } from '../problem.ts';
import type { Shelf } from '../records/shelves.ts';
import { timesOf } from '../records/times.ts';
import type { AnyJobPart } from './part.ts';
import { progressOf } from './progress.ts';
import type { jobRoutes } from './routes.ts';
import { jobShelves } from './shelves.ts';

type Operation = (typeof jobRoutes)[number]['operationId'];
/** A call of any of these operations; the part's own schemas parsed it. */
interface AnyCall extends Pick<Call<'getHealth'>, 'who' | 'key' | 'revision' | 'prefix'> {
  readonly path: Readonly<Record<string, string>>;
  readonly query: { readonly limit: number; readonly cursor?: string };
  readonly body: never;
}

/** The handlers of every kind of job. */
export function jobHandlers(deps: ApiDeps): Handlers<Operation> {
  const all = jobShelves.flatMap((shelf) => Object.entries(handlersOf(shelf, deps)));
  // The names are those of the routes: both are made of the shelves.
  return Object.fromEntries(all) as unknown as Handlers<Operation>;
}

function handlersOf(
  { kind, one, many, path }: Shelf & { kind: keyof typeof import('./parts.ts').jobParts },
  deps: ApiDeps,
) {
  // The schemas load with the first request.
  const part = async (): Promise<AnyJobPart> => (await import('./parts.ts')).jobParts[kind];
  const store = async () => deps.records.of((await part()).kind);

  async function found(id = ''): Promise<Version<Job>> {
    const version = await (await store()).get(id);
    if (version === undefined) throw noSuch('record-not-found', kind);
    return version;
  }

  /** A run that nobody goes on with has failed, unless it came to its end meanwhile. */
  async function present(job: Version<Job>): Promise<object> {
    const progress = await progressOf(job, deps);
    const body = { [kind]: job.id, ...(await (await part()).show(job as never, deps)), ...timesOf(job) };
    if (!isOpen(job.content) || !(await deps.runner.isLost(job))) return { ...body, ...progress };
    const newest = await found(job.id);
    if (newest.revision !== job.revision) return present(newest);
    return { ...body, ...progress, state: 'failed', code: 'stopped' };
  }

  async function show(job: Version<Job>, status: 200 | 201 = 200): Promise<Answer<unknown>> {
    return { status, body: await present(job), headers: tagOf(job) };
  }

  async function change(
    { path, revision = 0, who }: AnyCall,
    next: (job: Version<Job>) => Promise<Job> | Job,
  ): Promise<Answer<unknown>> {
    const jobs = await store();
    const id = path[kind] ?? '';
    const job = await changeRecord(
      {
        ...{ who, revision, now: deps.now() },
        ...{ read: () => found(id), at: (before) => jobs.at(id, before) },
        ...{ change: jobs.change, mend: () => jobs.mend(id) },
      },
      next,
    );
    return show(job);
  }

  return {
    async [`create${one}`]({ body, key, who, prefix }: AnyCall) {
      const { begin, check } = await part();
      const content = await begin(body, deps);
      const id = key === undefined ? deps.newId() : derivedId(who, kind, key);
      const jobs = await store();
      const isRepeated = key !== undefined && (await jobs.at(id, 1)) !== undefined;
      if (!isRepeated) await check?.(content as never, deps);
      const { created, record } = await jobs.create({ id, content, who, at: deps.now() });
      if (!created) checkSame(content, record.content);
      const answer = await show(created ? record : await found(id), 201);
      return { ...answer, headers: { ...answer.headers, location: `${prefix}${path}/${id}` } };
    },

    async [`list${many}`]({ query: { limit, cursor } }: AnyCall) {
      const inner = cursor === undefined ? undefined : fromCursor([kind], cursor);
      const page = await (await store()).page({ name: many, within: [], limit, cursor: inner });
      const items = await Promise.all(page.items.map(present));
      const onward = page.cursor === undefined ? null : toCursor([kind], page.cursor);
      return { status: 200, body: { items, cursor: onward } };
    },

    [`get${one}`]: async ({ path }: AnyCall) => show(await found(path[kind])),

    [`start${one}`]: (call: AnyCall) =>
      change(call, async (job) => {
        if (job.content.halted === 'cancelled') throw over();
        return (await part()).go(job as never, call.body, deps);
      }),

    [`pause${one}`]: (call: AnyCall) =>
      change(call, ({ content }) => {
        if (isOver(content)) throw over();
        return { ...content, halted: 'paused' };
      }),

    [`resume${one}`]: (call: AnyCall) =>
      change(call, async (job) => {
        const { halted, ended, ...rest } = job.content;
        if (isOver(job.content)) throw over();
        if (isOpen(job.content) && !(await deps.runner.isLost(job))) {
          // Where whoever wrote it came no further than that, nobody has begun it.
          await (await store()).mend(job.id);
          return job.content;
        }
        return { ...rest, tries: rest.tries + 1 };
      }),

    [`cancel${one}`]: (call: AnyCall) =>
      change(call, ({ content }) => {
        if (isOver(content)) throw over();
        return { ...content, halted: 'cancelled' };
      }),
  };
}

/** Whether a job was completed or cancelled. One that failed is not over, nor one that is only planned. */
function isOver({ halted, ended, pass }: Job): boolean {
  const completed = ended !== undefined && ended.code === undefined && pass !== PLAN;
  return halted === 'cancelled' || completed;
}

function over(): Refusal {
  return new Refusal('job-ended', 'It has ended.');
}
