import type { Cell } from './cell.ts';
import { Segments } from './segments.ts';

/** Whether an input's value passes: FEEL's `true`, so that its null is no. */
export type Passes = (value: unknown) => boolean;

/** An ordinary cell as a function; a cell that is beyond has to be asked of FEEL, and is a mistake here. */
export function compileCell(cell: Cell): Passes {
  if (cell.kind === 'beyond') throw new TypeError(`only FEEL can tell: ${cell.text}`);
  if (cell.kind === 'any') return () => true;
  const segments = new Segments([cell]);
  const passing = new Uint8Array(segments.size);
  for (const [from, to] of segments.passing(cell)) passing.fill(1, from, to + 1);
  return (value) => passing[segments.of(value)] === 1;
}
