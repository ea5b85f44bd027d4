import { expect, test } from 'vitest';
import { seed } from '../../engine/seed.ts';
import { lineOf } from '../tables.ts';
import { bugs } from './bugs.ts';
import { huntAll } from './hunt.ts';

/** All of them take minutes: each run hunts some, `npm run simulate -- --bugs` hunts all. */
const PARTS = 12;
/** Hunts have a seed of their own: what one world shows at once hardly shows in another. */
const WORLDS = 3;
const share = bugs.filter((_, place) => (place + seed) % PARTS === 0);

test(`bugs are caught: ${share.map(({ name }) => name).join(', ')}`, { timeout: 1_200_000 }, async () => {
  const all = await huntAll(share, WORLDS, 2, () => {});
  expect(all.filter(({ law }) => law === undefined).map(lineOf), `BATON_SEED=${seed}`).toEqual([]);
});
