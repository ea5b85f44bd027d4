import type { Entry } from '../../../engine/entry.ts';
import { InstanceNotFound } from '../../../engine/errors.ts';
import { rulesInWords } from '../../../rules/explain.ts';
import type { Model } from '../../../rules/model.ts';
import { modelOf } from '../../decisions/deciders.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { DecidedBody } from './outputs.ts';
import { toDecision } from './present.ts';

/** Entries that are read at once, and at most for one page: an instance may live long and decide seldom. */
const READ = 100;
const MOST_READ = 1000;

type Found = { readonly entry: Entry; readonly made: NonNullable<Entry['decisions']>[number] };

/** Handlers of what an instance decided. */
export function decidedHandlers({
  engine,
  records,
}: Pick<ApiDeps, 'engine' | 'records'>): Handlers<'readInstanceDecisions'> {
  /** Models by decision and version, each read once for a page. */
  function library() {
    const known = new Map<string, Promise<Model | undefined>>();
    return (decision: string, version: number) => {
      const name = `${decision}~${version}`;
      const model = known.get(name) ?? modelOf(() => records, decision, version);
      known.set(name, model);
      return model;
    };
  }

  return {
    async readInstanceDecisions({ path: { instance }, query }) {
      const first =
        query.cursor === undefined ? 1 : Number(fromCursor(['decisions', instance], query.cursor));
      const { found, next } = await gather(first, query.limit, (from) =>
        engine.journal(instance, from, READ),
      );
      if (first === 1 && next === 1) throw new InstanceNotFound(instance);
      const modelNamed = library();
      const items = found.map(async ({ entry, made }): Promise<DecidedBody> => {
        const model = await modelNamed(made.decision, made.version);
        return {
          ...{ revision: entry.revision, at: rfc3339(entry.at), event: entry.event.type },
          title: model?.title ? { ...model.title } : null,
          ...toDecision(made),
          explained: model === undefined ? [] : rulesInWords(model, made.rules).map(toRule),
        };
      });
      const cursor = next === undefined ? null : toCursor(['decisions', instance], String(next));
      return { status: 200, body: { items: await Promise.all(items), cursor } };
    },
  };
}

/** Decisions from a revision on, whole entries: at least `limit` unless the end came first. `next` is where to go on. */
async function gather(
  first: number,
  limit: number,
  read: (from: number) => Promise<readonly Entry[]>,
): Promise<{ found: readonly Found[]; next: number | undefined }> {
  const found: Found[] = [];
  let next = first;
  while (next - first < MOST_READ) {
    const entries = await read(next);
    if (entries.length === 0) return { found, next: next === 1 ? 1 : undefined };
    const isEnd = entries.length < READ;
    for (const entry of entries) {
      found.push(...(entry.decisions ?? []).map((made) => ({ entry, made })));
      next = entry.revision + 1;
      if (found.length >= limit) return { found, next: isEnd && entry === entries.at(-1) ? undefined : next };
    }
    if (isEnd) return { found, next: undefined };
  }
  return { found, next };
}

type Rule = ReturnType<typeof rulesInWords>[number];

function toRule({ table, rule, when, then, notes }: Rule): DecidedBody['explained'][number] {
  return { table, rule, when: [...when], then: [...then], notes: [...notes] };
}
