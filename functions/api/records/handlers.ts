import type { Version } from '../../../adapters/ports/records.ts';
import { derivedId } from '../../../engine/ids.ts';
import type { Answer, Handlers } from '../answer.ts';
import type { Call } from '../call.ts';
import { changeRecord, checkSame } from '../changing.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import { tagOf } from '../customers/handlers.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch, Refusal, revisionMismatch } from '../problem.ts';
import type { AnyPart } from './part.ts';
import type { recordRoutes } from './routes.ts';
import { type Shelf, shelves } from './shelves.ts';

type Operation = (typeof recordRoutes)[number]['operationId'];
/** A call of any of these operations; the part's own schemas parsed it. */
interface AnyCall extends Pick<Call<'getHealth'>, 'who' | 'key' | 'revision' | 'prefix'> {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>> & { readonly limit: number };
  readonly body: never;
}
type AnyHandler = (call: AnyCall) => Promise<Answer<unknown>>;

/** The handlers of every kind on the shelves. */
export function recordHandlers(deps: ApiDeps): Handlers<Operation> {
  const all = shelves.flatMap((shelf) => Object.entries(handlersOf(shelf, deps)));
  // The names are those of the routes: both are made of the shelves.
  return Object.fromEntries(all) as unknown as Handlers<Operation>;
}

function handlersOf(
  { kind, one, many, path }: Shelf & { kind: keyof typeof import('./parts.ts').parts },
  deps: ApiDeps,
) {
  // The schemas load with the first request.
  const part = async (): Promise<AnyPart> => (await import('./parts.ts')).parts[kind];
  const store = async () => deps.records.of((await part()).kind);
  const present = async (version: Version) => (await part()).show(version as never);

  async function found(id = ''): Promise<Version> {
    const version = await (await store()).get(id);
    if (version === undefined) throw noSuch('record-not-found', kind);
    return version;
  }

  async function show(version: Version): Promise<Answer<unknown>> {
    return { status: 200, body: await present(version), headers: tagOf(version) };
  }

  async function create({ body, key, who, prefix }: AnyCall): Promise<Answer<unknown>> {
    const { begin, idOf, subject } = await part();
    const at = deps.now();
    const content = await begin(body, deps, at);
    const own = idOf?.(body);
    const id = own ?? (key === undefined ? deps.newId() : derivedId(who, kind, key));
    const sealed = subject === undefined ? {} : { subject: await subject(content as never, deps) };
    const { created, record } = await (await store()).create({ id, content, ...sealed, who, at });
    if (!created) await checkRepeated(own !== undefined, await begin(body, deps, record.createdAt), record);
    const location = `${prefix}${path}/${id}`;
    return { status: 201, body: await present(record), headers: { ...tagOf(record), location } };
  }

  async function list({ query }: AnyCall): Promise<Answer<unknown>> {
    const { limit, cursor, ...filter } = query;
    const { ways } = await part();
    const inner = cursor === undefined ? undefined : fromCursor([kind, filter], cursor);
    const within = (await ways?.(filter, deps)) ?? [];
    const page = await (await store()).page({ name: many, within, limit, cursor: inner });
    const items = await Promise.all(page.items.map(present));
    const onward = page.cursor === undefined ? null : toCursor([kind, filter], page.cursor);
    return { status: 200, body: { items, cursor: onward } };
  }

  async function change({ path, body, who, revision = 0 }: AnyCall): Promise<Answer<unknown>> {
    const id = path[kind] ?? '';
    const { alter } = await part();
    const records = await store();
    const version = await changeRecord(
      {
        ...{ who, revision, now: deps.now() },
        ...{ read: () => found(id), at: (before) => records.at(id, before) },
        ...{ change: records.change, mend: () => records.mend(id) },
      },
      (before, at) => alter?.(before.content as never, body, deps, at) ?? before.content,
    );
    return show(version);
  }

  async function remove({ path, who, revision = 0 }: AnyCall): Promise<Answer<unknown>> {
    for (;;) {
      const before = await found(path[kind]);
      if (before.revision !== revision) throw revisionMismatch(revision, before.revision);
      const gone = { content: before.content, who, at: deps.now(), removed: true } as const;
      if ((await (await store()).change(before, gone)) !== undefined) return show(before);
    }
  }

  return {
    [`create${one}`]: create,
    [`list${many}`]: list,
    [`get${one}`]: async ({ path }: AnyCall) => show(await found(path[kind])),
    [`change${one}`]: change,
    [`remove${one}`]: remove,
  } satisfies Record<string, AnyHandler>;
}

/** A record that was named is there already; one under a key must be what this request would have made. */
async function checkRepeated(named: boolean, content: object, record: Version): Promise<void> {
  try {
    checkSame(content, record.content);
  } catch (error) {
    if (!named) throw error;
    throw new Refusal('record-exists', 'There is such a record already, and it is another.');
  }
}
