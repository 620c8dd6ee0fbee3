import { randomUUID } from "node:crypto";
import { paginateScan } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import { createApp } from "#functions/delivery/answer-teams/app.ts";
import type { Deps } from "#functions/delivery/answer-teams/deps.ts";
import { loadClassification } from "#packages/classification/load-classification.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Proposal } from "#packages/domain/proposal.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { termsOfProfile, termsOfVacancy } from "#packages/matching/terms.ts";
import { encodeProfileTerms, encodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import { listWith } from "#packages/proposing/write-pairs.ts";
import { put } from "#packages/store/documents.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { eventsOf } from "#packages/store/log-entries.ts";
import { putOpenProposals, readOpenProposals } from "#packages/store/open-proposals.ts";
import { commit, type Table } from "#packages/store/platform-table.ts";
import { putInShard } from "#packages/store/shards.ts";
import { NOW } from "./a-proposal.ts";

export type Claims = Record<string, string>;
export const teamOf = (region: string, name = "desk"): Claims => ({
  sub: `team-${region}-${name}`,
  role: "team",
  region,
});
export const coordinatorOf = (region: string): Claims => ({
  sub: `coordinator-${region}`,
  role: "coordinator",
  region,
});
export const STEERING: Claims = { sub: "stuurgroep", role: "steering-group" };
export const ADMIN: Claims = { sub: "beheer", role: "administrator" };

const classification = loadClassification("");
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Asking = { body?: unknown; headers?: Record<string, string> };
export type Ask = (claims: Claims, method: string, path: string, asking?: Asking) => Promise<Response>;

/** The API of the teams on a real table; `ask` sends JSON with a fresh idempotency key. */
export const teamsOn = (table: Table, over: Partial<Deps> = {}): Ask => {
  // The tables of a test are named alike.
  const records = { ...table, tableName: table.tableName.replace(/^platform/, "records") };
  const deps = { table, records, classification, now: () => NOW, newId: randomUUID, log: silent, ...over };
  const app = createApp(deps);
  return async (claims, method, path, { body, headers = {} } = {}) =>
    app.request(
      path,
      {
        method,
        headers: {
          ...(method === "POST" ? { "idempotency-key": randomUUID() } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      },
      { event: { requestContext: { authorizer: { jwt: { claims: { scope: "overstap", ...claims } } } } } },
    );
};

type Given = { vacancy?: Vacancy; profile?: MarketProfile; proposal?: Proposal };

const shardOf = (table: Table, { vacancy, profile }: Given) => {
  const asked = vacancy && termsOfVacancy(vacancy);
  const offered = profile && termsOfProfile(profile);
  return [
    ...(vacancy && asked
      ? [...new Set(vacancy.places.map(({ region }) => region))].map((region) =>
          putInShard(
            table,
            { side: "VACANCY", region },
            {
              id: vacancy.id,
              version: vacancy.version,
              terms: encodeVacancyTerms(asked),
            },
          ),
        )
      : []),
    ...(profile && offered
      ? [
          putInShard(
            table,
            { side: "PROFILE", region: profile.region },
            {
              id: profile.id,
              version: profile.version,
              terms: encodeProfileTerms(offered),
            },
          ),
        ]
      : []),
  ];
};

/** Puts things there as intake and matching write them, without events. */
export const given = async (table: Table, { vacancy, profile, proposal }: Given): Promise<void> => {
  const lists =
    proposal === undefined
      ? []
      : await Promise.all(
          (
            [
              ["VACANCY", proposal.vacancyId],
              ["PROFILE", proposal.profileId],
            ] as const
          ).map(async ([side, id]) =>
            putOpenProposals(table, side, id, listWith(await readOpenProposals(table, side, id), proposal)),
          ),
        );
  await commit(table.client, [
    ...(vacancy === undefined ? [] : [put(table, vacancies, vacancy)]),
    ...(profile === undefined ? [] : [put(table, marketProfiles, profile)]),
    ...(proposal === undefined ? [] : [put(table, proposals, proposal)]),
    ...shardOf(table, { ...(vacancy && { vacancy }), ...(profile && { profile }) }),
    ...lists,
  ]);
};

/** Every event in the outbox, in no particular order. Only a test reads a whole table. */
export const toldIn = async ({ client, tableName: TableName }: Table): Promise<PlatformEvent[]> => {
  const told: PlatformEvent[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName }))
    told.push(...Items.filter(({ pk }) => pk?.S?.startsWith("LOG#")).flatMap(eventsOf));
  return told;
};
