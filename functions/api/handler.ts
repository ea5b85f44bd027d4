import { records, runner, wire } from '../environment.ts';
import { createApp } from './app.ts';
import { onLambda, stageOf } from './lambda.ts';

const shared = wire();

/** Answers API Gateway, HTTP API and REST API alike. */
export const handler = onLambda(
  createApp(
    {
      ...shared,
      ...records({ ...shared, runner }),
      runner,
      // Seldom needed, and slow to load.
      report: async (incident, error) => {
        const { errorData, logger } = await import('../telemetry.ts');
        logger.error('request failed', { incident, ...errorData(error) });
      },
    },
    { prefixOf: stageOf },
  ),
);
