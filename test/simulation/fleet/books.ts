import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoTimeline } from '../../../adapters/dynamo-timeline.ts';
import type { Safe } from '../../../adapters/ports/vault.ts';
import { createRecords } from '../../../adapters/records/store.ts';
import { ownNames } from '../../../adapters/tables.ts';
// What is loaded when it is first asked for would come at a time of its own.
import '../../../calendar/working-time.ts';
import '../../kit/bundled-data.ts';
import { createRules } from '../../../functions/enrolment/rules.ts';
import { createReferenceData } from '../../../functions/reference-data.ts';
import { rules } from '../processes/rules.ts';

/** How long what was read counts, and how much of it: as in a deployment. */
export const KEPT_MS = 60_000;
const MOST_KEPT = 100;

/** What people edit and processes read: settings, calendars, rules. Nothing of it is personal: nothing is sealed. */
export function createBooks(client: DynamoDBClient, now: () => number) {
  const timeline = createDynamoTimeline(client, ownNames.timeline);
  const records = createRecords({
    ...{ client, names: ownNames, timeline },
    ...{ safe: {} as Safe, index: { tokens: async () => [] } },
  });
  const kept = { now, keepMs: KEPT_MS, most: MOST_KEPT };
  return {
    ...{ records, timeline },
    references: createReferenceData(() => records, kept),
    rules: createRules(() => records, rules, kept),
  };
}

export type Books = ReturnType<typeof createBooks>;
