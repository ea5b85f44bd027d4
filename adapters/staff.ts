import { isPresent, personKind } from '../records/kinds/person.ts';
import type { Records } from './ports/records.ts';

/** Who is there to work. */
export interface Staff {
  /** Ids of the people who have a role and are present, the newest first. */
  present(role: string): Promise<readonly string[]>;
}

const PAGE = 100;

/** People among the records. `now` is the clock: epoch milliseconds. */
export function createStaff(records: Records, now: () => number): Staff {
  const people = records.of(personKind);
  return {
    async present(role) {
      const at = now();
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await people.page({
          ...{ name: 'present', within: [[{ lookup: ['role', role] }]], limit: PAGE, cursor },
          glance: ({ content: { roles = [], awayUntil } }) =>
            roles.includes(role) && isPresent(awayUntil === undefined ? {} : { awayUntil }, at),
        });
        ids.push(...page.items.map(({ id }) => id));
        cursor = page.cursor;
      } while (cursor !== undefined);
      return ids;
    },
  };
}
