import { adapterBugs } from './adapter-bugs.ts';
import { announcementBugs } from './announcement-bugs.ts';
import type { Bug } from './bug.ts';
import { engineBugs } from './engine-bugs.ts';
import { flowBugs } from './flow-bugs.ts';
import { jobBugs } from './job-bugs.ts';
import { referenceBugs } from './reference-bugs.ts';
import { runBugs } from './run-bugs.ts';
import { taskBugs } from './task-bugs.ts';

/** Every planted bug: each must be caught. */
export const bugs: readonly Bug[] = [
  ...[...engineBugs, ...flowBugs, ...runBugs, ...adapterBugs],
  ...[...taskBugs, ...jobBugs],
  ...[...announcementBugs, ...referenceBugs],
];
