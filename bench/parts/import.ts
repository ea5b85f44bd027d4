import { figure } from '../figure.ts';
import type { Part } from '../part.ts';
import { runProgram } from '../program.ts';
import type { ImportSpeed } from '../programs/import.ts';
import { withStore } from '../store.ts';

const ROWS = 2000;

/** What it costs to make customers of a file's rows: to check them, to look whether they are there, and to write them. */
export const imports: Part = {
  name: 'import',
  beside: 'parsing the file alone; the same customers created one by one, 16 side by side',
  async run(tools) {
    const { parsed, checked, tried, written, single } = await withStore((endpoint) =>
      runProgram<ImportSpeed>('import', { endpoint, rows: ROWS }, tools),
    );
    return [
      figure('rows that are checked, beside parsing', 'per second', checked, parsed, { atLeastTimes: 0.03 }),
      figure('rows of a dry run, looked up twice each, beside parsing', 'per second', tried, parsed),
      figure('rows of an import, beside parsing', 'per second', written, parsed),
      figure('rows of an import, beside single writes', 'per second', written, single, {
        atLeastTimes: 0.35,
      }),
    ];
  },
};
