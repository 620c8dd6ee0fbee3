import { DynamoDBClient, paginateScan } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { Coupling } from "#packages/domain/coupling.ts";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { Proposal } from "#packages/domain/proposal.ts";
import { AllSettings } from "#packages/domain/settings.ts";
import { SurplusNotice } from "#packages/domain/surplus-notice.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import { decodeProfileTerms, decodeVacancyTerms } from "#packages/matching/terms-codec.ts";
import { OpenProposals } from "#packages/store/open-proposals.ts";
import type { Item } from "#packages/store/platform-table.ts";
import { CannotRun } from "../cannot-run.ts";
import type { Platform } from "../platform.ts";

/** All that the platform's table holds at a moment of rest: read whole, which only this check may do. */
export type TableState = {
  readonly vacancies: Map<string, Vacancy>;
  readonly profiles: Map<string, MarketProfile>;
  readonly proposals: Map<string, Proposal>;
  /** Open lists by the id of their vacancy or profile. */
  readonly lists: Record<"VACANCY" | "PROFILE", Map<string, OpenProposals>>;
  readonly vacancyTerms: Map<string, VacancyTerms>;
  readonly profileTerms: Map<string, ProfileTerms>;
  /** Version of a proposal that arrived on a desk, by the proposal's id. */
  readonly receipts: Map<string, number>;
  readonly couplings: Map<string, Coupling>;
  readonly notices: Map<string, SurplusNotice>;
  settings: AllSettings;
  /** Entries of the change log whose events have not gone out. */
  unpublished: number;
  items: number;
};

const emptyState = (): TableState => ({
  vacancies: new Map(),
  profiles: new Map(),
  proposals: new Map(),
  lists: { VACANCY: new Map(), PROFILE: new Map() },
  vacancyTerms: new Map(),
  profileTerms: new Map(),
  receipts: new Map(),
  couplings: new Map(),
  notices: new Map(),
  settings: { version: 0, regions: {} },
  unpublished: 0,
  items: 0,
});

type Taking = (state: TableState, id: string, item: Item) => void;

const documentIn = <T>(schema: z.ZodType<T>, { doc }: Item): T => schema.parse(JSON.parse(doc?.S ?? "null"));

/** What is done with an item, by the beginning of its key and the whole of its sort key. */
const TAKINGS: Readonly<Record<string, Taking>> = {
  "VACANCY VACANCY": ({ vacancies }, id, item) => vacancies.set(id, documentIn(Vacancy, item)),
  "PROFILE PROFILE": ({ profiles }, id, item) => profiles.set(id, documentIn(MarketProfile, item)),
  "PROPOSAL PROPOSAL": ({ proposals }, id, item) => proposals.set(id, documentIn(Proposal, item)),
  "VACANCY OPEN": ({ lists }, id, item) => lists.VACANCY.set(id, documentIn(OpenProposals, item)),
  "PROFILE OPEN": ({ lists }, id, item) => lists.PROFILE.set(id, documentIn(OpenProposals, item)),
  "PROPOSAL RECEIPT": ({ receipts }, id, { version }) => receipts.set(id, Number(version?.N)),
  "SETTINGS REGIONS": (state, _, item) => {
    state.settings = documentIn(AllSettings, item);
  },
  "NOTICE NOTICE": ({ notices }, id, item) => notices.set(id, documentIn(SurplusNotice, item)),
  "COUPLING COUPLING": ({ couplings }, id, item) => couplings.set(id, documentIn(Coupling, item)),
};

const takeShard = (state: TableState, side: string | undefined, { sk, terms }: Item): void => {
  const [id, text] = [sk?.S ?? "", terms?.S ?? ""];
  if (side === "VACANCY") state.vacancyTerms.set(id, decodeVacancyTerms(text));
  else state.profileTerms.set(id, decodeProfileTerms(text));
};

const take = (state: TableState, item: Item): void => {
  const [kind = "", id = ""] = (item["pk"]?.S ?? "").split("#");
  state.items += 1;
  if (item["unpublishedPk"] !== undefined) state.unpublished += 1;
  if (kind === "SHARD") takeShard(state, id, item);
  else TAKINGS[`${kind} ${item["sk"]?.S ?? ""}`]?.(state, id, item);
};

/** Name of the platform's table: the one with a stream. */
const platformTableName = ({ tables }: Pick<Platform, "tables">): string => {
  const name = tables.map((table) => table.name).find((one) => one.includes("PlatformTable"));
  if (name === undefined) throw new CannotRun("the template has no platform table");
  return name;
};

/** Reads the platform's table from end to end. */
export const readTables = async (platform: Pick<Platform, "dynamo" | "tables">): Promise<TableState> => {
  const client = new DynamoDBClient(platform.dynamo);
  const state = emptyState();
  const TableName = platformTableName(platform);
  for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
    for (const item of Items) take(state, item);
  }
  client.destroy();
  return state;
};
