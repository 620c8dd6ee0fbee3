import { NotPossibleNow } from "#packages/domain/errors.ts";
import { MarketProfile, MarketProfileInput } from "#packages/domain/market-profile.ts";
import type { Person } from "#packages/domain/person.ts";
import type { ResponsibleParty } from "#packages/domain/situation.ts";
import { faultsOf, InvalidInput } from "./invalid-input.ts";
import { mergePatch } from "./merge-patch.ts";
import type { KnownConcepts, Origin } from "./origin.ts";
import { toldProfileWithdrawn } from "./profile-facts.ts";
import { type ProfileChange, shapeProfile } from "./register-profile.ts";
import { saysTheSame } from "./says-the-same.ts";

/** A profile that is there, with the person behind it. */
export type KnownProfile = { readonly profile: MarketProfile; readonly person: Person };
/** Why a profile is withdrawn; kept with it and told to nobody. */
export type ProfileWithdrawalReason = NonNullable<MarketProfile["withdrawal"]>["reason"];

/** Throws NotPossibleNow for a profile that is withdrawn. */
export const checkThere = ({ status }: MarketProfile): void => {
  if (status === "withdrawn")
    throw new NotPossibleNow("The profile is withdrawn: it can no longer be changed.");
};

/** GDPR 18: while the person has the use of the data frozen, nobody else changes it. Throws NotPossibleNow. */
const checkNotFrozen = ({ restriction }: MarketProfile): void => {
  if (restriction !== undefined)
    throw new NotPossibleNow("The job seeker has the use of the data restricted: it stays as it is.");
};

/** With what a profile is changed: where the change comes from, and the group that it is linked to by it. */
type Context = {
  readonly origin: Origin;
  readonly known: KnownConcepts;
  readonly linked?: MarketProfile["linked"];
};

const samePerson = (a: Person | undefined, b: Person): boolean => a === undefined || saysTheSame(a, b);

const reshape = (
  before: KnownProfile,
  input: MarketProfileInput,
  asking: ResponsibleParty,
  context: Context,
): ProfileChange | undefined => {
  const { profile, person } = before;
  const subject = { id: profile.id, jobSeekerId: profile.jobSeekerId, before, linked: context.linked };
  const change = shapeProfile(input, subject, asking, context);
  const sameSelf = samePerson(change.person, person);
  if (sameSelf && saysTheSame(change.profile, profile)) return undefined;
  // The person's own version grows only when something of the person is different.
  return sameSelf ? { ...change, person: undefined } : change;
};

/**
 * The same profile posted again under the party's own reference: it replaces what was known. Undefined when it says
 * the same. Throws NotPossibleNow when the profile is withdrawn.
 */
export const replaceProfile = (
  before: KnownProfile,
  input: MarketProfileInput,
  asking: ResponsibleParty,
  context: Context,
): ProfileChange | undefined => {
  if (before.profile.status === "withdrawn")
    throw new NotPossibleNow(
      `The profile with this reference (${before.profile.id}) is withdrawn. Bring a new one under a new reference.`,
    );
  checkNotFrozen(before.profile);
  return reshape(before, input, asking, context);
};

/** Profile and person as the party would post them; titles have become occupations. */
const asPosted = ({ profile, person }: KnownProfile): unknown => {
  const { id, jobSeekerId, version, status, region, pc4, responsible, withdrawal, reference, ...rest } =
    profile;
  const {
    municipality,
    importId,
    registeredAt,
    changedAt,
    linked,
    restriction,
    objection,
    erasedAt,
    ...supply
  } = rest;
  const { givenName, familyName, postcode, dateOfBirth, email, phone, situation, underNotice } = person;
  return {
    person: { givenName, familyName, postcode, dateOfBirth, email, phone, situation, underNotice },
    profile: supply,
    ...(reference === undefined ? {} : { reference }),
  };
};

/**
 * A merge patch on person, profile or both, checked as a whole afterwards. Undefined when it changes nothing. Throws
 * InvalidInput with all that is wrong, NotPossibleNow when the profile is withdrawn or its use restricted.
 */
export const patchProfile = (
  before: KnownProfile,
  patch: unknown,
  asking: ResponsibleParty,
  context: Context,
): ProfileChange | undefined => {
  checkThere(before.profile);
  checkNotFrozen(before.profile);
  return rectifyProfile(before, patch, asking, context);
};

/** The same by the person, who may put right what is wrong while its use is restricted (GDPR 16 and 18). */
export const rectifyProfile = (
  before: KnownProfile,
  patch: unknown,
  asking: ResponsibleParty,
  context: Context,
): ProfileChange | undefined => {
  checkThere(before.profile);
  const parsed = MarketProfileInput.safeParse(mergePatch(asPosted(before), patch));
  if (!parsed.success) throw new InvalidInput(faultsOf(parsed.error));
  return reshape(before, parsed.data, asking, context);
};

/** The next version of a profile, with something else. */
export const nextOf = (
  profile: MarketProfile,
  over: Partial<MarketProfile>,
  { now }: Origin,
): MarketProfile =>
  MarketProfile.parse({
    ...profile,
    ...over,
    version: profile.version + 1,
    changedAt: now.toISOString(),
  });

/** Withdraws a profile. Undefined when it is withdrawn already. Why is kept with it, and is in no message. */
export const withdrawProfile = (
  before: MarketProfile,
  reason: ProfileWithdrawalReason,
  origin: Origin,
): ProfileChange | undefined => {
  if (before.status === "withdrawn") return undefined;
  const withdrawal = { reason, at: origin.now.toISOString() };
  const profile = nextOf(before, { status: "withdrawn", withdrawal }, origin);
  return { profile, before, events: [toldProfileWithdrawn(profile, origin)], suggestions: [] };
};
