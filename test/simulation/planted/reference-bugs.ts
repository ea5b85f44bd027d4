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
    find: 'consulted.set(name, { kind, id, revision: found.revision });',
    replace: 'consulted.set(name, { kind, id, revision: found.revision + 1 });',
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
];
