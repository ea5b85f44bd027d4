import { bundledDecisions } from '../../../decisions/bundled.ts';
import { decisionKind } from '../../../records/kinds/decision.ts';
import { modelJsonSchema } from '../../../rules/json-schema.ts';
import { isBundled } from '../../decisions/deciders.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { checkDecision } from './found.ts';
import { statusOf } from './status.ts';

const SCOPE = ['decision'];

/** What decisions there are, and how far each is. */
export function listHandlers(deps: ApiDeps): Handlers<'listDecisions' | 'getDecision' | 'getDecisionSchema'> {
  return {
    getDecisionSchema: async () => ({ status: 200, body: modelJsonSchema() }),

    async getDecision({ path: { decision } }) {
      await checkDecision(deps, decision);
      return { status: 200, body: await statusOf(deps, decision) };
    },

    async listDecisions({ query: { limit, cursor } }) {
      const inner = cursor === undefined ? undefined : fromCursor(SCOPE, cursor);
      const { ids, next } = await page(inner, limit);
      const items = await Promise.all(ids.map((id) => statusOf(deps, id)));
      return { status: 200, body: { items, cursor: next === undefined ? null : toCursor(SCOPE, next) } };
    },
  };

  /** Those that come with Baton, by id, then those of the company, newest first. */
  async function page(cursor: string | undefined, limit: number): Promise<{ ids: string[]; next?: string }> {
    const bundled = Object.keys(bundledDecisions).sort();
    const at = cursor === undefined ? 0 : Number(/^b(\d+)$/.exec(cursor)?.[1] ?? bundled.length);
    const first = bundled.slice(at, at + limit);
    if (first.length === limit) return { ids: first, next: `b${at + limit}` };
    const records = await deps.records.of(decisionKind).page({
      ...{ name: 'Decisions', within: [], limit: limit - first.length },
      glance: ({ id }) => !isBundled(id),
      cursor: cursor?.startsWith('r') ? cursor.slice(1) : undefined,
    });
    const ids = [...first, ...records.items.map(({ id }) => id)];
    return { ids, ...(records.cursor === undefined ? {} : { next: `r${records.cursor}` }) };
  }
}
