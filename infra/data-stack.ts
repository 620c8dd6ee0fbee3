import { Key } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import { KeyedTable } from "./constructs/keyed-table.ts";
import { StageStack, type Surroundings } from "./stage-stack.ts";

/** What must not be lost. Everything else can be thrown away and deployed again. */
export class DataStack extends StageStack {
  /** The truth about work, demand and matches; never a name, contact or date of birth. Streamed: it is the outbox. */
  readonly platform: KeyedTable;
  /** Names, contacts, dates of birth: a key of its own, no stream, no index. */
  readonly persons: KeyedTable;
  /** What the pages remember of people at work: sessions, drafts, saved views. Nothing that lasts, and no stream. */
  readonly desk: KeyedTable;

  /** What was done and by whom: the log of processing and the audit trail. Functions can add to it and read, no more. */
  readonly records: KeyedTable;

  /** How much clients have asked in the seconds that pass. All of it may be lost: clients begin anew. */
  readonly limits: KeyedTable;

  constructor(scope: Construct, surroundings: Surroundings) {
    super(scope, "Data", surroundings);
    this.platform = new KeyedTable(this, "Platform", {
      streamed: true,
      indexes: [
        { name: "Lists", partitionKey: "listPk", sortKey: "listSk", holds: "all" },
        { name: "Unpublished", partitionKey: "unpublishedPk", sortKey: "unpublishedAt", holds: "keys" },
        { name: "Queue", partitionKey: "queuePk", sortKey: "queueSk", holds: ["line"] },
      ],
    });
    this.persons = new KeyedTable(this, "Persons", {
      streamed: false,
      indexes: [],
      key: new Key(this, "PersonsKey", {
        description: "Overstap: personal details of job seekers",
        enableKeyRotation: true,
        removalPolicy: this.removalPolicy,
      }),
    });
    this.desk = new KeyedTable(this, "Desk", {
      streamed: false,
      indexes: [],
      key: new Key(this, "DeskKey", {
        description: "Overstap: sessions and drafts of the pages",
        enableKeyRotation: true,
        removalPolicy: this.removalPolicy,
      }),
    });
    this.records = new KeyedTable(this, "Records", { streamed: false, indexes: [] });
    this.limits = new KeyedTable(this, "Limits", { streamed: false, indexes: [] });
  }
}
