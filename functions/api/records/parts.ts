import { accountPart } from './kinds/account.ts';
import { calendarPart } from './kinds/calendar.ts';
import { enrolmentPart } from './kinds/enrolment.ts';
import { fieldPart } from './kinds/field.ts';
import { messagePart } from './kinds/message.ts';
import { notePart } from './kinds/note.ts';
import { personPart } from './kinds/person.ts';
import { retentionPart } from './kinds/retention.ts';
import { segmentPart } from './kinds/segment.ts';
import { settingsPart } from './kinds/settings.ts';
import { teamPart } from './kinds/team.ts';
import { templatePart } from './kinds/template.ts';
import { webhookPart } from './kinds/webhook.ts';
import type { AnyPart } from './part.ts';
import type { shelves } from './shelves.ts';

/** What each kind on the shelves takes and answers. */
export const parts: Readonly<Record<(typeof shelves)[number]['kind'], AnyPart>> = {
  account: accountPart,
  field: fieldPart,
  segment: segmentPart,
  person: personPart,
  team: teamPart,
  note: notePart,
  message: messagePart,
  calendar: calendarPart,
  template: templatePart,
  retention: retentionPart,
  settings: settingsPart,
  enrolment: enrolmentPart,
  webhook: webhookPart,
};
