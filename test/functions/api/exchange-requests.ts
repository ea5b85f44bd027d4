import type { RightRequest } from './requests.ts';
import type { Api } from './server.ts';

export const CSV = 'name,email\nJohn Doe,john@example.com\n';

const at = (revision: number) => ({ headers: { 'If-Match': `"${revision}"` } });

/** Asks for an import, and returns its path. */
export async function anImport(api: Api, text?: string, more: object = {}): Promise<string> {
  const { headers } = await api.post('/imports', { format: 'csv', ...more });
  const path = headers.get('location') ?? '';
  if (text !== undefined) await api.ask('PUT', `${path}/file/1`, { json: { text } });
  return path;
}

/** Starts an import whose file is there. */
export async function startImport(api: Api, path: string, json: object): Promise<void> {
  const { revision } = (await api.get(path)).body;
  const { status } = await api.post(`${path}/start`, json, { 'If-Match': `"${revision}"` });
  if (status !== 200) throw new Error(`The import was not started: ${status}.`);
}

async function anExport(api: Api): Promise<string> {
  const json = { what: 'customers', format: 'csv' };
  return (await api.post('/exports', json)).headers.get('location') ?? '';
}

/** An import that is tried and an export that is written as soon as all there is to do is done. */
export async function prepareExchange(api: Api) {
  const dry = await anImport(api, CSV);
  await startImport(api, dry, { dryRun: true });
  return { dry, written: await anExport(api) };
}

/** A right request for each operation on imports and exports. */
export async function exchangeRequests(
  api: Api,
  { dry, written }: Awaited<ReturnType<typeof prepareExchange>>,
) {
  const post = (path: string) => ({ method: 'POST', path }) as const;
  const get = (path: string) => ({ method: 'GET', path }) as const;
  const paused = async (path: string) => {
    await api.post(`${path}/pause`, undefined, at(1).headers);
    return path;
  };
  return {
    createImport: { ...post('/imports'), json: { format: 'csv' } },
    listImports: get('/imports'),
    getImport: get(dry),
    startImport: { ...post(`${await anImport(api, CSV)}/start`), ...at(2), json: { dryRun: true } },
    pauseImport: { ...post(`${await anImport(api)}/pause`), ...at(1) },
    resumeImport: { ...post(`${await paused(await anImport(api))}/resume`), ...at(2) },
    cancelImport: { ...post(`${await anImport(api)}/cancel`), ...at(1) },
    putImportPart: { method: 'PUT', path: `${await anImport(api)}/file/1`, json: { text: CSV } },
    readImportReport: get(`${dry}/report`),
    getImportReportFile: get(`${dry}/report/file/1`),
    createExport: { ...post('/exports'), json: { what: 'customers', format: 'csv' } },
    listExports: get('/exports'),
    getExport: get(written),
    startExport: { ...post(`${await anExport(api)}/start`), ...at(1) },
    pauseExport: { ...post(`${await anExport(api)}/pause`), ...at(1) },
    resumeExport: { ...post(`${await paused(await anExport(api))}/resume`), ...at(2) },
    cancelExport: { ...post(`${await anExport(api)}/cancel`), ...at(1) },
    removeImport: { method: 'DELETE', path: await anImport(api), ...at(1) },
    removeExport: { method: 'DELETE', path: await paused(await anExport(api)), ...at(2) },
    getExportFile: get(`${written}/file/1`),
  } as const satisfies Record<string, RightRequest>;
}
