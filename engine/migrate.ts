import { BEGINS, beginnings } from './beginnings.ts';
import { carryActors } from './carry-actors.ts';
import { carryTasks } from './carry-tasks.ts';
import { carryTimers } from './carry-timers.ts';
import { commit, freezeAll, momentOf, placeAfter, SYSTEM } from './commit.ts';
import type { Definition } from './definition.ts';
import type { Entry, JournalEvent } from './entry.ts';
import { MigrationFailed } from './errors.ts';
import type { Advanced, Surroundings, Within } from './incoming.ts';
import { stringify } from './json.ts';
import { type Setting, type Step, step, thaw } from './kernel.ts';
import { createReader } from './references.ts';
import { relocate } from './relocate.ts';
import { settle } from './settle.ts';
import { leavesOf } from './view.ts';
import type { Waiting } from './work.ts';

/** A migration that does not fit an instance: why. */
class Misfit extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('; '));
    this.problems = problems;
  }
}

/**
 * The entry by which an active instance of `from` becomes one of `to`, which knows how, or a `MigrationFailed` that
 * says what does not fit. Pure, like `advance`. It takes effect before whatever is due, so that a timer that is late
 * still counts from its due time. Nothing vanishes unless the author says so.
 */
export function migrate(from: Definition, to: Definition, head: Entry, around: Surroundings): Advanced {
  const reader = createReader(around.data);
  const advanced = move(from, to, head, { ...around, reader });
  const wanted = reader.wanted();
  return wanted === undefined ? advanced : { refusal: wanted };
}

function move(from: Definition, to: Definition, head: Entry, around: Within): Advanced {
  const payload = { from: from.version, to: to.version };
  const event: JournalEvent = { type: 'migrate', payload, who: SYSTEM };
  const due = Math.min(around.now, ...head.timers.map(({ dueAt }) => dueAt));
  try {
    const before = placeAfter(head, 'migration', event, due);
    const moment = momentOf(before, around);
    const { first, waiting } = transplant(from, to, head, moment);
    const place = { ...before, ...waiting };
    const settled = settle(to, first, place, moment);
    if (settled.thrown !== undefined) throw settled.thrown.cause;
    if (settled.live.status === 'error') throw new Misfit(['it would be in error at once']);
    return commit(to, place, settled, freezeAll(settled), around);
  } catch (cause) {
    const problems = cause instanceof Misfit ? cause.problems : ['the migration throws'];
    const why = cause instanceof Misfit ? {} : { cause };
    return { refusal: new MigrationFailed(head.instance, from.version, to.version, problems, why) };
  }
}

/** The instance alive in the later version, what begins and ends there, and what it goes on waiting for. */
function transplant(
  from: Definition,
  to: Definition,
  head: Entry,
  setting: Setting,
): { first: Step; waiting: Waiting } {
  const migration = to.migrations.find((one) => one.from === from.version);
  if (migration === undefined) throw new Misfit([`version ${to.version} does not say how`]);
  const old = thaw(from.machine, head);
  const relocated = relocate(old, to.machine, migration);
  if ('problems' in relocated) throw new Misfit(relocated.problems);
  const { begun: afters, ...timers } = carryTimers(old, to.machine, migration, relocated, head.timers);
  const actors = carryActors(old, to, migration, relocated, head);
  const context = migration.context(old.context as never, leavesOf(old));
  const checked = to.parseContext(context);
  const problems = [...timers.problems, ...actors.problems];
  if ('issues' in checked) {
    problems.push(...checked.issues.map(({ path, message }) => `the context's ${path || '/'} ${message}`));
  }
  if (problems.length > 0) throw new Misfit(problems);
  const { value, order, history } = relocated;
  const { pending, children, gone, ended } = actors;
  const restored = thaw(to.machine, {
    snapshot: stringify({ value, context, order, history, children: ended }),
    pending,
    children: children.filter((child) => !gone.includes(child)),
  });
  const { live, actions } = beginnings(restored, afters, actors.begun, setting);
  const { tasks, actions: tasked } = carryTasks(old, live, to, relocated, head.tasks, setting, BEGINS);
  const next = step(to.machine, live, BEGINS, setting);
  const stops = gone.map((child) => ({ type: 'stop', ref: old.children[child.id] }) as const);
  const first = { live: next.live, actions: [...stops, ...tasked, ...actions, ...next.actions] };
  return { first, waiting: { timers: timers.timers, pending, children, tasks } };
}
