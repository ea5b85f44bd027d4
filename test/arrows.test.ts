import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Which folder may import from which others, beside itself and node's own modules; packages by their first word. */
const arrows: Readonly<Record<string, readonly RegExp[]>> = {
  machines: [/^xstate$/, /^zod$/],
  calendar: [/^temporal-polyfill$/, /^zod$/],
  rules: [/^(feelin|temporal-polyfill|zod)$/, /^dmn-moddle\b/],
  decisions: [/^rules\//],
  templates: [/^liquidjs$/, /^libphonenumber-js\//, /^machines\/money\.ts$/],
  engine: [/^xstate$/],
  diagrams: [/^(engine|rules)\//, /^elkjs\//],
  records: [/^libphonenumber-js\/min$/, /^(calendar|templates)\//, /^rules\/model\.ts$/],
  exchange: [/^csv-parse$/, /^csv-stringify\/sync$/, /^records\//],
  adapters: [/^(engine|records)\//, /^@aws-sdk\//, /^@smithy\/types$/, /^nodemailer\//],
  functions: [
    /^(engine|machines|adapters|calendar|templates|records|exchange|diagrams|rules|decisions)\//,
    /^(hono|zod|zod-openapi|@aws-sdk|@aws-lambda-powertools|aws-lambda|swagger-ui-dist)\b/,
  ],
  versions: [/^(engine|functions|calendar|decisions)\//, /^(xstate|esbuild|json-schema-faker|pure-rand)\b/],
  infra: [
    /^functions\/(triggers|api\/routes?|definitions)\.ts$/,
    /^adapters\/tables\.ts$/,
    // The definitions are registered, and their versions checked, before they are deployed.
    /^engine\/(registry|errors)\.ts$/,
    /^versions\/(before-deploy|state-machines)\.ts$/,
    /^(aws-cdk-lib|constructs|cdk-nag|esbuild)\b/,
  ],
  local: [
    /^(functions|adapters|engine|machines|records|calendar)\//,
    /^(@aws-sdk|@hono|hono|dynalite|level|zod|temporal-polyfill)\b/,
  ],
};

const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*['"]([^'"\s{}]+)['"]/g;

test.each(Object.entries(arrows))('%s imports only what it may', (folder, allowed) => {
  const strangers = filesIn(join(root, folder)).flatMap((file) =>
    specifiersOf(file)
      .filter((target) => !target.startsWith(`${folder}/`) && !target.startsWith('node:'))
      .filter((target) => !allowed.some((pattern) => pattern.test(target)))
      .map((target) => `${relative(root, file)} → ${target}`),
  );
  expect(strangers).toEqual([]);
});

test('only the kernel restores and transitions with XState', () => {
  const users = filesIn(join(root, 'engine')).filter((file) =>
    /\.(restoreSnapshot|getInitialSnapshot|transition)\(/.test(readFileSync(file, 'utf8')),
  );
  expect(users.map((file) => relative(root, file))).toEqual(['engine/kernel.ts']);
});

test('machines, rules, calendars, templates, records, exchange, diagrams and the engine ask no clock and throw no dice', () => {
  const asking = ['machines', 'rules', 'calendar', 'templates', 'records', 'exchange', 'diagrams', 'engine']
    .flatMap((folder) => filesIn(join(root, folder)))
    .filter((file) =>
      /\b(Date\.now\(|new Date\(\)|Math\.random\(|setTimeout\()/.test(readFileSync(file, 'utf8')),
    );
  expect(asking.map((file) => relative(root, file))).toEqual([]);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name));
}

/** What a file imports: packages as they are named, own files by their path from the root. */
function specifiersOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? relative(root, join(dirname(file), specifier)) : specifier,
  );
}
