import { createHash, randomUUID } from "node:crypto";
import { Coupling } from "#packages/domain/coupling.ts";
import { RedeliveryId, RematchId, ReviewRequestId, VacancyId } from "#packages/domain/ids.ts";
import { Invitation, invitationIdOf } from "#packages/domain/invitation.ts";
import { Redelivery } from "#packages/domain/redelivery.ts";
import { startedRematch } from "#packages/domain/rematch.ts";
import type { CallerRole } from "#packages/policy/operations.ts";
import { askReview } from "#packages/rights/review.ts";
import { couplingWrites } from "#packages/store/couplings.ts";
import { find, put } from "#packages/store/documents.ts";
import { invitationWrites } from "#packages/store/invitations.ts";
import { marketProfiles, proposals, vacancies } from "#packages/store/kinds.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { redeliveries } from "#packages/store/redeliveries.ts";
import { rematches } from "#packages/store/rematches.ts";
import { reviewRequests } from "#packages/store/reviews.ts";
import type { Dynamo } from "#test/support/dynamo.ts";
import {
  aNoticeBody,
  aProfileBody,
  aVacancyBody,
  intakeOn,
  thingIn,
  withClaims,
} from "#test/support/intake/intake-app.ts";
import { aProposal } from "../../unit/delivery/a-proposal.ts";
import { appsOn, NOW } from "./apps.ts";
import { FIRM, HOME, OWN } from "./callers.ts";

/** Ids of things, by the tag of the routes under which they stand; by role where each has its own. */
export type World = {
  idOf(tag: string, role: CallerRole, path: string): string;
  readonly ids: readonly string[];
};

/** A postcode of the home region. */
export const POSTCODE = "3511 AA";

/** A coupling that is agreed, of one who is on the way. */
export const aCoupling = (vacancyId: string, noticeId: string, at: string): Coupling =>
  Coupling.parse({
    id: randomUUID(),
    version: 1,
    state: "agreed",
    agreed: 1,
    invited: 1,
    noticeId,
    groupKey: "keuken",
    surplusId: randomUUID(),
    vacancyId,
    pc4: "3511",
    fromFirm: FIRM,
    filedBy: "I",
    toFirm: "90000009",
    fromRegion: HOME,
    toRegion: HOME,
    people: 2,
    answers: {},
    explanation: aProposal().explanation,
    points: 1,
    settingsVersion: 0,
    fingerprint: "f",
    holdEndsAt: "2026-12-01T09:00:00.000Z",
    history: [{ at, by: { subject: "brokerage", role: "system" }, what: "proposed", people: 2 }],
    proposedAt: at,
    changedAt: at,
  });

const invitationTo = ({ id: couplingId }: Coupling, at: string): Invitation =>
  Invitation.parse({
    id: invitationIdOf(couplingId, 1),
    version: 1,
    couplingId,
    number: 1,
    state: "open",
    hash: createHash("sha256").update(couplingId).digest("hex"),
    issuedAt: at,
    issuedBy: { subject: OWN.employer["sub"], role: "employer" },
    expiresAt: "2026-12-21T09:00:00.000Z",
  });

/**
 * One thing of every kind, in the home region, of the callers of `callers.ts`: by the API where it has a way in. `at` is when:
 * on a platform that runs, its own time, for who is told of a day that is yet to come does not see what is changed before it.
 */
