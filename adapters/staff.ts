import type { Person, Staff } from '../engine/ports.ts';
import { type Person as Card, isPresent, personKind } from '../records/kinds/person.ts';
import type { Records, Way } from './ports/records.ts';

const PAGE = 100;

/** People among the records. `now` is the clock: epoch milliseconds. Every method throws `StoreUnavailable`. */
export function createStaff(records: Records, now: () => number): Staff {
  const people = records.of(personKind);

  async function all(way: Way, shows: (person: Partial<Card>) => boolean): Promise<Person[]> {
    const found: Person[] = [];
    let cursor: string | undefined;
    do {
      const page = await people.page({
        name: 'staff',
        within: [[way]],
        limit: PAGE,
        cursor,
        glance: ({ content }) => shows(content),
      });
      found.push(...page.items.map(({ id, content: { roles } }) => ({ id, roles })));
      cursor = page.cursor;
    } while (cursor !== undefined);
    return found;
  }

  return {
    async get(id) {
      const found = await people.get(id);
      return found && { id, roles: found.content.roles };
    },

    ofTeam: (team) => all({ lookup: ['team', team] }, ({ teams = [] }) => teams.includes(team)),

    async present(role) {
      const at = now();
      const there = await all(
        { lookup: ['role', role] },
        ({ roles = [], awayUntil }) =>
          roles.includes(role) && isPresent(awayUntil === undefined ? {} : { awayUntil }, at),
      );
      return there.map(({ id }) => id);
    },
  };
}
