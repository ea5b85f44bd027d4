import { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createSesMail } from '../../adapters/mail-ses.ts';
import { createHttpsWebhooks } from '../../adapters/webhooks-https.ts';
import { createAssign } from '../../engine/assign.ts';
import { createPerform } from '../../engine/perform.ts';
import { KEPT, records, runner, variable, wire } from '../environment.ts';
import { createReferenceData } from '../reference-data.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createTemplates } from '../templates.ts';
import { createKeepLetter } from './keep-letter.ts';
import { lazySms } from './lazy-sms.ts';
import { createLeadPerformers } from './lead-performers.ts';
import { createMessages } from './messages.ts';
import { outreachPerformers } from './outreach/performers.ts';
import { createPerformers } from './performers.ts';
import { lazyStateMachines } from './state-machines.ts';

const shared = wire();
const people = records({ runner });
const templates = createTemplates(people, KEPT);
const mail = createSesMail(new SESv2Client(clientSettings), variable('MAIL_FROM'));
const keep = createKeepLetter(people.records, Date.now);
const perform = createPerform({
  ...shared,
  assign: createAssign({ ...shared, staff: people.staff }),
  performers: {
    ...createPerformers({ ...people, templates, mail, keep, teamMail: variable('TEAM_MAIL') }),
    ...outreachPerformers({
      ...{ ...shared, ...people, templates, mail, keep, sms: lazySms() },
      webhooks: createHttpsWebhooks(),
      references: createReferenceData(() => people.records, KEPT),
      publicUrl: variable('PUBLIC_URL'),
    }),
    ...createLeadPerformers({ ...shared, customers: people.customers }),
  },
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
