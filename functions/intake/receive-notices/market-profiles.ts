import type { Caller } from "#packages/api/caller.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import { findMarketProfileRoute, registerMarketProfileRoute } from "#packages/api/routes/market-profiles.ts";
import { answerVersion, etagOf } from "#packages/api/versions.ts";
import { NotFound } from "#packages/domain/errors.ts";
import { JobSeekerId, MarketProfileId } from "#packages/domain/ids.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { ResponsibleParty } from "#packages/domain/situation.ts";
import { type ProfileChange, shapeProfile } from "#packages/intake/register-profile.ts";
import { find } from "#packages/store/documents.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { people } from "#packages/store/persons-table.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import { type Deps, originOf } from "./deps.ts";

/** Whether the caller may see that the profile exists. */
const sees = ({ actor }: Caller, { region, responsible }: MarketProfile): boolean => {
  if (actor.role === "responsible-party")
    return actor.party === responsible && (actor.region === undefined || actor.region === region);
  return actor.role !== "team" || actor.region === region;
};

/** The party that the token is for; `allow` lets no token without one come here. */
const partyOf = ({ actor }: Caller): ResponsibleParty => {
  if (actor.party === undefined) throw new Problem("not-allowed", "The token names no responsible party.");
  return actor.party;
};

const written = (status: number, { profile, suggestions }: ProfileChange) =>
  jsonAnswer(
    status,
    { ...profile, occupationSuggestions: suggestions },
    { etag: etagOf(profile.version), location: `/v1/market-profiles/${profile.id}` },
  );

/** Market profiles: job seekers after intake, person and profile apart (S1 to S4). */
export const serveMarketProfiles = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const { tables, known } = deps;
  const once = { table: tables.persons, now: deps.now };

  api.openapi(registerMarketProfileRoute, (c) => {
    const input = c.req.valid("json");
    const { caller } = c.var;
    return idempotently(c, once, async () => {
      const ids = { id: MarketProfileId.parse(deps.newId()), jobSeekerId: JobSeekerId.parse(deps.newId()) };
      const change = shapeProfile(input, ids, partyOf(caller), { origin: originOf(c, deps), known });
      const writes = profileWrites(tables, { ...change, referenceOwner: caller.actor.subject });
      return { writes, answer: written(201, change) };
    });
  });

  api.openapi(findMarketProfileRoute, async (c) => {
    const { id } = c.req.valid("param");
    const { caller } = c.var;
    const profile = await find(tables.platform, marketProfiles, id);
    if (profile === undefined || !sees(caller, profile)) throw new NotFound(id);
    if (caller.actor.role !== "responsible-party") return answerVersion(c, profile.version, profile);
    const person = await find(tables.persons, people, profile.jobSeekerId);
    return answerVersion(c, profile.version, { ...profile, person });
  });
};
