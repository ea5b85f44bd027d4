import { wire } from '../environment.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createRecords } from './records.ts';

/** Hands on what the journal's stream tells of. */
export const handler = createRecords(wire().relay, (instance, error, parked) => {
  logger.error('relay failed', { instance, ...errorData(error) });
  if (parked) count('RecordParked');
});
