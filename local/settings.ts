import { parseArgs } from 'node:util';
import { CannotStart } from './cannot-start.ts';

/** Where the local server keeps its data and listens. Throws `CannotStart` for a port that is none. */
export function settings(environment: Readonly<Record<string, string | undefined>>): {
  folder: string;
  port: number;
} {
  const given = environment.BATON_PORT || '3000';
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    throw new CannotStart(`BATON_PORT is "${given}", which is no port.`);
  }
  return { folder: environment.BATON_DATA || '.baton', port };
}

/** What `npm start` was asked for besides. Throws `CannotStart` for what it does not know. */
export function wishes(args: readonly string[]): { clock: boolean } {
  const options = { clock: { type: 'boolean' } } as const;
  try {
    const { clock = false } = parseArgs({ args: [...args], options }).values;
    return { clock };
  } catch {
    throw new CannotStart('npm start -- takes --clock, to let time be moved, and nothing else.');
  }
}
