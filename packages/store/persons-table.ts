import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { Person, SelfRegistrationInput } from "#packages/domain/person.ts";
import type { SelfRegistration } from "#packages/domain/self-registration.ts";
import { EmployerContact } from "#packages/domain/vacancy.ts";
import { expiryOf, isOver } from "#packages/rights/retention.ts";
import { now } from "#packages/runtime/clock.ts";
import { documentOf, type Kind } from "./documents.ts";
import { getItem, type Key, type Table } from "./platform-table.ts";

/** Things of the platform table that have somebody to talk to. */
export type ContactOf = "VACANCY" | "NOTICE";

const key = (pk: string, sk: string): Key => ({ pk: { S: pk }, sk: { S: sk } });

/** Every key shape of the persons table, but for answers kept against repetition (`keys.idempotency`). */
const personKeys = {
  /** P1: the person behind a profile. */
  person: (id: string) => key(`PERSON#${id}`, "PERSON"),
  /** P2: somebody at the employer, for a vacancy or a notice. */
  contact: (of: ContactOf, id: string) => key(`${of}#${id}`, "CONTACT"),
  /** P3: who came forward alone (S7). */
  selfRegistration: (id: string) => key(`SELF-REGISTRATION#${id}`, "PERSON"),
} as const;

/** The person behind a market profile: read and written in the persons table only. */
export const people: Kind<Person> = { schema: Person, key: personKeys.person };

/** Takes the person away, for an erasure. */
export const takePerson = (table: Table, id: string): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: { ...personKeys.person(id) } },
});

const putDocument = (table: Table, at: Key, thing: unknown, expiresAt: number): TransactWriteItem => ({
  Put: {
    TableName: table.tableName,
    Item: { ...at, doc: { S: JSON.stringify(thing) }, expiresAt: { N: String(expiresAt) } },
  },
});

/** The thing that a contact is for, as it then is. */
type Contacted = { readonly of: ContactOf; readonly id: string; readonly changedAt: string };

/** Writes who can be called about a vacancy or notice; part of the transaction that writes the thing itself. */
export const putContact = (
  table: Table,
  { of, id, changedAt }: Contacted,
  contact: EmployerContact,
): TransactWriteItem =>
  putDocument(table, personKeys.contact(of, id), contact, expiryOf("employerContact", new Date(changedAt)));

/** Takes the contact away; taking away what is not there is fine. */
export const takeContact = (table: Table, of: ContactOf, id: string): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: { ...personKeys.contact(of, id) } },
});

export const findContact = async (
  table: Table,
  of: ContactOf,
  id: string,
): Promise<EmployerContact | undefined> => {
  const item = await getItem(table, personKeys.contact(of, id));
  const { expiresAt } = item ?? {};
  return item === undefined || isOver(expiresAt && Number(expiresAt.N), now())
    ? undefined
    : documentOf(EmployerContact, item);
};

/** Writes what somebody who came forward alone told of themselves. */
export const putSelfRegistered = (
  table: Table,
  { id, receivedAt }: Pick<SelfRegistration, "id" | "receivedAt">,
  input: SelfRegistrationInput,
): TransactWriteItem =>
  putDocument(
    table,
    personKeys.selfRegistration(id),
    input,
    expiryOf("selfRegistration", new Date(receivedAt)),
  );

/** The request was taken up: the person is kept as long as that asks. */
export const keepSelfRegistered = (table: Table, id: string, takenUpAt: Date): TransactWriteItem => ({
  Update: {
    TableName: table.tableName,
    Key: { ...personKeys.selfRegistration(id) },
    UpdateExpression: "SET expiresAt = :at",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: { ":at": { N: String(expiryOf("selfRegistration", takenUpAt)) } },
  },
});

/** The request is settled: what the person told for it goes at once. Taking away what is not there is fine. */
export const takeSelfRegistered = (table: Table, id: string): TransactWriteItem => ({
  Delete: { TableName: table.tableName, Key: { ...personKeys.selfRegistration(id) } },
});

/** The person goes with the profile that was withdrawn, when its time is over. */
export const letPersonExpire = (table: Table, id: string, withdrawnAt: Date): TransactWriteItem => ({
  Update: {
    TableName: table.tableName,
    Key: { ...personKeys.person(id) },
    UpdateExpression: "SET expiresAt = :at",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeValues: { ":at": { N: String(expiryOf("withdrawnProfile", withdrawnAt)) } },
  },
});

export const findSelfRegistered = async (
  table: Table,
  id: string,
): Promise<SelfRegistrationInput | undefined> => {
  const item = await getItem(table, personKeys.selfRegistration(id));
  return item === undefined || isOver(Number(item["expiresAt"]?.N), now())
    ? undefined
    : documentOf(SelfRegistrationInput, item);
};
