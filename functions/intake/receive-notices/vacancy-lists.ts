import type { Context } from "hono";
import { seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { listVacanciesRoute } from "#packages/api/routes/vacancies.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import type { Vacancy } from "#packages/domain/vacancy.ts";
import { vacancyResource } from "#packages/policy/resources.ts";
import { lists } from "#packages/store/keys.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { type Page, type PageAsked, readList, readShardPage } from "#packages/store/pages.ts";
import type { Deps } from "./deps.ts";

type Selection = { readonly employer?: string | undefined; readonly region?: RegionCode | undefined };

/** What the caller may list: employers and teams their own, whatever they ask; others what they name. */
const selectionOf = ({ var: { caller, access } }: Context<ApiEnv>, asked: Selection): Selection => {
  if (access?.relation === "own-firm") return { employer: caller.kvkNumber };
  if (access?.relation === "own-region") return { region: caller.actor.region };
  if ((asked.employer === undefined) === (asked.region === undefined))
    throw invalidInput([{ parameter: "employer", detail: "or region is needed, one of the two" }]);
  return asked;
};

const read = (
  { tables }: Deps,
  { employer, region }: Selection,
  asked: PageAsked,
): Promise<Page<Vacancy>> => {
  if (region !== undefined)
    return readShardPage(tables.platform, vacancies, { side: "VACANCY", region }, asked);
  const { listPk } = lists.ofEmployer(employer ?? "", "", "");
  return readList(tables.platform, vacancies, [listPk.S], asked);
};

/** Lists of vacancies, by employer or by region. */
export const serveVacancyLists = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listVacanciesRoute, async (c) => {
    const query = c.req.valid("query");
    const selection = selectionOf(c, query);
    const list = `vacancies ${selection.employer ?? ""} ${selection.region ?? ""}`;
    const page = await read(deps, selection, pageAsked(query, list));
    return answerPage(c, seenPage(c, page, vacancyResource), list);
  });
};
