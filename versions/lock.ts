import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What is kept of a version: the hash of its code, and whether instances of it may be there. */
export interface Recorded {
  readonly hash: string;
  readonly inUse: boolean;
}

/** By process and version. */
export type Lock = Readonly<Record<string, Readonly<Record<string, Recorded>>>>;

/** A version as it is in the repository now. `hash` is undefined where its file is not there. */
export interface Present {
  readonly process: string;
  readonly version: number;
  readonly hash: string | undefined;
}

const FILE = 'definitions.lock';

/** The lock is there, and no lock: a merge may have left it so. */
export class UnreadableLock extends Error {}

/** Empty where there is none yet. Throws `UnreadableLock`. */
export async function readLock(root: string): Promise<Lock> {
  const text = await readFile(join(root, FILE), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  const unreadable = (what: string) =>
    new UnreadableLock(`${FILE} ${what}; mend it, or record its versions anew.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable('is not JSON');
  }
  const flaw = flawIn(value);
  if (flaw === undefined) return value as Lock;
  throw unreadable(`is no lock: see ${flaw}`);
}

/** Where a value is no lock, as a path; undefined where it is one. */
function flawIn(lock: unknown): string | undefined {
  if (!isRecord(lock)) return '/';
  for (const [process, versions] of Object.entries(lock)) {
    if (!isRecord(versions)) return `/${process}`;
    for (const [version, recorded] of Object.entries(versions)) {
      const path = `/${process}/${version}`;
      if (!isRecord(recorded)) return path;
      if (typeof recorded.hash !== 'string') return `${path}/hash`;
      if (typeof recorded.inUse !== 'boolean') return `${path}/inUse`;
    }
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export async function writeLock(root: string, lock: Lock): Promise<void> {
  await writeFile(join(root, FILE), render(lock));
}

/** The lock with one version changed. */
export function record(lock: Lock, process: string, version: number, recorded: Recorded): Lock {
  return { ...lock, [process]: { ...lock[process], [version]: recorded } };
}

/** What differs from the lock, a line each with its remedy. */
export function lockProblems(lock: Lock, present: readonly Present[]): string[] {
  const changed = present.flatMap(({ process, version, hash }) => {
    const name = `${process} ${version}`;
    const accept = `npm run definitions -- accept ${name}`;
    const recorded = lock[process]?.[version];
    if (hash === undefined) {
      return [`${name} has no file: put it at machines/${process}/v${version}.ts or machines/${process}.ts`];
    }
    if (recorded === undefined) return [`${name} is new: record it with ${accept}`];
    if (!recorded.inUse || recorded.hash === hash) return [];
    return [
      `${name} is in use and has changed: make the change in a new version; if it is harmless, ${accept}`,
    ];
  });
  const listed = new Set(present.map(({ process, version }) => `${process} ${version}`));
  const missing = Object.entries(lock).flatMap(([process, versions]) =>
    Object.entries(versions)
      .filter(([version, { inUse }]) => inUse && !listed.has(`${process} ${version}`))
      .map(([version]) => {
        const name = `${process} ${version}`;
        return `${name} is in use and not listed any more: list it; if no instance of it is left, npm run definitions -- retire ${name}`;
      }),
  );
  return [...changed, ...missing];
}

/** JSON in order, a line for each version. */
function render(lock: Lock): string {
  const processes = Object.keys(lock)
    .sort()
    .map((process) => {
      const versions = Object.entries(lock[process] ?? {}).sort(([a], [b]) => Number(a) - Number(b));
      const lines = versions.map(
        ([version, { hash, inUse }]) =>
          `    "${version}": { "hash": ${JSON.stringify(hash)}, "inUse": ${inUse} }`,
      );
      return `  ${JSON.stringify(process)}: {\n${lines.join(',\n')}\n  }`;
    });
  return `{\n${processes.join(',\n')}\n}\n`;
}
