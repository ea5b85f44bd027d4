import type { DefinitionSource } from '../engine/definition.ts';
import { beforeDeploy } from './before-deploy.ts';
import { lockProblems, readLock, record, UnreadableLock, writeLock } from './lock.ts';
import { Misplaced, presentVersions } from './present.ts';

/** What a command says, and its exit code: 0 well, 1 something is wrong, 2 not understood. */
export interface Ending {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

const USAGE = 'Give nothing to check, or: accept <process> <version>, or: retire <process> <version>.';

/** Carries out `npm run definitions` for the versions that are listed, over the lock in `root`. */
export async function run(
  args: readonly string[],
  root: string,
  all: readonly DefinitionSource[],
): Promise<Ending> {
  try {
    const [verb, process, version = '', ...more] = args;
    if (verb === undefined) {
      const { fit, text } = await beforeDeploy(root, all);
      return fit ? good(text) : bad(text);
    }
    const change = verb === 'accept' ? accept : verb === 'retire' ? retire : undefined;
    if (change === undefined || process === undefined || !/^\d+$/.test(version) || more.length > 0) {
      return { code: 2, text: USAGE };
    }
    return await change(root, all, process, Number(version));
  } catch (error) {
    if (error instanceof UnreadableLock || error instanceof Misplaced) return bad(error.message);
    throw error;
  }
}

async function accept(
  root: string,
  all: readonly DefinitionSource[],
  process: string,
  version: number,
): Promise<Ending> {
  const listed = all.filter((one) => one.process === process && one.version === version);
  const [present] = await presentVersions(root, listed);
  if (present === undefined) return bad(`${process} ${version} is not listed in functions/definitions.ts.`);
  if (present.hash === undefined) return bad(lockProblems({}, [present]).join('\n'));
  await writeLock(root, record(await readLock(root), process, version, { hash: present.hash, inUse: true }));
  return good(`${process} ${version} is recorded as it is now.`);
}

async function retire(root: string, _: unknown, process: string, version: number): Promise<Ending> {
  const lock = await readLock(root);
  const recorded = lock[process]?.[version];
  if (recorded === undefined) return bad(`${process} ${version} is not recorded.`);
  await writeLock(root, record(lock, process, version, { ...recorded, inUse: false }));
  return good(`${process} ${version} is not in use any more.`);
}

function good(text: string): Ending {
  return { code: 0, text };
}

function bad(text: string): Ending {
  return { code: 1, text };
}
