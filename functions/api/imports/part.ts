import type { Handlers } from '../answer.ts';
import type { ApiDeps } from '../deps.ts';
import { importFileHandlers } from './handlers.ts';
import { importReportHandlers } from './report.ts';
import type { importRoutes } from './routes.ts';

/** The file of an import, and its report. */
export function importFiles(deps: ApiDeps): Handlers<(typeof importRoutes)[number]['operationId']> {
  return { ...importFileHandlers(deps), ...importReportHandlers(deps) };
}
