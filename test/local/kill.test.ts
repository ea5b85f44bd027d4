import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../engine/seed.ts';
import { createDice } from './dice.ts';
import {
  expectJournals,
  expectLists,
  expectMails,
  expectMessages,
  journalsOf,
  settled,
} from './found-whole.ts';
import { type Kills, killAgainAndAgain, type Moment } from './kills.ts';
import { createPatientClient } from './patient-client.ts';
import { openPlace, type Place } from './place.ts';
import { freePort, type Program } from './server-process.ts';
import { type Purchase, payInParts, shop } from './shopping.ts';

const LONG = 300_000;
/** Customers who order at once, one order after the other. */
const LANES = 6;
const MOMENTS: readonly Moment[] = Array.from({ length: 32 }, (_, n) =>
  n % 6 === 3 ? 'starting' : n % 6 === 5 ? 'recovering' : 'busy',
);

describe(`a server that is killed again and again (BATON_SEED=${seed})`, () => {
  let place: Place;
  let folder: string;
  let port: number;
  let purchases: readonly Purchase[];
  let kills: Kills;
  let last: Program;

  beforeAll(async () => {
    console.log(`BATON_SEED=${seed}`);
    place = await openPlace();
    folder = place.folder('data');
    port = await freePort();
    const client = createPatientClient(`http://127.0.0.1:${port}`);
    let open = true;
    const lanes = Array.from({ length: LANES }, async (_, lane) => {
      const dice = createDice(`lane ${lane}`);
      const mine: Purchase[] = [];
      while (open) mine.push(await shop(client, dice, `lane ${lane} order ${mine.length}`));
      return mine;
    });
    const shopping = Promise.all([...lanes, payInParts(client, 60, 3).then((one) => [one])]);
    try {
      const start = () => place.start(folder, port);
      const killing = killAgainAndAgain(MOMENTS, start, client.acknowledged, createDice('kills'));
      // Whatever fails first is told at once.
      await Promise.race([killing, shopping.then(() => killing)]);
      kills = await killing;
    } finally {
      open = false;
    }
    last = await place.listening(folder, port);
    purchases = (await shopping).flat();
    await settled(client, purchases);
    console.log(
      `${MOMENTS.length} kills (${JSON.stringify(kills.counts)}), ${purchases.length} orders, ` +
        `${client.acknowledged()} posts acknowledged, ${client.broken()} tries without an answer`,
    );
  }, LONG);

  afterAll(() => place.close(), LONG);

  const client = () => createPatientClient(`http://127.0.0.1:${port}`);

  test('was killed at least thirty times', () => {
    expect(Object.values(kills.counts).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(30);
  });

  test(
    'has every acknowledged event in the journal once, and nothing else',
    async () => {
      await expectJournals(client(), purchases);
    },
    LONG,
  );

  test(
    'has every mail once per key, whole, and no other',
    async () => {
      await expectMails(join(folder, 'mail'), await journalsOf(client(), purchases));
    },
    LONG,
  );

  test(
    'has a message for every mail to a customer',
    async () => {
      await expectMessages(client(), purchases, await journalsOf(client(), purchases));
    },
    LONG,
  );

  test(
    'lists every order once, where it ended',
    async () => {
      await expectLists(client(), purchases);
    },
    LONG,
  );

  test('never complained', () => {
    expect(kills.complaints + last.stderr()).toBe('');
  });

  test(
    'lists the same after a stop and a start: what is taken up are customers whose steps and follow-ups wait for people',
    async () => {
      expect(await last.end('SIGTERM')).toEqual({ code: 0, signal: null });
      last = await place.listening(folder, port);
      await expectLists(client(), purchases);
      expect(await last.end('SIGTERM')).toEqual({ code: 0, signal: null });
    },
    LONG,
  );
});
