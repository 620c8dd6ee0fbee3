import type { Context } from "hono";
import { seen, seenPage } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { problemOf } from "#packages/api/colleague-views.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { answerPage, pageAsked } from "#packages/api/cursors.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import {
  type AnswerInput,
  answerCouplingRoute,
  findCouplingAlternativeRoute,
  findCouplingRoute,
  listCouplingsRoute,
  reportTransitionRoute,
} from "#packages/api/routes/couplings.ts";
import { answerVersion, checkIfMatch, etagOf } from "#packages/api/versions.ts";
import { routeSettingsOf } from "#packages/brokerage/transition-routes.ts";
import { refuseForTeam } from "#packages/coupling/claim-coupling.ts";
import { agree, type Doing, decline, report } from "#packages/coupling/coupling-steps.ts";
import { explainCoupling } from "#packages/coupling/explain-coupling.ts";
import { takingWrites } from "#packages/coupling/take-step.ts";
import { stepWrites } from "#packages/coupling/write-step.ts";
import type { Coupling } from "#packages/domain/coupling.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { couplingPartyOf } from "#packages/policy/coupling-party.ts";
import { couplingResource } from "#packages/policy/resources.ts";
import { readColleagues } from "#packages/store/colleagues.ts";
import { couplings, readCouplings } from "#packages/store/couplings.ts";
import { find } from "#packages/store/documents.ts";
import { vacancies } from "#packages/store/kinds.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Deps } from "./deps.ts";
import { readFirmNames } from "./firm-names.ts";
import { detailOf, learningView, summaryOf } from "./views.ts";
import { listOf, partyFor } from "./who-sees.ts";

const found = async (c: Context<ApiEnv>, { table }: Deps, id: string): Promise<Coupling> =>
  seen(c, await find(table, couplings, id), couplingResource, id);

const remindIn = async ({ table }: Deps, { fromRegion }: Coupling): Promise<number | undefined> =>
  settingsOf(await readSettings(table), fromRegion).remindInWorkingDays;

/** The team that divides the work, when it is that team who asks. */
const teamFor = async (caller: Caller, coupling: Coupling, { table, now }: Deps) => {
  if (couplingPartyOf(caller, coupling) !== "team") return undefined;
  return { colleagues: await readColleagues(table, coupling.fromRegion, now()), at: now() };
};

/** For the team, whoever has it speaks. Throws a Problem (409) that names who that is; what nobody has is anybody's. */
const checkSpeaks = async (caller: Caller, coupling: Coupling, { table, now }: Deps): Promise<void> => {
  if (partyFor(caller, coupling) !== "team") return;
  const refused = refuseForTeam(coupling, caller.actor);
  if (refused !== undefined)
    throw await problemOf(table, refused, { region: coupling.fromRegion, at: now() });
};

const answered = (
  input: AnswerInput,
  before: Coupling,
  caller: Caller,
  doing: Pick<Doing, "at" | "remindInWorkingDays">,
): Coupling | undefined => {
  const answering = { party: partyFor(caller, before), note: input.note, by: caller.actor, ...doing };
  return input.answer === "agree"
    ? agree(before, input.people, answering)
    : decline(before, input.reason, answering);
};

/** What is written and answered for the next version of a coupling; nothing is written when there is none. */
const doing = async (
  { table }: Deps,
  { before, after }: { readonly before: Coupling; readonly after: Coupling | undefined },
  { caller, at, traceparent }: { readonly caller: Caller; readonly at: Date; readonly traceparent: string },
  written = stepWrites,
) => {
  const now = after ?? before;
  const writes = after === undefined ? [] : await written(table, { before, after }, { at, traceparent });
  return { writes, answer: jsonAnswer(200, summaryOf(now, caller), { etag: etagOf(now.version) }) };
};

/** Couplings as firms and teams read, answer and follow them. What may be done when is in `packages/coupling`. */
export const serveCouplings = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(listCouplingsRoute, async (c) => {
    const { limit, cursor, state } = c.req.valid("query");
    const { caller } = c.var;
    const name = listOf(caller);
    const list = `couplings ${name} ${state ?? ""}`;
    const page = await readCouplings(deps.table, name, pageAsked({ limit, cursor }, list));
    const things = page.things.filter((one) => state === undefined || one.state === state);
    const shown = seenPage(c, { ...page, things }, couplingResource);
    const firmNames = await readFirmNames(deps.table, shown.things);
    return answerPage(c, shown, list, (one) => ({ ...summaryOf(one, caller), ...firmNames(one) }));
  });

  api.openapi(findCouplingRoute, async (c) => {
    const coupling = await found(c, deps, c.req.valid("param").id);
    const vacancy = await find(deps.table, vacancies, coupling.vacancyId);
    const routes = routeSettingsOf(settingsOf(await readSettings(deps.table), coupling.fromRegion));
    const { caller } = c.var;
    const team = await teamFor(caller, coupling, deps);
    const detail = detailOf(coupling, vacancy, { caller, routes, team });
    const firmNames = await readFirmNames(deps.table, [coupling]);
    return answerVersion(c, coupling.version, { ...detail, ...firmNames(coupling) });
  });

  api.openapi(findCouplingAlternativeRoute, async (c) => {
    const coupling = await found(c, deps, c.req.valid("param").id);
    const { ifTrained, ...explained } = await explainCoupling(deps.coupler, coupling);
    const learnt = ifTrained.map(({ vacancyId, learning }) => ({
      vacancyId,
      learning: learningView(learning),
    }));
    return c.json({ ...explained, ifTrained: learnt }, 200);
  });

  api.openapi(answerCouplingRoute, (c) =>
    idempotently(c, deps, async () => {
      const { caller, traceparent } = c.var;
      const before = await found(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      await checkSpeaks(caller, before, deps);
      const at = deps.now();
      const remindInWorkingDays = await remindIn(deps, before);
      const after = answered(c.req.valid("json"), before, caller, { at, remindInWorkingDays });
      return doing(deps, { before, after }, { caller, at, traceparent });
    }),
  );

  api.openapi(reportTransitionRoute, (c) =>
    idempotently(c, deps, async () => {
      const { caller, traceparent } = c.var;
      const before = await found(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      await checkSpeaks(caller, before, deps);
      const at = deps.now();
      const remindInWorkingDays = await remindIn(deps, before);
      const after = report(before, c.req.valid("json"), { by: caller.actor, at, remindInWorkingDays });
      // Who started may be others than those with a profile: then more people are spoken for than it seemed.
      return doing(deps, { before, after }, { caller, at, traceparent }, takingWrites);
    }),
  );
};
