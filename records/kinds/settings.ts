import { plainKind } from '../record-kind.ts';

/** What a company has set for a process, in place of what that comes with. */
export interface SettingsRecord {
  readonly process: string;
  /** By field: what is not there is as the process has it. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** There is one of each process, under an id that is made of its name. */
export function settingsId(process: string): string {
  // An id has no dots; whose it is, is compared where it is read.
  return process.replaceAll('.', '_');
}

export const settingsKind = plainKind<SettingsRecord>('settings');
