import type { EnrolmentRule } from '../../records/kinds/enrolment.ts';

/** The rules that come with Baton, by id: a record of the same id takes the place of one. */
export const bundledRules: Readonly<Record<string, EnrolmentRule>> = {};
