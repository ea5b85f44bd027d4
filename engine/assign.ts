import type { Assignment } from './entry.ts';
import { StoreUnavailable } from './errors.ts';
import type { Given, Staff, TaskBoard } from './ports.ts';

/** Who is to have a task; undefined while nobody who may do it is present. */
export type Assign = (task: {
  /** The id of `taskId`. */
  readonly task: string;
  readonly role: string;
  readonly assign: Assignment;
}) => Promise<string | undefined>;

export interface AssignOptions {
  readonly board: TaskBoard;
  readonly staff: Staff;
  readonly now: () => number;
}

/** Milliseconds for which the board may not yet show what was given. */
const RECENT = 60_000;
/** What was given of late and is remembered: some 60 bytes each. */
const MOST_GIVEN = 200;
/** How often another may be faster in a row. */
const MOST_TRIES = 20;

/**
 * Gives tasks to those of their role who are present: one after the other in the order of their ids, or to whoever has
 * fewest open tasks (among equals, in turn). A task that is asked for again gets the same person. Throws
 * `StoreUnavailable`, also where others were faster again and again.
 */
export function createAssign({ board, staff, now }: AssignOptions): Assign {
  async function leastLoaded(
    people: readonly string[],
    given: readonly Given[],
  ): Promise<string | undefined> {
    const loads = await Promise.all(
      people.map(async (person) => {
        const lately = given.filter((one) => one.person === person).map(({ task }) => task);
        return { person, load: new Set([...(await board.held(person)), ...lately]).size };
      }),
    );
    return loads.reduce((least, one) => (one.load < least.load ? one : least), loads[0] ?? NOBODY).person;
  }

  return async ({ task, role, assign }) => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const [present, rota] = await Promise.all([staff.present(role), board.rota(role)]);
      const time = now();
      const given = rota.given.filter(({ at }) => at > time - RECENT);
      const before = given.find((one) => one.task === task)?.person;
      if (before !== undefined && present.includes(before)) return before;
      const people = inTurn(present, rota.last);
      const person = assign === 'least-load' ? await leastLoaded(people, given) : people[0];
      if (person === undefined) return undefined;
      const all = [...given.filter((one) => one.task !== task), { task, person, at: time }];
      if (await board.putRota(role, { turn: rota.turn + 1, last: person, given: all.slice(-MOST_GIVEN) }))
        return person;
    }
    throw new StoreUnavailable(new Error(`The rota of ${role} changed ${MOST_TRIES} times in a row.`));
  };
}

const NOBODY = { person: undefined, load: Infinity };

/** The people in the order of their ids, beginning with the one after `last`. */
function inTurn(people: readonly string[], last = ''): string[] {
  const sorted = [...people].sort();
  return [...sorted.filter((person) => person > last), ...sorted.filter((person) => person <= last)];
}
