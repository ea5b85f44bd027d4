import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Structured JSON lines; never a payload, a name or an address. Errors are told by class, code and stack. */
export const logger = new Logger();

const metrics = new Metrics();

/** Counts something, as one EMF line that CloudWatch turns into a metric. */
export function count(
  name: 'EffectFailed' | 'RecordParked' | 'Mended' | 'Looked' | 'Retired',
  value = 1,
): void {
  metrics.addMetric(name, MetricUnit.Count, value);
  metrics.publishStoredMetrics();
}

/** Tells of an instance that could not be handled and was set aside. */
export function parked(instance: string, error: unknown): void {
  logger.error('instance parked', { instance, ...errorData(error) });
  count('RecordParked');
}

/** An error as data for a log line: its message may quote input and is left out unless it is our own. */
export function errorData(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: errorData(error.cause) };
  const frames = error.stack?.split('\n').filter((line) => line.startsWith('    at ')) ?? [];
  return { error: error.name, ...code, frames, ...cause };
}
