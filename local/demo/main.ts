import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BatonError } from '../../engine/errors.ts';
import { derivedId } from '../../engine/ids.ts';
import { CannotStart } from '../cannot-start.ts';
import { createStandingClock, keepAhead } from '../clock.ts';
import { openRuntime } from '../runtime.ts';
import { serve } from '../server.ts';
import { createClient } from './client.ts';
import { tell } from './story.ts';
import type { Language } from './voice.ts';

/** Nine o'clock of a Monday in Shanghai. */
const BEGINS = Date.parse('2026-03-02T09:00:00+08:00');
const USAGE = 'npm run demo -- takes --lang en or zh, and --keep with a folder that is empty or not there.';

const print = (line: string) => console.log(line);
// A reader that has seen enough (`| head`) is no fault.
process.stdout.on('error', () => process.exit(0));

interface Wishes {
  readonly language: Language;
  /** Where the company stays; it goes with the demonstration where this is absent. */
  readonly keep?: string;
}

function wishesOf(args: readonly string[]): Wishes {
  const options = { lang: { type: 'string' }, keep: { type: 'string' } } as const;
  const { lang = 'en', keep } = parsed();
  if ((lang !== 'en' && lang !== 'zh') || keep === '') throw new CannotStart(USAGE);
  return { language: lang, ...(keep !== undefined && { keep: resolve(keep) }) };

  function parsed() {
    try {
      return parseArgs({ args: [...args], options }).values;
    } catch {
      throw new CannotStart(USAGE);
    }
  }
}

async function run({ language, keep }: Wishes): Promise<void> {
  if (keep !== undefined && !(await isEmpty(keep))) {
    throw new CannotStart(`${keep} is not an empty folder.`);
  }
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'baton-demo-')));
  const clock = createStandingClock(BEGINS);
  try {
    const runtime = await openRuntime(folder, () => {}, { clock, newId: countedIds() });
    try {
      const server = await serve(runtime, 0, () => {}, { clock: true });
      const { port } = server.address() as AddressInfo;
      await tell(createClient(`http://127.0.0.1:${port}`), language, print);
      server.close();
      server.closeAllConnections();
    } finally {
      await runtime.close();
    }
    if (keep !== undefined) await keepAhead(keep, clock.now() - Date.now());
    for (const line of endings[language](keep)) print(line);
  } finally {
    if (keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Ids that are the same each time: chance, such as who is held out of a campaign, hangs on them. */
function countedIds(): () => string {
  let count = 0;
  return () => derivedId({ kind: 'system', id: 'bamboo' }, String(++count));
}

/** Where to look now. */
const endings: Readonly<Record<Language, (keep: string | undefined) => readonly string[]>> = {
  en: (keep) =>
    keep === undefined
      ? [
          '',
          'This company is gone. To keep one and look around in it: npm run demo -- --keep a-folder',
          'How the processes are drawn: docs/processes/README.md',
        ]
      : [
          '',
          `The company stays, in a time of its own:  BATON_DATA=${keep} npm start -- --clock`,
          '  browse and try the API  http://127.0.0.1:3000/docs',
          '  a process, drawn        http://127.0.0.1:3000/definitions/order/diagram.svg',
          `  mails                   ${join(keep, 'mail')}`,
          '  move time on            npm run clock -- 3d',
        ],
  zh: (keep) =>
    keep === undefined
      ? [
          '',
          '演示公司已删除。如需保留并查看：npm run demo -- --lang zh --keep 文件夹',
          '流程图：docs/processes/README.md',
        ]
      : [
          '',
          `公司已保留，使用其自己的时间：BATON_DATA=${keep} npm start -- --clock`,
          '  浏览并试用 API    http://127.0.0.1:3000/docs',
          '  流程图            http://127.0.0.1:3000/definitions/order/diagram.svg?lang=zh',
          `  邮件              ${join(keep, 'mail')}`,
          '  推进时间          npm run clock -- 3d',
        ],
};

async function isEmpty(folder: string): Promise<boolean> {
  const files = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? [] : undefined,
  );
  return files?.length === 0;
}

try {
  await run(wishesOf(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof CannotStart || error instanceof BatonError)) throw error;
  console.error(`The demonstration cannot start: ${error.message}`);
  process.exitCode = 1;
}
