import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createDefinitions } from '../../engine/registry.ts';
import { all } from '../../functions/definitions.ts';
import { processPages } from './pages.ts';

const folder = new URL('.', import.meta.url);

// What was drawn of a process that is gone goes too.
const files = await processPages(createDefinitions(all));
for (const name of readdirSync(folder)) {
  const isDrawn = /\.(svg|mmd)$/.test(name) && !files.some((file) => file.name === name);
  if (isDrawn) rmSync(new URL(name, folder));
}
for (const { name, text } of files) writeFileSync(new URL(name, folder), text);
process.stdout.write(`Drew ${files.length} files into ${fileURLToPath(folder)}.\n`);
