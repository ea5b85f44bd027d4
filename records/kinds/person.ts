import { emailKey } from '../email.ts';
import { nameTokens } from '../names.ts';
import type { Lookup, RecordKind } from '../record-kind.ts';

/** Somebody who works for the company. */
export interface Person {
  readonly name: string;
  readonly email?: string;
  /** The company's own words for what they do, such as `packer`. */
  readonly roles: readonly string[];
  /** Ids of teams. */
  readonly teams: readonly string[];
  readonly languages: readonly ('en' | 'zh')[];
  /** IANA, such as `Asia/Shanghai`. */
  readonly timeZone?: string;
  /** Epoch milliseconds until when they are away; absent where they are present. */
  readonly awayUntil?: number;
}

/** Sealed: name and mail address. Found by them, by role and by team. */
export const personKind: RecordKind<Person> = {
  kind: 'person',
  personal: ['name', 'email'],
  shelves: 1,
  lookups: ({ name, email, roles, teams }): readonly Lookup[] => [
    ...nameTokens(name).map((token): Lookup => ['name', token]),
    ...(email === undefined ? [] : [['email', emailKey(email)] as const]),
    ...roles.map((role): Lookup => ['role', role]),
    ...teams.map((team): Lookup => ['team', team]),
  ],
  places: () => ({}),
};

/** Whether somebody is there at a moment, in epoch milliseconds. */
export function isPresent({ awayUntil }: Pick<Person, 'awayUntil'>, now: number): boolean {
  return awayUntil === undefined || awayUntil <= now;
}
