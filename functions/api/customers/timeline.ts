import type { Moment } from '../../../adapters/ports/timeline.ts';
import { peek } from '../../../engine/kernel.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';
import { rfc3339 } from '../rfc3339.ts';
import type { MomentBody } from './outputs.ts';

/** Kinds of records whose revisions have no path of their own; what they are read by. */
const PATHS: Readonly<Record<string, string>> = {
  note: '/notes',
  message: '/messages',
  attachment: '/attachments',
};

/** What happened to a customer, over all processes and records. */
export function timelineHandlers(deps: ApiDeps): Handlers<'readTimeline'> {
  const { customers, timeline, records, journal } = deps;

  async function transition({ id, revision, at, kind }: Moment, prefix: string): Promise<MomentBody[]> {
    const entry = await journal.at(id, revision);
    // It was retired, or taken back by a restore.
    if (entry === undefined) return [];
    const { process, status, event, snapshot } = entry;
    const path = `${prefix}/instances/${id}/revisions/${revision}`;
    const { value: state } = peek(snapshot);
    const what = event.type;
    return [
      {
        at: rfc3339(at),
        kind,
        id,
        revision,
        path,
        who: event.who,
        what,
        changed: [],
        process,
        status,
        state,
      },
    ];
  }

  async function change({ id, revision, at, kind }: Moment, prefix: string): Promise<MomentBody[]> {
    const version = await records.glance(kind, id, revision);
    if (version === undefined) return [];
    const { who, changed, reason, removed } = version;
    const path = kind === 'customer' ? `/customers/${id}/revisions/${revision}` : `${PATHS[kind]}/${id}`;
    const what = removed ? 'removed' : (reason ?? (revision === 1 ? 'created' : 'changed'));
    const place = { at: rfc3339(at), kind, id, revision, path: prefix + path };
    return [{ ...place, who, what, changed: [...changed], process: null, status: null, state: null }];
  }

  return {
    async readTimeline({ path, query: { limit, cursor }, prefix }) {
      const customer = await customers.get(path.customer);
      if (customer === undefined) throw noSuch('customer-not-found', 'customer');
      const ids = [customer.id, ...(customer.content.merged ?? [])];
      const inner = cursor === undefined ? undefined : fromCursor(path.customer, cursor);
      const page = await timeline.page(ids, limit, inner);
      const shown = await Promise.all(
        page.items.map((moment) => (moment.kind === 'instance' ? transition : change)(moment, prefix)),
      );
      const onward = page.cursor === undefined ? null : toCursor(path.customer, page.cursor);
      return { status: 200, body: { items: shown.flat(), cursor: onward } };
    },
  };
}
