import type { DefinitionSource } from '../engine/definition.ts';
import { durable } from '../engine/durable.ts';
import { gatherCases } from './cases.ts';
import { checkMigration, type MigrationReport } from './check-migration.ts';

/**
 * Checks every migration between the listed versions; the same seed tries the same. Throws `NotDurable` where a
 * version cannot be registered.
 */
export async function checkMigrations(
  all: readonly DefinitionSource[],
  seed: number,
): Promise<MigrationReport[]> {
  const loaded = await Promise.all(all.map(({ load }) => load()));
  return loaded.flatMap((to) =>
    to.migrations.map(({ from: number }) => {
      const from = loaded.find((one) => one.process === to.process && one.version === number);
      if (from !== undefined) return checkMigration(gatherCases(durable(from), { seed }), durable(to));
      const problem = `version ${number} is not listed: list it, or remove the migration when no instance of it is left`;
      const nothing = { values: 0, cases: 0, notes: [], failures: [{ problem, more: 0 }] };
      return { process: to.process, from: number, to: to.version, seed, ...nothing };
    }),
  );
}
