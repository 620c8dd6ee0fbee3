import timers from "node:timers/promises";
import * as z from "zod";
import type { LocalDate } from "#packages/domain/dates.ts";
import { toJsonLinesFiles } from "#test/support/samples/csv.ts";
import type { SampleProfile } from "#test/support/samples/profiles.ts";
import type { ApiClient } from "./api-client.ts";
import { partyOf } from "./sample-input.ts";

/** What an import tells of itself while it is followed. */
const ImportState = z.object({
  id: z.uuid(),
  state: z.string(),
  rows: z.number().int(),
  good: z.number().int(),
  bad: z.number().int(),
  findings: z.array(z.unknown()).optional(),
});

/** Some rows of an import of samples were refused, or it failed as a whole. */
export class ImportNotGood extends Error {
  override readonly name = "ImportNotGood";
}

type Sent = { readonly as: string; readonly id: string; readonly rows: number };

const PATH = "/v1/market-profiles/imports";
const JSON_LINES = "application/jsonl";

/** Sends the files of one party, one a request; work begins with the last. */
const sendFiles = async (
  api: ApiClient,
  as: string,
  { files, key }: { readonly files: readonly string[]; readonly key: string },
): Promise<Sent> => {
  let path = PATH;
  let sent: Sent = { as, id: "", rows: 0 };
  for (const [index, body] of files.entries()) {
    const more = index < files.length - 1 ? "?moreFollows=true" : "";
    const request = { as, method: "POST", path: `${path}${more}`, body, type: JSON_LINES } as const;
    const answer = await api.expect({ ...request, key: `${key}-${as}-${index}` });
    const { id, rows } = ImportState.parse(answer.body);
    sent = { as, id, rows };
    path = `${PATH}/${id}/files`;
  }
  return sent;
};

const LOOK_MS = 250;
const ENDED = ["settled", "failed"];

const follow = async (api: ApiClient, { as, id }: Sent, onGood: (good: number) => void): Promise<void> => {
  for (let before = 0; ; ) {
    const { body } = await api.expect({ as, method: "GET", path: `/v1/imports/${id}` });
    const { state, good, bad, findings = [] } = ImportState.parse(body);
    onGood(good - before);
    before = good;
    if (bad > 0 || state === "failed")
      throw new ImportNotGood(`import ${id} is ${state}, ${bad} rows bad: ${JSON.stringify(findings[0])}`);
    if (ENDED.includes(state)) return;
    await timers.setTimeout(LOOK_MS);
  }
};

type Importing = { readonly today: LocalDate; readonly key: string; readonly onGood: (rows: number) => void };

/**
 * Brings profiles in bulk, an import for each responsible party (S2), and waits until all rows are taken in. Throws
 * ImportNotGood when a row is refused.
 */
export const importProfiles = async (
  api: ApiClient,
  profiles: readonly SampleProfile[],
  { today, key, onGood }: Importing,
): Promise<void> => {
  const ofParty = Map.groupBy(profiles, (profile) => partyOf(profile, today));
  await Promise.all(
    [...ofParty].map(async ([as, rows]) => {
      const files = toJsonLinesFiles(rows);
      await follow(api, await sendFiles(api, as, { files, key }), onGood);
    }),
  );
};
