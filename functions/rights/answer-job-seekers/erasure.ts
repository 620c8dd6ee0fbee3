import type { Context } from "hono";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { eraseRoute, findErasureRoute } from "#packages/api/routes/me-erasure.ts";
import { NotFound, TooBusy } from "#packages/domain/errors.ts";
import { ErasureId } from "#packages/domain/ids.ts";
import type { KnownProfile } from "#packages/intake/change-profile.ts";
import type { Origin } from "#packages/intake/origin.ts";
import { toldProfileWithdrawn } from "#packages/intake/profile-facts.ts";
import { agesOut, erasedProfile } from "#packages/rights/erase.ts";
import type { Erasure } from "#packages/rights/erasure-proof.ts";
import { auditWrites } from "#packages/store/audit-trail.ts";
import { put } from "#packages/store/documents.ts";
import { findProof, noteErasedReference, putPending, putProof } from "#packages/store/erasures.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { logChange } from "#packages/store/log-entries.ts";
import { closeSessionWrites, endAccessWrites } from "#packages/store/personal-access.ts";
import { takePerson } from "#packages/store/persons-table.ts";
import { ConditionFailed, commit } from "#packages/store/platform-table.ts";
import { changedReference, type Reference } from "#packages/store/references.ts";
import { takeFromShard } from "#packages/store/shards.ts";
import { type Deps, originOf } from "./deps.ts";
import { factOf, ownProfile } from "./own-data.ts";
import { ownReference } from "./own-reference.ts";

/** What is gone at once. The person's id goes with it: what is left of the profile has another, which leads nowhere. */
const goneAtOnce = (
  deps: Deps,
  { profile, person }: KnownProfile,
  known: Reference | undefined,
  origin: Origin,
) => {
  const { platform, persons } = deps.tables;
  const left = erasedProfile(profile, deps.newId(), origin);
  return [
    put(platform, marketProfiles, left),
    takePerson(persons, person.id),
    takeFromShard(platform, { side: "PROFILE", region: profile.region }, profile.id),
    ...changedReference(platform, profile.id, known, undefined),
    ...(known === undefined ? [] : [noteErasedReference(persons, known.owner, known.reference, origin.now)]),
    ...logChange(platform, {
      kind: "PROFILE",
      scopes: [profile.region],
      id: profile.id,
      version: left.version,
      at: origin.now,
      events: [toldProfileWithdrawn(left, origin)],
    }),
  ];
};

/** One try. Undefined when somebody wrote in between. */
const attempt = async (c: Context<ApiEnv>, deps: Deps): Promise<Erasure | undefined> => {
  const { persons, records, platform } = deps.tables;
  const known = await ownProfile(c, deps);
  const origin = originOf(c, deps);
  const { id: profileId, jobSeekerId, region, importId, reference } = known.profile;
  const id = ErasureId.parse(deps.newId());
  const askedAt = origin.now.toISOString();
  const erased = { person: 1, profile: 1, matchingData: 1, access: 1 };
  const proof: Erasure = { id, state: "begun", askedAt, erased, agesOut: agesOut(origin.now) };
  const fact = await factOf(c, deps, { what: "erasure-asked" }, region);
  const whose = { profileId, jobSeekerId };
  const referred = await ownReference(deps, known);
  try {
    await commit(platform.client, [
      ...goneAtOnce(deps, known, referred, origin),
      ...(await endAccessWrites(persons, whose)),
      ...closeSessionWrites(persons, c.var.sessionToken),
      putPending(persons, {
        id,
        askedAt,
        ...whose,
        region,
        importId,
        reference,
        referenceOwner: referred?.owner,
      }),
      putProof(records, proof),
      // The trail tells that there was an erasure, by its proof, and not whose.
      ...(await auditWrites(records, { ...fact, about: `erasure ${id}` })),
    ]);
    return proof;
  } catch (error) {
    if (error instanceof ConditionFailed) return undefined;
    throw error;
  }
};

const TRIES = 8;

/** Erasure (GDPR 17): the person, the profile and what is matched at once, every other trace within minutes. */
export const serveErasure = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  api.openapi(eraseRoute, async (c) => {
    for (let count = 0; count < TRIES; count += 1) {
      const proof = await attempt(c, deps);
      if (proof !== undefined) return c.json(proof, 202, { location: `/v1/erasures/${proof.id}` });
    }
    throw new TooBusy("the profile is being written by others");
  });

  api.openapi(findErasureRoute, async (c) => {
    const { id } = c.req.valid("param");
    const proof = await findProof(deps.tables.records, id);
    if (proof === undefined) throw new NotFound(id);
    return c.json(proof, 200);
  });
};
