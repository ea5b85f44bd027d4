import { run } from './run.ts';

/** `npm run decide`: see `run.ts`. */
const { code, text } = await run(process.argv.slice(2), process.stdin);
(code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
process.exitCode = code;
