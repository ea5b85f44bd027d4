import { type TableName, tableVariable } from '../adapters/tables.ts';
import type { FunctionName, FunctionSpec } from '../functions/triggers.ts';
import type { Resources } from './permissions.ts';
import type { Settings } from './settings.ts';

/** The environment of a function: the names of what it needs, and of nothing else. */
export function environment(
  name: FunctionName,
  {
    spec,
    settings,
    tables,
    queues,
    files,
    key,
  }: Resources & { readonly spec: FunctionSpec; readonly settings: Settings },
): Record<string, string> {
  const { needs } = spec;
  return {
    STAGE: settings.stage,
    NODE_OPTIONS: '--enable-source-maps',
    POWERTOOLS_SERVICE_NAME: name,
    POWERTOOLS_METRICS_NAMESPACE: 'Baton',
    ...Object.fromEntries(
      (Object.keys(tables.all) as TableName[])
        .filter((table) => needs[table])
        .map((table) => [tableVariable(table), tables.all[table].tableName]),
    ),
    ...(needs.keys && { KEY_ID: key.keyArn }),
    ...(needs.files && { FILES_BUCKET: files.bucket.bucketName }),
    ...(needs.queue && { QUEUE_URL: queues.work.queueUrl }),
    ...(needs.stateMachines && { STATE_MACHINES: JSON.stringify(settings.stateMachines) }),
    ...(needs.mail && { MAIL_FROM: settings.mailFrom, TEAM_MAIL: settings.teamMail }),
  };
}
