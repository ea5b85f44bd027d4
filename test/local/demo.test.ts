import { mkdir, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMails } from './mails.ts';
import { openPlace, type Place } from './place.ts';
import { freePort } from './server-process.ts';

const LONG = 120_000;
const NUMBER = 'ORD-\\d{8}-[0-9A-Z]+-[0-9A-Z]+';

/** What the story must tell, in this order. */
const JOURNEYS: readonly RegExp[] = [
  /^John Doe orders 2 chairs at 100\.00 EUR$/,
  new RegExp(`^  order number ${NUMBER}$`),
  /^ +1 +\d\d:\d\d:\d\d +event +submitted .*→ +open\.fulfilment\.awaitingPayment/,
  /decided by verifyOrder: \{"accepted":true,"reasons":\[\]\}/,
  new RegExp(`decided by numberOrder: "${NUMBER}"`),
  /wants notify: created → customer/,
  /result +done: notice/,
  /event +pay \(amountMinor 20000, reference PAY-1\) +→ +open\.fulfilment\.packing/,
  /event +pack +→ +open\.fulfilment\.shipping/,
  /event +ship \(carrier ACME, tracking T-1\) +→ +open\.fulfilment\.delivering/,
  /event +deliver +→ +open\.fulfilment\.delivered/,
  /event +confirm/,
  new RegExp(`^  ended: \\{"outcome":"completed",.*"totalMinor":20000,.*"orderNumber":"${NUMBER}"`),
  /^ {2}journal of \d+ revisions, chain intact$/,
  /^Fails at submission: a quantity that is text$/,
  /^ {2}refused, nothing written: 422 .*"path":"\/input\/lines\/0\/quantity"/,
  /^Fails at verification: a quantity of 0$/,
  /decided by verifyOrder: \{"accepted":false,"reasons":\[\{"line":0,"code":"quantity-not-positive"\}\]\}/,
  /^ {2}ended: \{"outcome":"rejected",.*"reasons":\[\{"line":0,"code":"quantity-not-positive"\}\]/,
  /^Fails at the number/,
  /decided by numberOrder: \{"code":"number-unavailable"\}/,
  /^ {2}ended: \{"outcome":"failed"/,
  /^Fails at the notification/,
  /control +hold \(code mail-refused, attempts 1\)/,
  new RegExp(`^  the order ${NUMBER} stands; its notice waits for a person: mail-refused$`),
  /control +retry/,
  /wants notify again/,
  /^ {2}retried, and the customer has the mail$/,
];

let place: Place;
beforeAll(async () => {
  place = await openPlace();
}, LONG);
afterAll(() => place.close(), LONG);

/** Each line is there, after the one before. */
function expectTold(out: string): void {
  const lines = out.split('\n');
  let from = 0;
  for (const wanted of JOURNEYS) {
    const found = lines.findIndex((line, n) => n >= from && wanted.test(line));
    expect(found, `${wanted} after line ${from} of:\n${out}`).toBeGreaterThanOrEqual(0);
    from = found + 1;
  }
}

describe('the demonstration', { timeout: LONG }, () => {
  test('tells its story on a server that runs, and again', async () => {
    const folder = place.folder('data');
    const server = await place.listening(folder);
    for (const times of [1, 2]) {
      const { code, out, err } = await place.demo({ BATON_PORT: String(server.port) });
      expect([code, err]).toEqual([0, '']);
      expect(out).toContain(`Using the Baton at ${server.base}\n`);
      expectTold(out);
      // Four notices of the first order, and one of the last.
      expect((await readMails(`${folder}/mail`)).mails).toHaveLength(5 * times);
    }
    // What it was told to fail at, it says for whoever runs it; and nothing else.
    for (const line of server.stderr().trimEnd().split('\n')) {
      expect(line).toMatch(
        /^(notify failed \(attempt 1\): \w+\/1\/\d+\/\w{6}|instance \w+: .*a fault was asked for)$/,
      );
    }
    expect(await server.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  test('brings a Baton of its own where none runs, and leaves nothing behind', async () => {
    const folder = place.folder('temporary');
    await mkdir(folder);
    const { code, out, err } = await place.demo({ BATON_PORT: String(await freePort()), TMPDIR: folder });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Started a Baton for this demonstration alone\n');
    expectTold(out);
    expect(await readdir(folder)).toEqual([]);
  });

  test('cannot start where BATON_PORT is no port', async () => {
    expect(await place.demo({ BATON_PORT: 'abc' })).toEqual({
      ...{ code: 1, signal: null, out: '' },
      err: 'The demonstration cannot start: BATON_PORT is "abc", which is no port.\n',
    });
  });
});
