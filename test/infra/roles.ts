import type { Template } from 'aws-cdk-lib/assertions';
import type { TableName } from '../../adapters/tables.ts';
import type { FunctionName } from '../../functions/triggers.ts';

/** Tables, by the part of their names in the template that is theirs alone. */
export const wholes = {
  ...{
    journal: 'TablesJournal',
    tasks: 'TablesTasks',
    projection: 'TablesProjection',
    records: 'TablesRecords',
    jobs: 'TablesJobs',
    contacts: 'TablesContacts',
  },
  ...{ listings: 'TablesListings', lookups: 'TablesLookups', timeline: 'TablesTimeline', keys: 'TablesKeys' },
} as const satisfies Record<TableName, string>;

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: unknown;
}

/** What the functions of a stack may do. */
export function rolesOf(template: Template) {
  /** All that the role of a function may do. */
  function statementsOf(name: FunctionName): Statement[] {
    const role = `Functions${name.charAt(0).toUpperCase()}${name.slice(1)}Role`;
    return Object.values(template.findResources('AWS::IAM::Policy'))
      .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref.startsWith(role)))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  }

  /** What a function may do to whatever has `part` in its name. */
  function allowed(name: FunctionName, part: string): string[] {
    const about = statementsOf(name).filter(({ Resource }) => JSON.stringify(Resource ?? []).includes(part));
    return [...new Set(about.flatMap(({ Action }) => Action))].sort();
  }

  return { statementsOf, allowed };
}
