import type { MigratedPage, MigrationPage, Tally } from '../../engine/migrate-all.ts';

/**
 * Has the local server migrate page by page, and tells how far it is. Throws where no server answers at this address.
 */
export async function migrateLocally(
  address: string,
  process: string,
  tell: (line: string) => void,
): Promise<Tally> {
  let page: MigrationPage | undefined = { segment: 0, of: 1, process };
  let done: MigratedPage = { migrated: 0, failed: 0, failures: [] };
  while (page !== undefined) {
    done = await ask(address, page);
    page = done.onward;
    if (page !== undefined) tell(`${done.migrated} migrated so far, ${done.failed} not`);
  }
  return done;
}

async function ask(address: string, page: MigrationPage): Promise<MigratedPage> {
  const response = await fetch(`${address}/local/migrate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(page),
  }).catch(() => {
    throw new Error(`no server answers at ${address}; start it with npm start`);
  });
  if (!response.ok) throw new Error(`the server at ${address} answers ${response.status}`);
  return (await response.json()) as MigratedPage;
}
