import type { Context } from "hono";
import { accepts } from "hono/accepts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import { type Language, labelled } from "#packages/api/explanation-view.ts";
import { NotFound, TooBusy } from "#packages/domain/errors.ts";
import type { KnownProfile } from "#packages/intake/change-profile.ts";
import type { Origin } from "#packages/intake/origin.ts";
import type { ProfileChange } from "#packages/intake/register-profile.ts";
import type { AuditFact } from "#packages/rights/audit-chain.ts";
import type { ActivityCode } from "#packages/rights/processing-activities.ts";
import type { Told } from "#packages/rights/processing-line.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import { type Deps, originOf } from "./deps.ts";

type OwnContext = Context<ApiEnv>;

/** The profile and the person of the session. Throws NotFound when they are no longer there. */
export const ownProfile = async (c: OwnContext, { tables }: Deps): Promise<KnownProfile> => {
  const { profileId, jobSeekerId } = c.var.own;
  const [profile, person] = await Promise.all([
    find(tables.platform, marketProfiles, profileId),
    find(tables.persons, people, jobSeekerId),
  ]);
  if (profile === undefined || person === undefined) throw new NotFound(profileId);
  return { profile, person };
};

/** What the log of processing is told of this request. */
export const toldOf = (
  c: OwnContext,
  { now }: Deps,
  {
    name,
    activity,
    startedAt,
  }: { readonly name: string; readonly activity: ActivityCode; readonly startedAt: Date },
): Told => ({
  name,
  activity,
  by: c.var.caller.actor,
  traceparent: c.var.traceparent,
  startedAt,
  endedAt: now(),
});

/** What somebody does with the own data: its name in the API, in the audit trail, and in the log of processing. */
export type Deed = {
  readonly name: string;
  readonly what: AuditFact["what"];
  readonly activity: ActivityCode;
  readonly detail?: AuditFact["detail"];
};

/** The entry of the audit trail for a deed of the person; people are named by pseudonym there. */
export const factOf = async (
  c: OwnContext,
  deps: Deps,
  { what, detail }: Pick<Deed, "what" | "detail">,
  region: AuditFact["chain"],
): Promise<AuditFact> => {
  const pseudonym = await deps.processing.pseudonym(c.var.own.jobSeekerId);
  return {
    chain: region,
    at: deps.now().toISOString(),
    what,
    by: { subject: pseudonym, role: "job-seeker" },
    about: `job-seeker ${pseudonym}`,
    detail,
    trace: c.var.traceparent,
  };
};

type Decide = (before: KnownProfile, origin: Origin) => ProfileChange | undefined;

const attempt = async (c: OwnContext, deps: Deps, deed: Deed, decide: Decide): Promise<boolean> => {
  const origin = originOf(c, deps);
  const before = await ownProfile(c, deps);
  const change = decide(before, origin);
  if (change === undefined) return true;
  const told = toldOf(c, deps, { ...deed, startedAt: origin.now });
  try {
    await commit(deps.tables.platform.client, [
      ...profileWrites(deps.tables, change),
      ...(await auditWrites(deps.tables.records, await factOf(c, deps, deed, before.profile.region))),
      ...(await deps.processing.writes(c.var.own.jobSeekerId, told)),
    ]);
    return true;
  } catch (error) {
    if (error instanceof ConditionFailed) return false;
    throw error;
  }
};

const TRIES = 8;
const pause = (count: number) =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * 15 * 2 ** count));

/**
 * Does something with the own profile, in one transaction with its lines in the audit trail and the log of processing;
 * decides anew on what stands when somebody else wrote in between. Answers what it came to.
 */
export const changeOwn = async (
  c: OwnContext,
  deps: Deps,
  deed: Deed,
  decide: Decide,
): Promise<KnownProfile> => {
  for (let count = 0; count < TRIES; count += 1) {
    if (await attempt(c, deps, deed, decide)) return ownProfile(c, deps);
    await pause(count);
  }
  throw new TooBusy("the profile is being written by others");
};

/** Dutch unless the reader asks for English. */
export const languageOf = (c: OwnContext): Language =>
  accepts(c, { header: "Accept-Language", supports: ["nl", "en"], default: "nl" }) === "en" ? "en" : "nl";

/** A profile with labels for its concepts. */
export const shownProfile = ({ profile }: KnownProfile, { known }: Deps, language: Language) => ({
  ...profile,
  occupations: profile.occupations.map(labelled(known, "occupation", language)),
  competencies: profile.competencies.map(labelled(known, "competency", language)),
});
