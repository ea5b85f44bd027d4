import { wire } from '../environment.ts';
import { errorData, logger } from '../telemetry.ts';
import { createRecords } from './records.ts';

/** Hands on what the journal's stream tells of. */
export const handler = createRecords({
  ...wire(),
  failed(instance, error) {
    logger.error('relay failed', { instance, ...errorData(error) });
  },
});
