import type { Random } from '../random.ts';
import type { Timeline } from '../timeline.ts';
import type { Weather } from '../weather.ts';
import type { Requests } from './requests.ts';

/** The person who retries what was held, and lets runs go on that failed. */
export interface Operator {
  /** Hears that an effect of an instance was held. */
  held(instance: string): void;
  /** Incidents that nobody has retried yet. */
  waiting(): number;
}

export function createOperator(options: {
  readonly requests: Requests;
  /** Lets the runs of an instance go on that failed. */
  readonly redrive?: (instance: string) => void;
  readonly timeline: Pick<Timeline, 'pause'>;
  readonly random: Random;
  readonly weather: Weather;
}): Operator {
  const { requests, redrive, timeline, random, weather } = options;
  const waiting = new Set<string>();
  let number = 0;

  async function retry(instance: string): Promise<void> {
    await timeline.pause(
      weather.isClear() ? random.spread(1000, 60_000) : random.spread(60_000, 12 * 60 * 60_000),
    );
    waiting.delete(instance);
    redrive?.(instance);
    const told = await requests.send({
      ...{ kind: 'retry', process: '', instance, body: {} },
      key: random.chance(0.9) ? `retry-${++number}` : undefined,
      who: { kind: 'caller', id: 'operator' },
    });
    // Whoever got no answer looks again.
    if (told === 'unknown') operator.held(instance);
  }

  const operator: Operator = {
    held(instance) {
      if (waiting.has(instance)) return;
      waiting.add(instance);
      void retry(instance);
    },
    waiting: () => waiting.size,
  };
  return operator;
}
