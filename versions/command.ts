import { fileURLToPath } from 'node:url';
import { all } from '../functions/definitions.ts';
import { run } from './run.ts';

/** `npm run definitions`: see `run.ts`. */
const { code, text } = await run(process.argv.slice(2), fileURLToPath(new URL('..', import.meta.url)), all);
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
