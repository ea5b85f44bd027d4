import { RemovalPolicy } from 'aws-cdk-lib';
import {
  type Attribute,
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import {
  type IndexSpec,
  type KeyAttribute,
  type TableName,
  type TableSpec,
  tables,
} from '../adapters/tables.ts';
import { isDevelopment } from './settings.ts';

const attributeTypes = { S: AttributeType.STRING, N: AttributeType.NUMBER, B: AttributeType.BINARY };

export interface TablesProps {
  readonly stage: string;
  readonly key: IKey;
}

/**
 * Every table of `adapters/tables.ts`: billed by request, recoverable to any second of the last 35 days, under
 * the customer-managed key; outside development it can neither be deleted nor goes with its stack.
 */
export class Tables extends Construct {
  readonly all: Readonly<Record<TableName, TableV2>>;

  constructor(scope: Construct, id: string, props: TablesProps) {
    super(scope, id);
    const made = Object.entries(tables).map(([name, spec]) => [
      name,
      table(this, name.charAt(0).toUpperCase() + name.slice(1), spec, props),
    ]);
    this.all = Object.fromEntries(made) as Record<TableName, TableV2>;
  }
}

function table(scope: Construct, id: string, spec: TableSpec, { stage, key }: TablesProps): TableV2 {
  const development = isDevelopment(stage);
  return new TableV2(scope, id, {
    partitionKey: attribute(spec.partition),
    ...(spec.sort && { sortKey: attribute(spec.sort) }),
    localSecondaryIndexes: spec.localIndexes.map((index) => ({
      ...projected(index),
      sortKey: attribute(sortOf(index)),
    })),
    globalSecondaryIndexes: spec.globalIndexes.map((index) => ({
      ...projected(index),
      partitionKey: attribute(index.partition),
      ...(index.sort && { sortKey: attribute(index.sort) }),
    })),
    ...(spec.stream && { dynamoStream: StreamViewType[spec.stream] }),
    billing: Billing.onDemand(),
    encryption: TableEncryptionV2.customerManagedKey(key),
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: !development,
    removalPolicy: development ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
  });
}

function attribute({ name, type }: KeyAttribute): Attribute {
  return { name, type: attributeTypes[type] };
}

function projected({ name, projection }: IndexSpec) {
  return { indexName: name, projectionType: ProjectionType[projection] };
}

function sortOf(index: IndexSpec): KeyAttribute {
  if (index.sort === undefined) throw new Error(`The local index ${index.name} has no sort key.`);
  return index.sort;
}
