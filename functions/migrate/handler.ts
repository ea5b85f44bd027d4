import type { Context } from 'aws-lambda';
import { createMigrateAll, type MigratedPage, type MigrationPage } from '../../engine/migrate-all.ts';
import { wire } from '../environment.ts';

const migrateAll = createMigrateAll(wire());

/** A segment's first page has what the execution was started with; those after it are made by the one before. */
type Given = Omit<MigrationPage, 'process'> &
  ({ readonly wish: { readonly process: string } } | { readonly process: string });

/** Milliseconds that must be left for another page. */
const RESERVE = 60_000;

/** Page after page of one segment while there is time; Step Functions calls again with `onward` until there is none. */
export async function handler(
  given: Given,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
): Promise<MigratedPage> {
  let done = await migrateAll('wish' in given ? firstPage(given, given.wish) : given);
  while (done.onward !== undefined && context.getRemainingTimeInMillis() > RESERVE) {
    done = await migrateAll(done.onward);
  }
  return done;
}

function firstPage(
  { segment, of }: Omit<MigrationPage, 'process'>,
  { process }: { process: string },
): MigrationPage {
  return { segment, of, process };
}
