import { type FaultName, faultNames } from './fault-kinds.ts';

/**
 * What may happen in a run. In `storm` everything, and everything is made up for in the end. The others leave faults
 * out, and promise more: in `haste` nothing is lost and nobody is away, so that whatever is due happens within
 * minutes; in `loss` the queue loses messages besides, each at most once, so that whatever is lost is handed on again
 * before its time runs out; in `memory` some effects kill whoever performs them, each time, so that their instances
 * hear of it and no other does.
 */
export type Climate = 'storm' | 'haste' | 'loss' | 'memory';

const HASTE: readonly FaultName[] = [
  'store-throttled',
  'store-error-before',
  'store-error-after',
  'store-timeout-before',
  'store-timeout-after',
  'store-connection-cut',
  'store-slow',
  'store-hiccup',
  'store-mute',
  'store-short-page',
  'conflict',
  'read-stale',
  'batch-unprocessed',
  'index-lag',
  'stream-duplicated',
  'stream-repeated-late',
  'stream-reordered',
  'queue-duplicated',
  'queue-reordered',
  'queue-redelivered',
  'queue-refused',
  'queue-partly-taken',
  'queue-answer-lost',
  'api-killed',
  'relay-killed',
  'sweep-killed',
  'reconcile-killed',
  'process-frozen',
  'old-head',
  'clock-ahead',
  'clock-behind',
  'sweep-twice',
  'reconcile-in-traffic',
  'reconcile-twice',
  'receiver-failing',
  'receiver-refusing',
  'receiver-answer-lost',
  'receiver-garbage',
  'receiver-poisoned',
  ...faultNames.filter((name) => name.startsWith('caller') || name === 'two-senders'),
];

const kinds: Readonly<Record<Climate, readonly FaultName[]>> = {
  storm: faultNames,
  haste: HASTE,
  loss: [...HASTE, 'queue-lost'],
  memory: [...HASTE, 'perform-out-of-memory', 'relay-out-of-memory', 'dead-letter'],
};

/** The faults that a climate does not have. */
export function absentIn(climate: Climate): readonly FaultName[] {
  return faultNames.filter((name) => !kinds[climate].includes(name));
}

const CYCLE: readonly Climate[] = ['storm', 'haste', 'storm', 'loss', 'storm', 'memory'];

/** The climate of a wave: half of them are storms. */
export function climateOf(wave: number): Climate {
  const [climate = 'storm'] = CYCLE.slice(wave % CYCLE.length);
  return climate;
}
