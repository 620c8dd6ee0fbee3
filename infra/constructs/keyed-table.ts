import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Grant, type IGrantable } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { StageStack } from "../stage-stack.ts";

/**
 * What a function may be allowed to do to items. Scan is not in the list: nothing scans.
 * Transactions and batches need no right of their own beyond those of their items, but for the two named here.
 */
export type ItemAction =
  | "GetItem"
  | "BatchGetItem"
  | "Query"
  | "PutItem"
  | "UpdateItem"
  | "DeleteItem"
  | "ConditionCheckItem";

export type KeyedTableProps = {
  readonly streamed: boolean;
  /** Customer managed key; without one AWS manages the key of the table. */
  readonly key?: Key;
  readonly indexes: readonly IndexProps[];
};

export type IndexProps = {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: string;
  /** What of an item stands in the index besides keys: all of it, nothing, or these attributes. */
  readonly holds: "all" | "keys" | readonly string[];
};

const projectionOf = (holds: IndexProps["holds"]) => {
  if (holds === "all") return { projectionType: ProjectionType.ALL };
  if (holds === "keys") return { projectionType: ProjectionType.KEYS_ONLY };
  return { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...holds] };
};

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** A table with `pk` and `sk`, paid per request, with recovery to any second and deletion protection. */
export class KeyedTable extends Construct {
  readonly table: Table;
  readonly #key: Key | undefined;

  constructor(scope: Construct, id: string, { streamed, key, indexes }: KeyedTableProps) {
    super(scope, id);
    const stack = StageStack.around(this);
    this.#key = key;
    this.table = new Table(this, "Table", {
      partitionKey: text("pk"),
      sortKey: text("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: "expiresAt",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: stack.surroundings.settings.keepData,
      removalPolicy: stack.removalPolicy,
      ...(streamed ? { stream: StreamViewType.NEW_IMAGE } : {}),
      ...(key === undefined
        ? { encryption: TableEncryption.AWS_MANAGED }
        : { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
    });
    for (const index of indexes) this.#add(index);
  }

  /** Rights on items of the table itself; the indexes are granted by name. */
  grantItems(grantee: IGrantable, ...actions: readonly ItemAction[]): void {
    Grant.addToPrincipal({
      grantee,
      actions: actions.map((action) => `dynamodb:${action}`),
      resourceArns: [this.table.tableArn],
    });
    this.#grantKey(grantee);
  }

  grantIndex(grantee: IGrantable, indexName: string): void {
    Grant.addToPrincipal({
      grantee,
      actions: ["dynamodb:Query"],
      resourceArns: [`${this.table.tableArn}/index/${indexName}`],
    });
  }

  get streamArn(): string {
    const { tableStreamArn } = this.table;
    if (tableStreamArn === undefined) throw new Error(`${this.node.path} has no stream`);
    return tableStreamArn;
  }

  grantStream(grantee: IGrantable): void {
    Grant.addToPrincipal({
      grantee,
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      resourceArns: [this.streamArn],
    });
  }

  /** DynamoDB uses the key on the caller's behalf; the caller can do nothing with it anywhere else. */
  #grantKey(grantee: IGrantable): void {
    if (this.#key === undefined) return;
    const { region, urlSuffix } = StageStack.around(this);
    Grant.addToPrincipal({
      grantee,
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
      resourceArns: [this.#key.keyArn],
      conditions: { StringEquals: { "kms:ViaService": `dynamodb.${region}.${urlSuffix}` } },
    });
  }

  #add({ name, partitionKey, sortKey, holds }: IndexProps): void {
    this.table.addGlobalSecondaryIndex({
      indexName: name,
      partitionKey: text(partitionKey),
      sortKey: text(sortKey),
      ...projectionOf(holds),
    });
  }
}
