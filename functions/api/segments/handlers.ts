import { segmentKind } from '../../../records/kinds/segment.ts';
import { membersOf } from '../../segment-members.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor } from '../cursor.ts';
import { shown } from '../customers/lists.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';

/** The customers of a segment: found by the saved filter, whenever they are asked for. */
export function segmentHandlers(deps: ApiDeps): Handlers<'listSegmentCustomers'> {
  return {
    async listSegmentCustomers({ path, query: { limit, cursor } }) {
      const segment = await deps.records.of(segmentKind).get(path.segment);
      if (segment === undefined) throw noSuch('record-not-found', 'segment');
      const { filter } = segment.content;
      const scope = [path.segment, filter];
      const inner = cursor === undefined ? undefined : fromCursor(scope, cursor);
      return shown(await membersOf(deps, filter, { limit, cursor: inner }), scope);
    },
  };
}
