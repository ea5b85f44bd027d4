import { customers, wire } from '../environment.ts';
import { errorData, logger } from '../telemetry.ts';
import { createApp } from './app.ts';
import { onLambda, stageOf } from './lambda.ts';

const shared = wire();

/** Answers API Gateway, HTTP API and REST API alike. */
export const handler = onLambda(
  createApp(
    {
      ...shared,
      customers: customers(),
      entries: (items) =>
        Promise.all(items.map(({ instance, revision }) => shared.journal.at(instance, revision))),
      report: (incident, error) => logger.error('request failed', { incident, ...errorData(error) }),
    },
    { prefixOf: stageOf },
  ),
);
