import type { Bug } from './bug.ts';

/** Mistakes in what people do with tasks. */
export const taskBugs: readonly Bug[] = [
  {
    name: 'take what another has',
    file: 'engine/on-task.ts',
    find: 'return task.person === undefined ? undefined : new TaskTaken(instance, id, task.person);',
    replace: 'return undefined;',
    why: 'whoever takes a task last has it, and nobody who had it hears of that',
  },
  {
    name: 'let anybody complete it',
    file: 'engine/on-task.ts',
    find: 'task.person !== undefined && task.person !== wanted.person',
    replace: "task.person === ''",
    why: 'what somebody works on is done by another',
  },
  {
    name: 'one key for every task',
    file: 'engine/engine.ts',
    find: 'return token === undefined || task === undefined ? token === task : sameToken(token, task);',
    replace: 'return true;',
    why: 'whoever uses a key again is told that another task is done',
  },
  {
    name: 'keep who gave it back',
    file: 'engine/on-task.ts',
    find: "kind === 'release' ? free :",
    replace: "kind === 'release' ? task :",
    why: 'a task that was given back is nobody else’s to take',
  },
];
