import { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createSesMail } from '../../adapters/mail-ses.ts';
import { createHttpsWebhooks } from '../../adapters/webhooks-https.ts';
import { createAssign } from '../../engine/assign.ts';
import { createPerform } from '../../engine/perform.ts';
import { KEPT, records, runner, variable, wire } from '../environment.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createTemplates } from '../templates.ts';
import { allPerformers } from './all-performers.ts';
import { createKeepLetter } from './keep-letter.ts';
import { lazySms } from './lazy-sms.ts';
import { createMessages } from './messages.ts';
import { lazyStateMachines } from './state-machines.ts';

const shared = wire();
const people = records({ runner });
const templates = createTemplates(people, KEPT);
const mail = createSesMail(new SESv2Client(clientSettings), variable('MAIL_FROM'));
const keep = createKeepLetter(people.records, Date.now);
const perform = createPerform({
  ...shared,
  assign: createAssign({ ...shared, staff: people.staff }),
  performers: allPerformers({
    ...{ ...shared, ...people, templates, mail, keep, sms: lazySms() },
    webhooks: createHttpsWebhooks(),
    teamMail: variable('TEAM_MAIL'),
    publicUrl: variable('PUBLIC_URL'),
  }),
  stateMachines: lazyStateMachines(variable('STATE_MACHINES')),
  failed(key, effect, attempt, cause) {
    logger.warn('effect failed', { key, effect, attempt, ...errorData(cause) });
    count('EffectFailed');
  },
});

/** Performs effects, fires timers, brings instances forward. */
export const handler = createMessages(perform, (messageId, error) => {
  logger.error('message failed', { messageId, ...errorData(error) });
});