export const createWorld = async (dynamo: Dynamo, at = NOW): Promise<World> => {
  const { platform } = dynamo;
  const { ask } = intakeOn(dynamo, { now: () => new Date(at) });
  const post = async (role: CallerRole, path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await thingIn(await ask(OWN[role], "POST", path, { body, headers }))).id;
  const places = [{ postcode: POSTCODE, positions: 2 }];
  const employer = { kvkNumber: FIRM, name: "Voorbeeldhotel", sector: "I" };
  const vacancy = await post("employer", "/v1/vacancies", aVacancyBody({ places, employer }));
  const openWork = await post(
    "employer",
    "/v1/vacancies",
    aVacancyBody({ places, employer, kind: "open-hiring", contractKinds: ["permanent"] }),
  );
  const notice = await post("employer", "/v1/surplus-notices", aNoticeBody({ employer }));
  const sectorNotice = await post("sector-organisation", "/v1/surplus-notices", aNoticeBody({ employer }));
  const profile = await post("responsible-party", "/v1/market-profiles", aProfileBody());
  const selfRegistration = await post("administrator", "/v1/self-registrations", {
    givenName: "Voornaam",
    familyName: "Voorbeeld",
    postcode: POSTCODE,
    situation: "young-person",
    email: "voornaam@voorbeeld.example",
  });
  const importOf = (role: CallerRole, kind: string) => sendImport(ask, role, kind);
  const imports = {
    vacancies: { employer: await importOf("employer", "vacancies") },
    "surplus-notices": {
      employer: await importOf("employer", "surplus-notices"),
      "sector-organisation": await importOf("sector-organisation", "surplus-notices"),
    },
    "market-profiles": { "responsible-party": await importOf("responsible-party", "market-profiles") },
  };
  const [asked, offered] = await Promise.all([
    find(platform, vacancies, vacancy),
    find(platform, marketProfiles, profile),
  ]);
  if (asked === undefined || offered === undefined) throw new Error("the world was not written");
  const proposal = aProposal({}, { vacancy: asked, profile: offered });
  const coupling = aCoupling(VacancyId.parse(vacancy), notice, at);
  const redelivery = Redelivery.parse({
    id: RedeliveryId.parse(randomUUID()),
    version: 1,
    region: HOME,
    reason: "asked",
    state: "waiting",
    requestedAt: at,
    sent: 0,
  });
  const review = askReview(ReviewRequestId.parse(randomUUID()), { subject: "other" }, offered, new Date(at));
  const rematch = startedRematch(
    {
      id: RematchId.parse(randomUUID()),
      scope: HOME,
      reason: "asked",
      by: { subject: "beheer", role: "administrator" },
    },
    new Date(at),
  );
  await commit(platform.client, [
    put(platform, rematches, rematch),
    ...couplingWrites(platform, coupling),
    put(platform, redeliveries, redelivery),
    ...invitationWrites(platform, undefined, invitationTo(coupling, at)),
    put(platform, reviewRequests, review),
  ]);
  // Where the functions run too, matching may be first with it, at any moment.
  await commit(platform.client, [put(platform, proposals, proposal)]).catch(unlessThere);
  // Whoever is given a proposal must have worked for the team before.
  await appsOn(dynamo, at)
    .get("proposals")
    ?.request(`/v1/proposals/${proposal.id}/claim`, { method: "PUT" }, withClaims(OWN.team));
  const importFor = (role: CallerRole, path: string): string => {
    const [, kind = ""] = path.split("/");
    const own = Object.entries(imports).find(([each]) => each === kind)?.[1] ?? imports["surplus-notices"];
    return (
      Object.entries(own).find(([each]) => each === role)?.[1] ??
      imports["market-profiles"]["responsible-party"]
    );
  };
  const things: Record<string, string> = {
    vacancies: vacancy,
    "market-profiles": profile,
    "self-registrations": selfRegistration,
    couplings: coupling.id,
    "work-queue": coupling.id,
    "open-hiring": openWork,
    proposals: proposal.id,
    regions: redelivery.id,
    "personal-access": profile,
    persons: proposal.id,
    "review-requests": review.id,
    rematches: rematch.id,
  };
  return {
    ids: [...Object.values(things), notice, sectorNotice],
    idOf(tag, role, path) {
      if (tag === "imports") return importFor(role, path);
      if (tag === "surplus-notices") return role === "sector-organisation" ? sectorNotice : notice;
      const id = things[tag];
      if (id === undefined)
        throw new Error(`no thing stands under ${tag}: put one in test/support/policy/world.ts`);
      return id;
    },
  };
};

const unlessThere = (error: unknown): void => {
  if (!(error instanceof ConditionFailed)) throw error;
};

type Ask = ReturnType<typeof intakeOn>["ask"];
/** An import that waits for more files. */
const sendImport = async (ask: Ask, role: CallerRole, kind: string): Promise<string> => {
  const answer = await ask(OWN[role], "POST", `/v1/${kind}/imports?moreFollows=true`, {
    body: '{"reference":"1"}\n',
    headers: { "content-type": "application/jsonl" },
  });
  const { id }: { id?: unknown } = JSON.parse(await answer.text());
  return String(id);
};
