import type { Violation } from '../ledger.ts';
import { announcementLaws } from './announcement-laws.ts';
import { bulkLaws } from './bulk-laws.ts';
import { type Checked, casesOf, type Law } from './case.ts';
import { decided } from './decision-laws.ts';
import { effects, outcomes } from './effect-laws.ts';
import { enrolmentLaws } from './enrolment-laws.ts';
import { chain, replay } from './journal-laws.ts';
import { families, messages } from './message-laws.ts';
import { projection } from './projection-laws.ts';
import { haste, left, loss, punctual } from './promptness-laws.ts';
import { references } from './reference-laws.ts';
import { refusals } from './refusal-laws.ts';
import { acknowledged, order, sent } from './request-laws.ts';
import { assigned, board, dated, held, taken } from './task-laws.ts';
import { timers, timersLost } from './timer-laws.ts';

const laws: readonly Law[] = [
  ...[chain, replay, references, decided],
  ...[acknowledged, sent, order, refusals],
  ...[timers, timersLost],
  ...[effects, outcomes],
  ...[messages, families],
  ...[projection, board, assigned, held, taken, dated],
  ...[haste, loss, punctual, left],
];

/** Everything that is wrong with a run that has come to rest. */
export function check(checked: Checked): readonly Violation[] {
  const cases = casesOf(checked);
  const each = [...cases.values()].flatMap((one) =>
    laws.flatMap((law) => law(one, cases).map((breach) => ({ ...breach, instance: one.instance }))),
  );
  const { ledger } = checked;
  return [
    ...each,
    ...bulkLaws(ledger, cases),
    ...announcementLaws(ledger, cases),
    ...enrolmentLaws(ledger, cases),
  ];
}
