import { bulkKind } from '../../../records/kinds/bulk.ts';
import type { ItemFailure } from '../../jobs/bulk.ts';
import type { Handlers } from '../answer.ts';
import { fromCursor, toCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { noSuch } from '../problem.ts';

/** Results that are read at once. */
const PAGE = 20;

/** What a bulk action tells item by item. */
export function bulkHandlers({ records, parts }: ApiDeps): Handlers<'listBulkFailures'> {
  return {
    async listBulkFailures({ path: { bulk: id }, query: { limit, cursor } }) {
      const job = await records.of(bulkKind).get(id);
      if (job === undefined) throw noSuch('record-not-found', 'bulk');
      const { pass = '' } = job.content;
      const scope = ['failures', id];
      let [after = 0, skip = 0] =
        cursor === undefined ? [] : fromCursor(scope, cursor).split(':').map(Number);
      const items: ItemFailure[] = [];
      for (;;) {
        const page = await parts.results(job, pass, after, PAGE);
        if (page.length === 0) return { status: 200, body: { items, cursor: null } };
        for (const { number, content } of page) {
          const failures = (content as readonly ItemFailure[]).slice(skip);
          const wanted = limit - items.length;
          items.push(...failures.slice(0, wanted));
          if (failures.length > wanted) {
            const onward = toCursor(scope, `${number - 1}:${skip + wanted}`);
            return { status: 200, body: { items, cursor: onward } };
          }
          after = number;
          skip = 0;
        }
      }
    },
  };
}
