import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from './figure.ts';
import type { Part } from './part.ts';
import { advance } from './parts/advance.ts';
import { bulk } from './parts/bulk.ts';
import { bundles } from './parts/bundles.ts';
import { campaign } from './parts/campaign.ts';
import { cost } from './parts/cost.ts';
import { cpu } from './parts/cpu.ts';
import { customers } from './parts/customers.ts';
import { decisions } from './parts/decisions.ts';
import { growth } from './parts/growth.ts';
import { imports } from './parts/import.ts';
import { orders } from './parts/orders.ts';
import { processes } from './parts/processes.ts';
import { requests } from './parts/requests.ts';
import { sweep } from './parts/sweep.ts';
import { tableOf } from './table.ts';

// The SDK's notice about the next version of Node would stand between the figures.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const PARTS: readonly Part[] = [
  orders,
  requests,
  cpu,
  advance,
  decisions,
  processes,
  bundles,
  cost,
  growth,
  sweep,
  customers,
  bulk,
  imports,
  campaign,
];

/** Figures of the last whole run. */
const LATEST = new URL('latest.json', import.meta.url);

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const chosen = PARTS.filter(({ name }) => only === undefined || name === only);
if (chosen.length === 0) {
  console.error(`There is no part ${only}; there are ${PARTS.map(({ name }) => name).join(', ')}.`);
  process.exit(1);
}

const began = performance.now();
const seconds = () => `${((performance.now() - began) / 1000).toFixed(0).padStart(4)} s`;
const folder = await mkdtemp(join(tmpdir(), 'baton-bench-'));
const results: { part: Part; figures: readonly Figure[] }[] = [];
try {
  for (const part of chosen) {
    const progress = (line: string) => console.error(`${seconds()}  ${part.name}: ${line}`);
    progress('begins');
    results.push({ part, figures: await part.run({ folder, progress }) });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

for (const { part, figures } of results) {
  console.log(`\n${part.name}, beside ${part.beside}\n`);
  for (const line of tableOf(figures)) console.log(line);
}
const figures = results.flatMap((result) => result.figures);
if (only === undefined) await writeFile(LATEST, `${JSON.stringify(figures, null, 2)}\n`);

const failed = figures.filter(({ holds }) => holds === false);
console.log(
  `\n${seconds().trim()}; ${failed.length === 0 ? 'every goal holds' : 'these goals do not hold:'}`,
);
for (const { name, value, unit, ratio, goal } of failed) {
  console.log(`  ${name}: ${value} ${unit}, ${ratio} ×, promised ${goal}`);
}
process.exitCode = failed.length === 0 ? 0 : 1;
