import type { Bug } from './bug.ts';

/** Mistakes with what people set, and machines read. */
export const referenceBugs: readonly Bug[] = [
  {
    name: 'say nothing of what was read',
    file: 'engine/references.ts',
    find: 'consulted: () => [...consulted.values()],',
    replace: 'consulted: () => [],',
    why: 'nobody can tell from a journal by which settings it was decided',
  },
  {
    name: 'name another revision',
    file: 'engine/references.ts',
    find: '{ kind, id, revision: found.revision }',
    replace: '{ kind, id, revision: found.revision + 1 }',
    why: 'a journal says that it was decided by what was not there yet',
  },
  {
    name: 'keep what was read for ever',
    file: 'adapters/kept-while.ts',
    find: 'found === undefined || now() >= found.until',
    replace: 'found === undefined',
    why: 'what people change counts where a process begins anew, and nowhere else',
  },
  {
    name: 'take settings for another’s',
    file: 'functions/settings.ts',
    find: 'record?.content.process === process',
    replace: "record?.content.process === ''",
    why: 'what a company has set counts for nothing',
  },
  {
    name: 'ask whom the context named before',
    file: 'engine/task-items.ts',
    find: 'const role = roleOf(definition, last, state);',
    replace:
      'const role = roleOf(definition, entries.find(({ revision }) => revision < task.revision) ?? last, state);',
    why: 'a task is in the inboxes of those whose it was',
  },
  {
    name: 'say nothing of what was decided',
    file: 'engine/references.ts',
    find: 'decided: () => decided,',
    replace: 'decided: () => [],',
    why: 'nobody can tell from a journal which table decided, and on what',
  },
  {
    name: 'decide by the version of another moment',
    file: 'engine/deciding.ts',
    find: 'const deciding = inForce?.at(at, instance);',
    replace: 'const deciding = inForce?.at(at - 3 * 3600_000, instance);',
    why: 'a table that was published counts hours later',
  },
  {
    name: 'give the challenger what is not its share',
    file: 'functions/decisions/in-force.ts',
    find: 'shareOf(decision, instance) < challenger.share',
    replace: 'shareOf(decision, instance) >= challenger.share',
    why: 'a table on trial decides for most instead of few',
  },
  {
    name: 'keep what is in force for ever',
    file: 'functions/decisions.ts',
    find: 'const keepMs = Math.min(options.keepMs, SCHEDULE_KEPT_MS);',
    replace: 'const keepMs = 1e15;',
    why: 'a published table counts where a process begins anew, and nowhere else',
  },
];
