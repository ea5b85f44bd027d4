import { expect, test } from 'vitest';
import { type IndexSpec, type TableSpec, tables } from '../../adapters/tables.ts';
import type { Entry } from '../../engine/entry.ts';
import { functions } from '../../functions/triggers.ts';
import { page, tableUnder } from './markdown.ts';

const architecture = page('docs/architecture.md');
const unquoted = (cell = '') => cell.replaceAll('`', '');
const keysOf = ({ partition, sort }: Pick<IndexSpec, 'partition' | 'sort'>) =>
  [partition, sort].flatMap((key) => (key === undefined ? [] : [key.name])).join(', ');
/** Every field of an entry: one more or one less does not compile. */
const fields = {
  ...{ instance: true, revision: true, kind: true, process: true, version: true },
  ...{ at: true, recordedAt: true, createdAt: true },
  ...{ event: true, snapshot: true, status: true, pausedAt: true, effects: true, inline: true },
  ...{ timers: true, pending: true, parent: true, children: true, messages: true },
  ...{ tasks: true, closed: true, emitted: true, references: true, decisions: true },
  ...{ seen: true, indexed: true, commit: true, previous: true, hash: true },
} satisfies Record<keyof Entry, true>;
const specs = Object.entries(tables) as [string, TableSpec][];
const sections = tableUnder(architecture, 'Tables').map((cells) => cells.map(unquoted));

test('the fields of an entry are those that the engine knows', () => {
  expect(tableUnder(architecture, 'The entry').map(([field]) => unquoted(field))).toEqual(
    Object.keys(fields),
  );
});

test('the tables and their keys are those that are created', () => {
  const listed = sections.slice(0, specs.length).map(([name, key]) => [name, key]);
  expect(listed).toEqual(specs.map(([name, spec]) => [name, keysOf(spec)]));
});

test('the indexes and their keys are those that are created', () => {
  const listed = sections.slice(specs.length + 1).map(([index, of, key]) => [index, of, key]);
  const created = specs.flatMap(([table, { partition, localIndexes, globalIndexes }]) =>
    [...localIndexes, ...globalIndexes].map((index) => [index.name, table, keysOf({ partition, ...index })]),
  );
  expect(listed).toEqual(created);
});

test('the functions and what they write are those that are deployed', () => {
  const written = Object.entries(functions).map(([name, { needs }]) => {
    const places = Object.entries(needs).flatMap(([place, access]) => {
      if (access === 'write') return [place];
      if (access === 'remove' || access === 'clear') return [`${place} (removal)`];
      if (access === 'run') return ['runs of state machines'];
      return access === 'send' ? [place === 'queue' ? 'the queue' : place] : [];
    });
    return [name, places.join(', ')];
  });
  const listed = tableUnder(architecture, 'Functions').map(([name, , may]) => [
    unquoted(name),
    unquoted(may),
  ]);
  expect(listed).toEqual(written);
});
