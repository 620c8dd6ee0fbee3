import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { findManyByReference } from "#packages/store/import-lookups.ts";
import { parkRows } from "#packages/store/import-rows.ts";
import { findImport } from "#packages/store/imports.ts";
import { keys, lists } from "#packages/store/keys.ts";
import { aProfileBody } from "#test/support/intake/intake-app.ts";
import { createWorld } from "#test/support/policy/world.ts";
import { sessionFor } from "./ask-as-job-seeker.ts";
import { askerOf } from "./ask-everything.ts";
import type { RareDeed, Surroundings } from "./rare-deeds.ts";

const Id = z.looseObject({ id: z.string() });
const PARTY = "responsible-party-municipality";
const REFERENCE = "somebody-who-moves";

const rowFrom = (postcode: string): string => {
  const { person, profile } = aProfileBody();
  return JSON.stringify({ reference: REFERENCE, person: { ...person, postcode }, profile });
};

const importRow = async ({ api, rest }: Surroundings, row: string): Promise<string> => {
  const { body } = await api.expect({
    as: PARTY,
    method: "POST",
    path: "/v1/market-profiles/imports",
    body: `${row}\n`,
    type: "application/jsonl",
    key: crypto.randomUUID(),
  });
  await rest();
  return Id.parse(body).id;
};

/** The rows of an import as they lie when it could not be settled: it was worked, and nobody took them away. */
const leaveRows = async ({ dynamo, platform }: Surroundings, id: string, text: string): Promise<string> => {
  const record = await findImport(dynamo.platform, id);
  const [file] = record?.document.files ?? [];
  if (record === undefined || file === undefined) throw new Error("the import is not there");
  const chunk = { format: file.format, header: [], rows: [{ line: 1, text }] };
  await parkRows(
    dynamo.persons,
    { id: file.parcel, chunks: [chunk], names: ["people.jsonl"] },
    platform.now(),
  );
  return record.document.sender.actor.subject;
};

/** Somebody moves to another region by a file, and has everything erased while the rows of the file still lie there. */
export const moveAndErase: RareDeed = async (surroundings) => {
  const { platform, dynamo } = surroundings;
  await importRow(surroundings, rowFrom("3511 AA"));
  const moved = rowFrom("1012 AB");
  const owner = await leaveRows(surroundings, await importRow(surroundings, moved), moved);
  const [id] = await findManyByReference(dynamo.platform, [
    { kind: "market-profile", owner, reference: REFERENCE },
  ]);
  if (id === undefined) throw new Error("the import brought nobody");
  const asker = askerOf(platform);
  const session = await sessionFor(asker, id);
  const answer = await asker.with(session, "/v1/me/erasure", {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ confirm: "erase-everything" }),
  });
  if (!answer.ok) throw new Error(`erasure: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
};

/** An import whose message was lost: it stands in the list of those that wait, and is asked for once more. */
export const loseMessage: RareDeed = async ({ dynamo, platform }) => {
  const at = platform.now().toISOString();
  const id = (await createWorld(dynamo, at)).idOf("imports", "responsible-party", "/market-profiles");
  const { listPk, listSk } = lists.queuedImports(id, at);
  await dynamo.platform.client.send(
    new UpdateItemCommand({
      TableName: dynamo.platform.tableName,
      Key: { ...keys.import(id) },
      UpdateExpression: "SET #state = :queued, listPk = :pk, listSk = :sk",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":queued": { S: "queued" }, ":pk": listPk, ":sk": listSk },
    }),
  );
};
