import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiAt, type Instance } from './api.ts';
import { bulk } from './bulk.ts';
import { type CreditCheck, makeCreditCheck } from './credit-check.ts';
import { changeADecision } from './decisions.ts';
import { startEmulator } from './emulator.ts';
import { exchange } from './exchange.ts';
import { type FollowUp, followedUp, startFollowUp } from './follow-up.ts';
import { type Customer, journey } from './journey.ts';
import { openMailbox, SENDER } from './mailbox.ts';
import { type Operations, operationsOf } from './operations.ts';
import { type Report, startReport } from './report.ts';
import { assertSettings, changeSettings, type SalesOptions, sales } from './sales.ts';
import { clientSettings } from './settings.ts';
import { bootstrap, type Cloud, deploy, destroy, type Outputs } from './stack.ts';
import { employ } from './tasks.ts';

/**
 * `npm run test:deploy`: deploys the stack, uses it as its callers do, and takes it down. Against an emulator of
 * its own, or against `AWS_ENDPOINT_URL`; `BATON_GATEWAYS=rest` leaves out the HTTP API where there is none.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const gateways = (process.env.BATON_GATEWAYS ?? 'http,rest').split(',');
const context = { definitions: 'test/deploy/definitions.ts', mailFrom: SENDER };

async function main(report: Report, folder: string, signal: AbortSignal): Promise<void> {
  const given = process.env.AWS_ENDPOINT_URL;
  const emulator = given
    ? undefined
    : await report.step('the emulator is up', () => startEmulator({ root, folder, signal }));
  try {
    const endpoint = given ?? emulator?.endpoint ?? '';
    const cloud = { root, folder, settings: clientSettings(endpoint), signal };
    await Promise.race([against(cloud, report), aborted(signal)]);
  } finally {
    await emulator?.stop();
  }
}

async function against(cloud: Cloud, report: Report): Promise<void> {
  const operations = operationsOf(cloud.settings);
  await report.step('the account is bootstrapped', () => bootstrap(cloud));
  const creditCheck = await report.step('a state machine is made', () => makeCreditCheck(cloud.settings));
  let outputs: Outputs | undefined;
  try {
    outputs = await throughGateways(cloud, report, operations, creditCheck);
  } finally {
    if (!cloud.signal.aborted)
      await report.check('the stack is taken down', async () => {
        await destroy(cloud);
        if (outputs) await operations.assertGone(outputs);
        await creditCheck.remove();
      });
  }
}

/** One gateway after the other in front of the same stack: what came in by the first is there for the second. */
async function throughGateways(
  cloud: Cloud,
  report: Report,
  operations: Operations,
  creditCheck: CreditCheck,
): Promise<Outputs | undefined> {
  const { endpoint } = cloud.settings;
  const mailbox = await openMailbox(endpoint, cloud.settings);
  let outputs: Outputs | undefined;
  const stateMachines = JSON.stringify({ 'credit-check': creditCheck.arn });
  let person: string | undefined;
  let followUp: FollowUp | undefined;
  let earlier: Instance | undefined;
  for (const gateway of gateways) {
    outputs = await report.step(`the stack is deployed with the gateway ${gateway}`, () =>
      deploy(cloud, { ...context, gateway, stateMachines }),
    );
    const stack = outputs;
    const api = apiAt(
      `${endpoint}/_aws/execute-api/${stack.ApiId}/${gateway === 'http' ? '$default' : 'dev'}`,
    );
    person ??= await report.step('somebody is employed', () => employ(api));
    followUp ??= await report.step('a follow-up is wanted at a date', () => startFollowUp(api));
    const before = earlier;
    if (before) {
      await report.check('an order that came by the other gateway is there as it was', async () => {
        const { key } = await api.get<Instance>(`/instances/${before.instance}`);
        assert.equal(key, before.key);
      });
    }
    const { customer, orders } = await journey({ api, report, mailbox });
    const last = orders[orders.length - 1];
    earlier = last;
    const people = [customer];
    if (gateway === gateways[0]) {
      const sold = { api, report, person, mails: mailbox !== undefined };
      people.push(...(await onceBehindAGateway(sold, creditCheck, customer)));
    }
    await report.check('no personal data stands in clear in a table', () =>
      operations.assertSealed(stack, people),
    );
    await report.check('reconciliation brings a lost projection back', async () => {
      assert.ok(last);
      await operations.assertReconciles(api, stack, last);
    });
    await report.check('a migration of all finds nothing to move', () => operations.assertMigrates(stack));
    if (gateway === gateways.at(-1)) {
      const [asked, wanted] = [person, followUp];
      await report.check('the schedule fires the follow-up: once, not early, not late', () =>
        followedUp(api, asked, wanted),
      );
    }
    await report.check('the queue is empty, and there are no dead letters', () =>
      operations.assertQuiet(stack),
    );
  }
  return outputs;
}

/** What is the same behind both gateways. Returns customers that came to be. */
async function onceBehindAGateway(
  options: SalesOptions,
  creditCheck: CreditCheck,
  customer: Customer,
): Promise<readonly Customer[]> {
  const { api, report } = options;
  const { check, step } = report;
  const bought = await sales(options);
  await step('a setting is changed', () => changeSettings(api));
  await check('a table is published, and decides in functions that were running, from its moment on', () =>
    changeADecision(api, customer),
  );
  await check('Step Functions does one thing to many instances, part by part', () => bulk(api));
  await check('a file comes in through Step Functions, and goes out again', () => exchange(api));
  await check('a state machine succeeds, fails and takes too long, and its instances hear it', () =>
    creditCheck.assertEnds(api),
  );
  await check('the setting counts in functions that were running', () => assertSettings(api, customer));
  return bought === undefined ? [] : [bought];
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

// The SDK's notice about coming versions of Node would stand in the middle of what is printed.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
const report = startReport((line) => console.log(line));
const folder = mkdtempSync(join(tmpdir(), 'baton-deploy-'));
const stopping = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(name, () => stopping.abort(new Error(`stopped by ${name}`)));
}
try {
  await main(report, folder, stopping.signal);
} catch (error) {
  report.failed(error);
}
const well = report.close();
if (well) rmSync(folder, { recursive: true, force: true });
else console.error(`The emulator's log and what CDK made are in ${folder}.`);
process.exit(well ? 0 : 1);
