import { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientSettings } from '../../adapters/client-settings.ts';
import { createSesMail } from '../../adapters/mail-ses.ts';
import { createAssign } from '../../engine/assign.ts';
import { createPerform } from '../../engine/perform.ts';
import { KEPT, records, variable, wire } from '../environment.ts';
import { count, errorData, logger } from '../telemetry.ts';
import { createTemplates } from '../templates.ts';
import { createKeepLetter } from './keep-letter.ts';
import { createLeadPerformers } from './lead-performers.ts';
import { createMessages } from './messages.ts';
import { createPerformers } from './performers.ts';
import { lazyStateMachines } from './state-machines.ts';

const shared = wire();
const people = records();
const perform = createPerform({
  ...shared,
  assign: createAssign({ ...shared, staff: people.staff }),
  performers: {
    ...createPerformers({
      customers: people.customers,
      templates: createTemplates(people, KEPT),
      mail: createSesMail(new SESv2Client(clientSettings), variable('MAIL_FROM')),
      keep: createKeepLetter(people.records, Date.now),
      teamMail: variable('TEAM_MAIL'),
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
