import type { Context } from "hono";
import * as z from "zod";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { invalidInput } from "#packages/api/problem.ts";
import { findOwnProfileRoute, rectifyOwnProfileRoute } from "#packages/api/routes/me.ts";
import type { OwnProfile } from "#packages/api/routes/me-views.ts";
import { etagOf, needIfMatch } from "#packages/api/versions.ts";
import { settingsOf } from "#packages/domain/settings.ts";
import { type KnownProfile, rectifyProfile } from "#packages/intake/change-profile.ts";
import { whyNotMatched } from "#packages/rights/hold-back.ts";
import { readSettings } from "#packages/store/settings-store.ts";
import type { Deps } from "./deps.ts";
import { changeOwn, languageOf, ownProfile, shownProfile, toldOf } from "./own-data.ts";
import { ownPlaces } from "./own-waiting-lists.ts";

/** What a person puts right alone; all else is for the responsible party, who keeps the intake. */
const OWN_MEMBERS: Readonly<Record<string, ReadonlySet<string>>> = {
  person: new Set(["givenName", "familyName", "postcode", "dateOfBirth", "email", "phone"]),
  profile: new Set([
    "occupations",
    "competencies",
    "jobTitles",
    "hoursPerWeek",
    "availableFromDate",
    "availableUntilDate",
    "contractKinds",
    "languages",
    "educationLevel",
    "licences",
    "irregularHours",
    "reachKm",
    "learningJob",
    "affinities",
    "excludedOccupations",
    "excludedSectors",
  ]),
};

const Members = z.record(z.string(), z.unknown());
/** Members of a patch that are not the person's own to change, each by its pointer. */
const strangers = (patch: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(patch).flatMap(([part, members]) => {
    const own = Object.hasOwn(OWN_MEMBERS, part) ? OWN_MEMBERS[part] : undefined;
    const inside = Members.safeParse(members);
    if (own === undefined || !inside.success) return [`/${part}`];
    return Object.keys(inside.data).flatMap((member) => (own.has(member) ? [] : [`/${part}/${member}`]));
  });

const checkOwnMembers = (patch: Readonly<Record<string, unknown>>): void => {
  const found = strangers(patch);
  if (found.length > 0)
    throw invalidInput(
      found.map((pointer) => ({ pointer, detail: "cannot be changed here: ask the responsible party" })),
      "body",
    );
};

/** The own profile as it is shown, with why it is or is not matched. */
export const viewOf = async (c: Context<ApiEnv>, deps: Deps, known: KnownProfile): Promise<OwnProfile> => {
  const { profile, person } = known;
  const notMatchedBecause = whyNotMatched(profile);
  const places = await ownPlaces(deps, profile);
  return {
    profile: shownProfile(known, deps, languageOf(c)),
    person,
    responsible: profile.responsible,
    region: profile.region,
    desk: settingsOf(await readSettings(deps.tables.platform), profile.region).desk,
    matched: notMatchedBecause.length === 0,
    notMatchedBecause,
    workOffered: places.some(({ state }) => state === "offered"),
  };
};

/** Answers the own profile with its version. */
export const answerOwn = async (c: Context<ApiEnv>, deps: Deps, known: KnownProfile): Promise<Response> =>
  c.json(await viewOf(c, deps, known), 200, {
    etag: etagOf(known.profile.version),
    "content-language": languageOf(c),
    vary: "Accept-Language",
  });

/** The own profile: read it, put it right (GDPR 15 and 16). */
export const serveOwnProfile = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(findOwnProfileRoute, async (c) => {
    const startedAt = deps.now();
    const known = await ownProfile(c, deps);
    const told = toldOf(c, deps, { name: "findOwnProfile", activity: "show-own-data", startedAt });
    await deps.processing.write(c.var.own.jobSeekerId, told);
    return answerOwn(c, deps, known);
  });

  api.openapi(rectifyOwnProfileRoute, async (c) => {
    const patch = c.req.valid("json");
    checkOwnMembers(patch);
    needIfMatch(c, (await ownProfile(c, deps)).profile.version);
    const deed = { name: "rectifyOwnProfile", what: "data-rectified", activity: "exercise-right" } as const;
    const known = await changeOwn(c, deps, deed, (before, origin) => {
      needIfMatch(c, before.profile.version);
      return rectifyProfile(before, patch, before.profile.responsible, { origin, known: deps.known });
    });
    return answerOwn(c, deps, known);
  });
};
