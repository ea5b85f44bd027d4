import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createSesMail } from '../../adapters/mail-ses.ts';
import { fromBody } from '../../adapters/queue-message.ts';
import { createPerform } from '../../engine/perform.ts';
import { customers, variable, wire } from '../environment.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createPerformers } from './performers.ts';

const { engine, definitions, queue, now } = wire();
const perform = createPerform({
  ...{ engine, definitions, queue, now },
  performers: createPerformers({
    customers: customers(),
    mail: createSesMail(new SESv2Client(clientSettings), variable('MAIL_FROM')),
    teamMail: variable('TEAM_MAIL'),
  }),
  failed(key, effect, attempt, cause) {
    logger.warn('effect failed', { key, effect, attempt, ...errorData(cause) });
    count('EffectFailed');
  },
});

/** Performs effects and fires timers; only the messages that could not be handled come again. */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const failures = await Promise.all(Records.map(attempt));
  return { batchItemFailures: failures.flat() };
}

async function attempt({ messageId, body }: SQSRecord): Promise<{ itemIdentifier: string }[]> {
  try {
    await perform(fromBody(body));
    return [];
  } catch (error) {
    logger.error('message failed', { messageId, ...errorData(error) });
    return [{ itemIdentifier: messageId }];
  }
}
