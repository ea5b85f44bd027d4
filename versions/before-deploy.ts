import { env } from 'node:process';
import type { DefinitionSource } from '../engine/definition.ts';
import { lockProblems, readLock, UnreadableLock } from './lock.ts';
import { checkMigrations } from './migrations.ts';
import { Misplaced, presentVersions } from './present.ts';
import { render } from './report.ts';

/** What a check found, in lines for people, and whether these versions may be deployed. */
export interface Verdict {
  readonly fit: boolean;
  readonly text: string;
}

/** The same runs every time, so that a check fails for what changed; `BATON_SEED` tries others. */
const SEED = Number(env.BATON_SEED ?? 1);

/**
 * Whether every version in use is as it was recorded in `root`, and every migration sound. Throws `NotDurable` where
 * a version cannot be registered.
 */
export async function beforeDeploy(root: string, all: readonly DefinitionSource[]): Promise<Verdict> {
  const recorded = await asRecorded(root, all);
  const migrated = await soundMigrations(all);
  return {
    fit: recorded.fit && migrated.fit,
    text: [recorded.text, migrated.text].filter(Boolean).join('\n'),
  };
}

/** Whether every migration is sound; `beforeDeploy` without what was recorded. */
export async function soundMigrations(all: readonly DefinitionSource[]): Promise<Verdict> {
  const reports = await checkMigrations(all, SEED);
  const fit = reports.every(({ failures }) => failures.length === 0);
  return { fit, text: reports.map(render).join('\n') };
}

async function asRecorded(root: string, all: readonly DefinitionSource[]): Promise<Verdict> {
  try {
    const problems = lockProblems(await readLock(root), await presentVersions(root, all));
    if (problems.length > 0) return { fit: false, text: problems.join('\n') };
    return { fit: true, text: 'Every version in use is as it was recorded.' };
  } catch (error) {
    if (error instanceof UnreadableLock || error instanceof Misplaced)
      return { fit: false, text: error.message };
    throw error;
  }
}
