import type { Context } from "hono";
import * as z from "zod";
import { mayAbout } from "#packages/api/access.ts";
import type { ApiEnv } from "#packages/api/api-env.ts";
import type { createApi } from "#packages/api/create-api.ts";
import { type Doing, idempotently, jsonAnswer } from "#packages/api/idempotently.ts";
import { Problem } from "#packages/api/problem.ts";
import {
  changeMarketProfileRoute,
  findMarketProfileRoute,
  registerMarketProfileRoute,
  withdrawMarketProfileRoute,
} from "#packages/api/routes/market-profiles.ts";
import { answerVersion, checkIfMatch, etagOf, needIfMatch } from "#packages/api/versions.ts";
import { NotPossibleNow } from "#packages/domain/errors.ts";
import { JobSeekerId, MarketProfileId } from "#packages/domain/ids.ts";
import { type MarketProfile, MarketProfileInput } from "#packages/domain/market-profile.ts";
import { patchProfile, replaceProfile, withdrawProfile } from "#packages/intake/change-profile.ts";
import { type TitleSuggestions, tellSuggestions } from "#packages/intake/concepts.ts";
import { type ProfileChange, shapeProfile } from "#packages/intake/register-profile.ts";
import type { Caller } from "#packages/policy/caller.ts";
import { mayRead } from "#packages/policy/parts.ts";
import { profileResource } from "#packages/policy/resources.ts";
import { comesAnew, ERASED_SINCE } from "#packages/rights/erase.ts";
import { find } from "#packages/store/documents.ts";
import { erasedAtOf } from "#packages/store/erasures.ts";
import { marketProfiles } from "#packages/store/kinds.ts";
import { findByReference } from "#packages/store/references.ts";
import { profileWrites } from "#packages/store/write-profile.ts";
import { type Accepted, accept } from "./accepting.ts";
import { commitChange } from "./changing.ts";
import { serveConsents } from "./consents.ts";
import { type Deps, originOf } from "./deps.ts";
import { onTrail } from "./on-trail.ts";
import { partyOf, personBehind, seenProfile, shownTo } from "./profile-access.ts";
import { serveProfileLists } from "./profile-lists.ts";
import { toldOf } from "./told.ts";

/** What is answered of a write: the anonymous part, for the answer is kept. */
export const written = (
  status: number,
  profile: MarketProfile,
  suggestions: readonly TitleSuggestions[] = [],
) =>
  jsonAnswer(
    status,
    { ...profile, ...tellSuggestions(suggestions) },
    { etag: etagOf(profile.version), location: `/v1/market-profiles/${profile.id}` },
  );

/** Of a patch, what is answered with it; what is wrong with it is told when the whole is checked. */
const Answered = z
  .object({
    invitationCode: MarketProfileInput.shape.invitationCode.catch(undefined),
    selfRegistrationId: MarketProfileInput.shape.selfRegistrationId.catch(undefined),
  })
  .catch({ invitationCode: undefined, selfRegistrationId: undefined });

/** A change, with whose reference the profile has where that need not be the caller. */
type OwnedChange = ProfileChange & { readonly referenceOwner?: string | undefined };

/** References are the client's own: two municipalities are the same party, and count apart. */
const writesOf = ({ tables }: Deps, { actor }: Caller, change: OwnedChange) =>
  profileWrites(tables, { referenceOwner: actor.subject, ...change });

type Asked = Context<ApiEnv>;

/** What is written of a change, with its line in the log of processing: both or neither. */
const loggedWrites = async (c: Asked, deps: Deps, name: string, change: OwnedChange) => [
  ...writesOf(deps, c.var.caller, change),
  ...(await deps.processing.writes(change.profile.jobSeekerId, toldOf(c, deps, name, "keep-profile"))),
];

type Made = {
  readonly name: string;
  readonly status: number;
  readonly change: OwnedChange;
  readonly accepted?: Accepted;
};

const doing = async (c: Asked, deps: Deps, { name, status, change, accepted }: Made): Promise<Doing> => ({
  writes: [...(await loggedWrites(c, deps, name, change)), ...(accepted?.writes ?? [])],
  answer: written(status, change.profile, change.suggestions),
  about: change.profile.jobSeekerId,
});

/** The profile with that reference. Throws NotPossibleNow when it is not kept any more, or its person was erased. */
const knownByReference = async (
  { tables, now }: Deps,
  { actor }: Caller,
  { reference, profile }: MarketProfileInput,
): Promise<MarketProfile | undefined> => {
  if (reference === undefined) return undefined;
  const owner = actor.subject;
  const id = await findByReference(tables.platform, { kind: "market-profile", owner, reference });
  if (id === undefined) {
    const erasedAt = await erasedAtOf(tables.persons, { owner, reference }, now());
    if (erasedAt === undefined || comesAnew(erasedAt, profile.consents)) return undefined;
    throw new NotPossibleNow(`The reference ${ERASED_SINCE}.`);
  }
  const known = await find(tables.platform, marketProfiles, id);
  if (known !== undefined && known.erasedAt === undefined) return known;
  throw new NotPossibleNow(
    "The profile with this reference is not kept any more. Bring a new one under a new reference.",
  );
};

