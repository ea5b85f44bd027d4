import type { Ledger, Violation } from '../ledger.ts';
import type { SimulatedStore } from '../store/store.ts';
import { casesOf, type Law } from './case.ts';
import { effects, outcomes } from './effect-laws.ts';
import { chain, replay } from './journal-laws.ts';
import { projection } from './projection-laws.ts';
import { refusals } from './refusal-laws.ts';
import { acknowledged, order, sent } from './request-laws.ts';
import { timers, timersLost } from './timer-laws.ts';

const laws: readonly Law[] = [
  ...[chain, replay],
  ...[acknowledged, sent, order, refusals],
  ...[timers, timersLost],
  ...[effects, outcomes],
  projection,
];

/** Everything that is wrong with a run that has come to rest at `now`. */
export function check(ledger: Ledger, store: SimulatedStore, now: number): readonly Violation[] {
  return casesOf(ledger, store, now).flatMap((one) =>
    laws.flatMap((law) => law(one).map((breach) => ({ ...breach, instance: one.instance }))),
  );
}
