import * as z from "zod";
import { ColleagueView, ProposalDetail } from "#packages/api/routes/delivery-views.ts";
import { ManyOutcomes } from "#packages/api/routes/many-views.ts";
import { WorkQueueView } from "#packages/api/routes/queue-views.ts";
import type { ApiClient } from "../../api/client.ts";

/** Of an answer that is not shown: the page is asked for anew. */
const Anything = z.unknown();

type Query = Readonly<Record<string, string | number | undefined>>;

export const readQueue = async (api: ApiClient, region: string, query: Query): Promise<WorkQueueView> =>
  (await api.ask({ path: `/regions/${region}/queue`, query }, WorkQueueView)).data;

const Colleagues = z.object({ items: z.array(ColleagueView) });
export const readColleagues = async (api: ApiClient, region: string) =>
  (await api.ask({ path: `/regions/${region}/colleagues` }, Colleagues)).data.items;

export const readProposal = async (api: ApiClient, id: string): Promise<ProposalDetail> =>
  (await api.ask({ path: `/proposals/${id}` }, ProposalDetail)).data;

export const doToMany = async (api: ApiClient, region: string, body: object, idempotencyKey: string) =>
  (
    await api.ask(
      { method: "POST", path: `/regions/${region}/proposal-deeds`, body, idempotencyKey },
      ManyOutcomes,
    )
  ).data;

export type DeedRequest = {
  readonly method: "POST" | "PUT" | "DELETE";
  readonly path: `/${string}`;
  readonly body?: unknown;
  /** Of a POST: sent twice, it does its work once. */
  readonly key?: string;
};

/** Something that changes a thing; throws ApiTrouble where it is refused. */
export const sendDeed = (api: ApiClient, { method, path, body, key }: DeedRequest) =>
  api.ask(
    {
      method,
      path,
      ...(body === undefined ? {} : { body }),
      ...(key === undefined ? {} : { idempotencyKey: key }),
    },
    Anything,
  );

const Person = z.object({
  givenName: z.string(),
  familyName: z.string(),
  postcode: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
});
export type Person = z.infer<typeof Person>;

/** Who the person of a claimed proposal is; each reading is logged with its purpose. */
export const readPerson = async (api: ApiClient, id: string, purpose: string): Promise<Person> =>
  (await api.ask({ path: `/proposals/${id}/person`, query: { purpose } }, Person)).data;