/** A party whose token names a region brings in people of that region; who has moved on to another party is theirs (S3). */
const checkTheirs = (c: Asked, profile: MarketProfile, pointer: string): void => {
  if (mayAbout(c, profileResource(profile))) return;
  throw new Problem(
    "not-allowed",
    "Another party is responsible for this person, or a desk of another region.",
    {
      errors: [{ pointer, detail: "is not of the party and region of the token" }],
    },
  );
};

const post = async (c: Asked, deps: Deps, input: MarketProfileInput): Promise<Doing> => {
  const { caller } = c.var;
  const name = "registerMarketProfile";
  const context = { origin: originOf(c, deps), known: deps.known };
  const profile = await knownByReference(deps, caller, input);
  if (profile === undefined) {
    const ids = { id: MarketProfileId.parse(deps.newId()), jobSeekerId: JobSeekerId.parse(deps.newId()) };
    const accepted = await accept(deps, input, ids, { caller, origin: context.origin });
    const change = shapeProfile(input, { ...ids, linked: accepted.linked }, partyOf(caller), context);
    checkTheirs(c, change.profile, "/person/postcode");
    return doing(c, deps, { name, status: 201, change, accepted });
  }
  checkTheirs(c, profile, "/reference");
  const person = await personBehind(deps, profile);
  const subject = { id: profile.id, jobSeekerId: profile.jobSeekerId, before: profile };
  const accepted = await accept(deps, input, subject, { caller, origin: context.origin });
  const joining = { ...context, linked: accepted.linked };
  const change = replaceProfile({ profile, person }, input, partyOf(caller), joining);
  return change === undefined
    ? { writes: [...accepted.writes], answer: written(200, profile), about: profile.jobSeekerId }
    : doing(c, deps, { name, status: 200, change, accepted });
};

/** Market profiles: job seekers after intake, person and profile apart (S1 to S4). */
export const serveMarketProfiles = (api: ReturnType<typeof createApi>, deps: Deps): void => {
  const once = { table: deps.tables.persons, now: deps.now };

  api.openapi(registerMarketProfileRoute, (c) => {
    const input = c.req.valid("json");
    return idempotently(c, once, () => post(c, deps, input));
  });

  serveProfileLists(api, deps);

  api.openapi(findMarketProfileRoute, async (c) => {
    const profile = await seenProfile(c, deps, c.req.valid("param").id);
    if (!mayRead("person", c.var.caller, profileResource(profile))) {
      const told = toldOf(c, deps, "findMarketProfile", "show-profile-to-team");
      await deps.processing.write(profile.jobSeekerId, told);
      return answerVersion(c, profile.version, shownTo(c.var.caller, profile));
    }
    const person = await personBehind(deps, profile);
    await deps.processing.write(person.id, toldOf(c, deps, "findMarketProfile", "show-person-to-party"));
    return answerVersion(c, profile.version, { ...profile, person });
  });

  api.openapi(changeMarketProfileRoute, async (c) => {
    const { caller } = c.var;
    const profile = await seenProfile(c, deps, c.req.valid("param").id);
    needIfMatch(c, profile.version);
    const before = { profile, person: await personBehind(deps, profile) };
    const context = { origin: originOf(c, deps), known: deps.known };
    const patch = c.req.valid("json");
    const subject = { id: profile.id, jobSeekerId: profile.jobSeekerId, before: profile };
    const accepted = await accept(deps, Answered.parse(patch), subject, { caller, origin: context.origin });
    const change = patchProfile(before, patch, partyOf(caller), { ...context, linked: accepted.linked });
    const writes = change === undefined ? [] : await loggedWrites(c, deps, "changeMarketProfile", change);
    if (writes.length + accepted.writes.length > 0) await commitChange(deps, [...writes, ...accepted.writes]);
    const { body, ...init } = written(200, change?.profile ?? profile, change?.suggestions);
    return new Response(body, init);
  });

  api.openapi(withdrawMarketProfileRoute, (c) =>
    idempotently(c, once, async () => {
      const before = await seenProfile(c, deps, c.req.valid("param").id);
      checkIfMatch(c, before.version);
      const withdrawn = withdrawProfile(before, c.req.valid("json").reason, originOf(c, deps));
      if (withdrawn === undefined)
        return { writes: [], answer: written(200, before), about: before.jobSeekerId };
      const { referenceOwner } = await personBehind(deps, before);
      const change = { ...withdrawn, referenceOwner };
      const { reason } = c.req.valid("json");
      const trail = await onTrail(c, deps, before, { what: "profile-withdrawn", detail: { reason } });
      const { writes, ...done } = await doing(c, deps, {
        name: "withdrawMarketProfile",
        status: 200,
        change,
      });
      return { ...done, writes: [...writes, ...trail] };
    }),
  );

  serveConsents(api, deps, written);
};
