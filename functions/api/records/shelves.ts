/** A kind of record that has the five routes of every kind: where, and what its operations are called. */
export interface Shelf {
  readonly kind: string;
  /** Ends the operations' names: `createTeam`, `listTeams`. */
  readonly one: string;
  readonly many: string;
  readonly path: string;
  readonly tag: string;
  /** As a sentence has it: `a team`, `teams`. */
  readonly a: string;
  readonly several: string;
}

/** Every kind with routes of its own like any other's. What each takes and answers is in `parts.ts`. */
export const shelves = [
  {
    ...({ kind: 'account', one: 'Account', many: 'Accounts', path: '/accounts' } as const),
    ...{ tag: 'Accounts', a: 'an account', several: 'accounts' },
  },
  {
    ...({ kind: 'field', one: 'Field', many: 'Fields', path: '/fields' } as const),
    ...{ tag: 'Fields', a: 'a custom field', several: 'custom fields' },
  },
  {
    ...({ kind: 'segment', one: 'Segment', many: 'Segments', path: '/segments' } as const),
    ...{ tag: 'Segments', a: 'a segment', several: 'segments' },
  },
  {
    ...({ kind: 'person', one: 'Person', many: 'People', path: '/people' } as const),
    ...{ tag: 'People', a: 'a person', several: 'people' },
  },
  {
    ...({ kind: 'team', one: 'Team', many: 'Teams', path: '/teams' } as const),
    ...{ tag: 'Teams', a: 'a team', several: 'teams' },
  },
  {
    ...({ kind: 'note', one: 'Note', many: 'Notes', path: '/notes' } as const),
    ...{ tag: 'Notes', a: 'a note', several: 'notes' },
  },
  {
    ...({ kind: 'message', one: 'Message', many: 'Messages', path: '/messages' } as const),
    ...{ tag: 'Messages', a: 'a message', several: 'messages' },
  },
  {
    ...({ kind: 'calendar', one: 'Calendar', many: 'Calendars', path: '/calendars' } as const),
    ...{ tag: 'Calendars', a: 'a calendar', several: 'calendars' },
  },
  {
    ...({ kind: 'template', one: 'Template', many: 'Templates', path: '/templates' } as const),
    ...{ tag: 'Templates', a: 'a template', several: 'templates' },
  },
  {
    ...({ kind: 'retention', one: 'Retention', many: 'Retentions', path: '/retention' } as const),
    ...{ tag: 'Retention', a: 'a rule of retention', several: 'rules of retention' },
  },
  {
    ...({ kind: 'settings', one: 'Settings', many: 'AllSettings', path: '/settings' } as const),
    ...{ tag: 'Settings', a: 'the settings of a process', several: 'settings' },
  },
  {
    ...({ kind: 'enrolment', one: 'Enrolment', many: 'Enrolments', path: '/enrolments' } as const),
    ...{ tag: 'Enrolments', a: 'a rule of enrolment', several: 'rules of enrolment' },
  },
  {
    ...({ kind: 'webhook', one: 'Webhook', many: 'Webhooks', path: '/webhooks' } as const),
    ...{ tag: 'Webhooks', a: 'a webhook', several: 'webhooks' },
  },
] as const satisfies readonly Shelf[];

/** Kinds that stay: others name them, they were said, or they are a rule of the company. */
const staying: readonly string[] = [
  'account',
  'field',
  'message',
  'calendar',
  'template',
  'retention',
  'settings',
  'enrolment',
  'webhook',
] satisfies readonly Staying[];
type Staying =
  | 'account'
  | 'field'
  | 'message'
  | 'calendar'
  | 'template'
  | 'retention'
  | 'settings'
  | 'enrolment'
  | 'webhook';

/** Those whose records can be removed; the others are named by records that stay, or were said. */
export const removable = shelves.filter(isRemovable);

/** Those whose records can be changed: what was said cannot. */
export const changeable = shelves.filter(isChangeable);

type AnyShelf = (typeof shelves)[number];

function isRemovable(shelf: AnyShelf): shelf is Exclude<AnyShelf, { kind: Staying }> {
  return !staying.includes(shelf.kind);
}

function isChangeable(shelf: AnyShelf): shelf is Exclude<AnyShelf, { kind: 'message' }> {
  return shelf.kind !== 'message';
}
