import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { tableVariable } from '../adapters/tables.ts';
import { CUSTOMER, order } from './cases/order.ts';
import { names } from './store.ts';

/** Milliseconds from the start of a module's import. */
export interface ColdStart {
  readonly imported: number;
  /** Until the first request is answered, where one was made. */
  readonly answered?: number;
}

/** Runs in a fresh process: imports a bundle and, where it is told to, lets its handler answer one event. */
const PROBE = `
const { file, event } = JSON.parse(process.argv[1]);
const from = performance.now();
const { handler } = await import(file);
const imported = performance.now() - from;
if (event === undefined) console.log(JSON.stringify({ imported }));
else {
  const { statusCode, body } = await handler(event, {});
  if (statusCode !== 201) throw new Error(body);
  console.log(JSON.stringify({ imported, answered: performance.now() - from }));
}
process.exit();
`;

/** An order as API Gateway's HTTP API hands it to the function. */
export const FIRST_ORDER = {
  version: '2.0',
  rawPath: '/instances',
  rawQueryString: '',
  headers: { 'content-type': 'application/json', host: 'localhost' },
  requestContext: { stage: '$default', http: { method: 'POST', path: '/instances' } },
  body: JSON.stringify({ process: 'order', input: order.input }),
  isBase64Encoded: false,
};

/** Starts the bundle in a process of its own, its environment as the function's; every name in it is made up. */
export async function coldStart(file: string, endpoint: string, event?: unknown): Promise<ColdStart> {
  const env = {
    PATH: process.env.PATH,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_ENDPOINT_URL: endpoint,
    // As `infra/environment.ts` has it: the maps are read with the modules.
    NODE_OPTIONS: '--enable-source-maps',
    STAGE: 'dev',
    POWERTOOLS_SERVICE_NAME: 'bench',
    POWERTOOLS_METRICS_NAMESPACE: 'Baton',
    ...Object.fromEntries(Object.entries(names).map(([name, table]) => [tableVariable(name), table])),
    KEY_ID: CUSTOMER,
    QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/bench',
    MAIL_FROM: 'bench@example.com',
    PUBLIC_URL: 'https://bench.example.com',
    TEAM_MAIL: 'team@example.com',
    STATE_MACHINES: '{}',
    FILES_BUCKET: 'bench',
    JOBS_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:bench',
  };
  const args = ['--input-type=module', '-e', PROBE, JSON.stringify({ file, event })];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}
