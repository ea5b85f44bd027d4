import { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createSesMail } from '../../adapters/mail-ses.ts';
import { createPerform } from '../../engine/perform.ts';
import { KEPT, records, variable, wire } from '../environment.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createTemplates } from '../templates.ts';
import { createMessages } from './messages.ts';
import { createPerformers } from './performers.ts';

const perform = createPerform({
  ...wire(),
  performers: createPerformers({
    customers: records().customers,
    templates: createTemplates(records(), KEPT),
    mail: createSesMail(new SESv2Client(clientSettings), variable('MAIL_FROM')),
    teamMail: variable('TEAM_MAIL'),
  }),
  failed(key, effect, attempt, cause) {
    logger.warn('effect failed', { key, effect, attempt, ...errorData(cause) });
    count('EffectFailed');
  },
});

/** Performs effects, fires timers, brings instances forward. */
export const handler = createMessages(perform, (messageId, error) => {
  logger.error('message failed', { messageId, ...errorData(error) });
});
