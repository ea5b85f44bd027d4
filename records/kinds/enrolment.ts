import { plainKind } from '../record-kind.ts';
import type { Titles } from '../titles.ts';

/** A value of a process's input: itself, or where it is found: `customer`, `instance`, `event.amountMinor`. */
export type Mapped = unknown | { readonly $: string };

/** What starts a process: one of these events, or becoming one of a segment. */
export type EnrolmentOn =
  | {
      readonly events: readonly string[];
      /** What the event's fields must be; of several values one. */
      readonly where?: Readonly<Record<string, unknown>>;
    }
  | { readonly segment: string };

/** Which event or filter starts which process, for whom, how often. */
export interface EnrolmentRule {
  readonly title: Titles;
  readonly on: EnrolmentOn;
  readonly process: string;
  readonly repeat: 'once' | 'after-end' | 'always';
  readonly input: Readonly<Record<string, Mapped>>;
  /** Where it is false, the rule starts nothing. */
  readonly active: boolean;
}

export const enrolmentKind = plainKind<EnrolmentRule>('enrolment');
