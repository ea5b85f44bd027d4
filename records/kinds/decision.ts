import type { Model } from '../../rules/model.ts';
import { plainKind, type RecordKind } from '../record-kind.ts';

/** A decision as people work on it. Its revision is the lock, its revisions are its history. */
export interface DecisionRecord {
  /** May be wrong. Absent once it was taken away. */
  readonly model?: Model;
  /** Why it was saved or taken away, in the words of whoever did it. */
  readonly why?: string;
}

export const decisionKind = plainKind<DecisionRecord>('decision');

/** What was found of a draft: of this revision and no other. There is one of each decision, under its id. */
export interface DecisionCheck {
  readonly draft: number;
  readonly proof?: ProofFigures;
  readonly cases?: CaseFigures;
}

export interface ProofFigures {
  readonly errors: number;
  readonly warnings: number;
  /** True where all of it could be proved. */
  readonly exact: boolean;
}

export interface CaseFigures {
  readonly total: number;
  readonly passed: number;
}

export const decisionCheckKind: RecordKind<DecisionCheck> = {
  ...plainKind<DecisionCheck>('decision-check'),
  places: () => ({ listed: false }),
};

/** What was published under a number: written once, never changed. */
export interface DecisionVersion {
  readonly decision: string;
  readonly version: number;
  readonly model: Model;
  /** The revision of the draft that it was. */
  readonly draft: number;
  readonly why: string;
  readonly proof: ProofFigures;
  readonly cases: CaseFigures;
}

export const decisionVersionKind: RecordKind<DecisionVersion> = {
  ...plainKind<DecisionVersion>('decision-version'),
  // The schedule says which there are.
  places: () => ({ listed: false }),
};

export function decisionVersionId(decision: string, version: number): string {
  return `${decision}~${version}`;
}

/** A saved question and what is to come of it. */
export interface DecisionCase {
  readonly decision: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
}

export const decisionCaseKind: RecordKind<DecisionCase> = {
  ...plainKind<DecisionCase>('decision-case'),
  places: ({ decision }) => ({ parent: decisionPlace(decision) }),
};

/** The list of a decision’s cases. */
export function decisionPlace(decision: string): string {
  return `decision/${decision}`;
}
