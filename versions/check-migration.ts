import type { Definition } from '../engine/definition.ts';
import { type Entry, sameToken } from '../engine/entry.ts';
import { peek } from '../engine/kernel.ts';
import { migrate } from '../engine/migrate.ts';
import { anyReference } from './any-reference.ts';
import type { Cases } from './cases.ts';
import { declaredProblems } from './declared.ts';
import { createEnds } from './ends.ts';
import { createFailures, type Failure } from './failures.ts';
import { flawsOf } from './flaws.ts';
import { outputProblems } from './outputs.ts';
import { standIn } from './stand-in.ts';

/** What was tried of one migration, and what came of it. */
export interface MigrationReport {
  readonly process: string;
  readonly from: number;
  readonly to: number;
  readonly seed: number;
  /** State values of the earlier version, and instances in them, each with its context. */
  readonly values: number;
  readonly cases: number;
  readonly failures: readonly Failure[];
  /** What was not tried, and why. */
  readonly notes: readonly string[];
}

/** Contexts that are tried in a state value which only the walk finds, where the author gives none. */
const BORROWED = 12;

/**
 * Migrates an instance in every state value that was found, and tells what is wrong with any: those of the random
 * runs as they are, and in each value one with each of the author's samples. A value that only the walk finds is
 * tried with contexts from elsewhere where there is no sample.
 */
export function checkMigration(
  { from, seed, most, walked, explored }: Cases,
  to: Definition,
): MigrationReport {
  const migration = to.migrations.find((one) => one.from === from.version);
  if (migration === undefined)
    throw new TypeError(`${to.process} ${to.version} has none from ${from.version}.`);
  const ends = createEnds(to, most);
  const failures = createFailures();
  const kept = new Map<string, readonly [string, string]>();
  let cases = 0;

  function attempt(head: Entry): void {
    cases += 1;
    const { value, context } = peek(head.snapshot);
    const state = value ?? '';
    const fail = (problem: string) => failures.add(problem, { state, context });
    const around = { instance: head.instance, now: head.at + 1, commit: 'check', data: anyReference };
    const advanced = migrate(from, to, head, around);
    if ('refusal' in advanced) {
      const { cause, details } = advanced.refusal;
      const why = cause instanceof Error ? `: ${cause.message}` : '';
      for (const problem of details.problems as string[]) fail(problem + why);
      return;
    }
    for (const flaw of flawsOf(to, advanced.entry, ends)) fail(flaw);
    for (const { src, ...token } of [...head.pending, ...head.children]) {
      const now = [...advanced.entry.pending, ...advanced.entry.children].find((one) =>
        sameToken(one, token),
      );
      if (now !== undefined) kept.set(`${src} ${now.src}`, [src, now.src]);
    }
  }

  for (const problem of declaredProblems(from, to, migration)) failures.add(problem);
  const heads = [...explored.heads.values()].flat();
  const borrowed = spread(heads, BORROWED).map(({ snapshot }) => peek(snapshot).context);
  for (const reached of walked.reached) {
    const needy = migration.samples.length === 0 && !explored.heads.has(JSON.stringify(reached.value));
    const contexts = needy ? borrowed : migration.samples;
    for (const context of contexts) attempt(standIn(from, reached, context));
    if (needy && contexts.length === 0) {
      const example = { state: reached.value, context: undefined };
      failures.add('no context is known, so that it was not tried: give samples', example);
    }
  }
  for (const head of heads) attempt(head);
  for (const pair of kept.values()) {
    for (const problem of outputProblems(from, to, pair, seed)) failures.add(problem);
  }
  return {
    ...{ process: to.process, from: from.version, to: to.version, seed, cases },
    values: new Set([...walked.reached.map(({ value }) => JSON.stringify(value)), ...explored.heads.keys()])
      .size,
    failures: failures.list(),
    notes: [...explored.notes, ...walked.notes, ...ends.notes()],
  };
}

/** Some of many, from all over. */
function spread<T>(all: readonly T[], some: number): T[] {
  const step = Math.max(1, all.length / some);
  return Array.from({ length: Math.min(some, all.length) }, (_, nth) => all[Math.floor(nth * step)]).flatMap(
    (one) => (one === undefined ? [] : [one]),
  );
}
