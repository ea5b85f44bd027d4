import type { Bug } from './bug.ts';

/** Mistakes in jobs: how they are planned, done part by part, halted and finished. */
export const jobBugs: readonly Bug[] = [
  {
    name: 'do an item without its key',
    file: 'functions/jobs/bulk.ts',
    find: 'await engine.send({ instance: item, event: deed.event, id, who });',
    replace: 'await engine.send({ instance: item, event: deed.event, who });',
    why: 'a part that is done again does it twice',
  },
  {
    name: 'keep a result before its items are done',
    file: 'functions/jobs/bulk.ts',
    find: 'await sideBySide(ids, AT_ONCE,',
    replace: 'void sideBySide(ids, AT_ONCE,',
    why: 'a job counts what may never be done',
  },
  {
    name: 'take a step whatever the record says',
    file: 'functions/jobs/steps.ts',
    find: 'job === undefined || job.revision !== revision || !isOpen(job.content)',
    replace: 'job === undefined || job.revision < revision',
    why: 'a job that was cancelled goes on',
  },
];
