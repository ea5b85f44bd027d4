import { type FaultName, faultNames } from './fault-kinds.ts';

/**
 * What may happen in a run. In `storm` everything, and everything is made up for in the end. The others leave faults
 * out, and promise more. In `haste` nothing is lost and nobody is away: whatever is due happens within minutes. In
 * `loss` the queue loses messages besides, each at most once: whatever is lost is handed on again before its time runs
 * out. In `memory` some effects kill whoever performs them, each time: their instances hear of it, and no other does.
 * In `deaf` the stream stands for good, in `leaky` it loses many a record; in `restored` tables go back again and again.
 */
export type Climate = 'storm' | 'haste' | 'loss' | 'memory' | 'deaf' | 'leaky' | 'restored';

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
  'stream-uneven',
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
  'process-cut-off',
  'process-isolated',
  'old-head',
  'clock-ahead',
  'clock-behind',
  'sweep-frozen',
  'sweep-twice',
  'reconcile-in-traffic',
  'reconcile-twice',
  'receiver-failing',
  'receiver-refusing',
  'receiver-answer-lost',
  'receiver-garbage',
  'receiver-poisoned',
  ...faultNames.filter((name) => name.startsWith('job')),
  ...faultNames.filter((name) => name.startsWith('run-')),
  ...faultNames.filter((name) => name.startsWith('caller') || name === 'two-senders'),
];

const RESTORES = ['restore-journal', 'restore-tables', 'restore-projection', 'projection-lost'] as const;

interface Kinds {
  /** What there is. */
  readonly has: readonly FaultName[];
  /** How much more often than elsewhere some of it comes. */
  readonly often?: Readonly<Partial<Record<FaultName, number>>>;
}

const kinds: Readonly<Record<Climate, Kinds>> = {
  storm: { has: faultNames },
  haste: { has: HASTE, often: { 'stream-uneven': 4, 'sweep-frozen': 20, 'process-isolated': 10 } },
  loss: {
    has: [...HASTE, 'queue-lost'],
    often: { 'clock-ahead': 4, 'clock-behind': 8, 'receiver-poisoned': 4, 'sweep-frozen': 20 },
  },
  memory: {
    has: [...HASTE, 'perform-out-of-memory', 'relay-out-of-memory', 'dead-letter'],
    often: { 'perform-out-of-memory': 5, 'relay-out-of-memory': 5 },
  },
  deaf: {
    has: [...HASTE, 'stream-down-7-days', 'definition-missing'],
    often: { 'stream-down-7-days': 100, 'definition-missing': 5 },
  },
  leaky: {
    has: [...HASTE, 'stream-lost'],
    often: { 'stream-lost': 30, 'stream-uneven': 4, 'store-hiccup': 20 },
  },
  restored: {
    has: [...HASTE, ...RESTORES, 'stream-lost', 'definition-missing'],
    often: {
      'stream-lost': 30,
      'definition-missing': 5,
      ...Object.fromEntries(RESTORES.map((name) => [name, 20])),
    },
  },
};

/** How often a fault comes in a climate, beside how often it usually does. */
export function frequencyIn(climate: Climate, name: FaultName): number {
  const { has, often = {} } = kinds[climate];
  return has.includes(name) ? (often[name] ?? 1) : 0;
}

/** Climates as they follow each other, wave by wave: every other one is a storm. */
export const allWeathers: readonly Climate[] = [
  ...['storm', 'haste', 'storm', 'loss', 'storm', 'memory', 'storm', 'deaf', 'storm', 'restored'],
] as const;

/** The same where mistakes are to show soon: each climate is hard on some of them. */
export const hardWeathers: readonly Climate[] = [
  ...['storm', 'haste', 'restored', 'loss', 'memory', 'haste', 'deaf', 'restored'],
] as const;
