import { expect, test } from 'vitest';
import type { Item } from '../../adapters/attributes.ts';
import { encodeEntry } from '../../adapters/journal-item.ts';
import type { Entry } from '../../engine/entry.ts';
import { entryOf } from '../adapters/entries.ts';
import { createLedger } from '../simulation/ledger.ts';
import { createWitness } from './witness.ts';

const entry = entryOf({ revision: 1, commit: 'mine' });
const another = encodeEntry(entryOf({ revision: 1, commit: 'of another' }));

/** As it travels: bytes as text. */
function wireOf(item: Item): object {
  return Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      value.B === undefined ? value : { B: Buffer.from(value.B).toString('base64') },
    ]),
  );
}

/** A witness that has seen the put of `entry` come by at 1, by a clock that shows 1, 2, 3, … */
function watching() {
  let time = 0;
  const ledger = createLedger();
  const stored: Entry[] = [];
  const witness = createWitness({ ledger, now: () => ++time, stored: (one) => void stored.push(one) });
  const body = Buffer.from(JSON.stringify({ TableName: 'journal', Item: wireOf(encodeEntry(entry)) }));
  const put = witness.putIn('DynamoDB_20120810.PutItem', body, 'worker1');
  if (put === undefined) throw new Error('It is a put.');
  return { witness, put, stored, commits: () => ledger.commits(entry.instance) };
}

test('reads the entry from a put, and passes over what puts none', () => {
  const { witness, put } = watching();
  expect(put.entry).toEqual(entry);
  expect(witness.putIn('DynamoDB_20120810.Query', Buffer.from('{}'), 'worker1')).toBeUndefined();
  const elsewhere = Buffer.from('{"TableName":"projection","Item":{}}');
  expect(witness.putIn('DynamoDB_20120810.PutItem', elsewhere, 'worker1')).toBeUndefined();
});

test.each([
  { answer: 'success', isStored: true, commits: [{ at: 2, clock: 1, writer: 'worker1' }] },
  { answer: 'refusal', isStored: false, commits: [] },
])('goes by the answer: $answer', ({ isStored, commits }) => {
  const { witness, put, stored, commits: known } = watching();
  witness.settled(put, isStored);
  expect(known()).toEqual(commits);
  expect(stored).toHaveLength(commits.length);
  expect(witness.heads.has(entry.instance)).toBe(isStored);
});

test.each([
  { found: 'the entry', item: encodeEntry(entry), commits: [{ at: 2, clock: 1, writer: 'worker1' }] },
  { found: "another's", item: another, commits: [] },
  { found: 'nothing', item: undefined, commits: [] },
])('asks what came of a put that nobody answered: $found', async ({ item, commits }) => {
  const { witness, put, commits: known } = watching();
  witness.doubted(put);
  expect(known()).toEqual([]);
  await witness.resolve(async () => item);
  expect(known()).toEqual(commits);
});

test('counts an entry once that was put twice, and doubted twice', async () => {
  const { witness, put, stored } = watching();
  witness.doubted(put);
  witness.doubted(put);
  await witness.resolve(async () => encodeEntry(entry));
  await witness.resolve(async () => encodeEntry(entry));
  expect(stored).toHaveLength(1);
});
