import type { PlatformEvent } from "#events/index.ts";
import { consents } from "#packages/domain/consent.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { JobSeekerId, MarketProfileId, OccupationUri } from "#packages/domain/ids.ts";
import { MarketProfile, type MarketProfileInput } from "#packages/domain/market-profile.ts";
import { Person, type Responsibility } from "#packages/domain/person.ts";
import { type ResponsibleParty, responsibleFor, type Situation } from "#packages/domain/situation.ts";
import { competencyFaults, linkTitle, occupationFaults, type TitleSuggestions } from "./concepts.ts";
import { givenFaults, settleConsents } from "./consent-history.ts";
import { type Fault, throwIfAny } from "./invalid-input.ts";
import { lookUp } from "./locations.ts";
import type { KnownConcepts, Origin } from "./origin.ts";
import { toldOfProfile } from "./profile-facts.ts";

/** What is to be written of a profile and the person behind it, all in one transaction. */
export type ProfileChange = {
  readonly profile: MarketProfile;
  readonly before?: MarketProfile | undefined;
  /** Absent: the person's part stays as it is. */
  readonly person?: Person | undefined;
  readonly events: readonly PlatformEvent[];
  readonly suggestions: readonly TitleSuggestions[];
};

/** Whose profile it is: new ids, or those of the one that is replaced. */
export type ProfileSubject = {
  readonly id: MarketProfileId;
  /** By an invitation that is accepted with this write. */
  readonly linked?: MarketProfile["linked"];
  readonly jobSeekerId: JobSeekerId;
  readonly before?: { readonly profile: MarketProfile; readonly person: Person } | undefined;
};

/** The party that asks is not the one that S2 names for the situation. */
export class OtherPartyResponsible extends Error {
  override readonly name = "OtherPartyResponsible";
  readonly responsible: ResponsibleParty;
  constructor(situation: Situation, responsible: ResponsibleParty) {
    super(`in the situation ${situation} the responsible party is ${responsible} (S2)`);
    this.responsible = responsible;
  }
}

/** S2: the party of the table, or the one that takes over on request when that is the party that asks. */
const partyFor = (situation: Situation, asking: ResponsibleParty, now: Date): ResponsibleParty => {
  const { responsible, onRequest } = responsibleFor(situation, dayInAmsterdam(now));
  return asking === onRequest ? asking : responsible;
};

const conceptFaults = ({ profile }: MarketProfileInput, known: KnownConcepts): Fault[] => [
  ...profile.occupations.flatMap((uri, n) => occupationFaults(uri, `/profile/occupations/${n}`, known)),
  ...profile.excludedOccupations.flatMap((uri, n) =>
    occupationFaults(uri, `/profile/excludedOccupations/${n}`, known),
  ),
  ...competencyFaults(profile.competencies, (n) => `/profile/competencies/${n}`, known),
];

const MOST_OCCUPATIONS = 10;
type Work = { occupations: OccupationUri[]; suggestions: TitleSuggestions[] };
/** Occupations that are given, and those that the titles surely mean. */
const workOf = ({ profile }: MarketProfileInput, known: KnownConcepts): Work => {
  const links = profile.jobTitles.map((title, n) => linkTitle(title, `/profile/jobTitles/${n}`, known));
  const linked = links.flatMap((link) => (link.kind === "linked" ? [link.occupation] : []));
  const suggestions = links.flatMap((link) => (link.kind === "unsure" ? [link.told] : []));
  const occupations = [...new Set([...profile.occupations, ...linked])].slice(0, MOST_OCCUPATIONS);
  return { occupations, suggestions };
};

/** S3: who was responsible is kept; a new line when party or situation is another than before. */
const responsibilities = (
  before: readonly Responsibility[],
  party: ResponsibleParty,
  situation: Situation,
  since: string,
): Responsibility[] => {
  const last = before.at(-1);
  return last?.party === party && last.situation === situation
    ? [...before]
    : [...before, { party, situation, since }];
};

const personOf = (
  { person }: MarketProfileInput,
  { id, jobSeekerId, before }: ProfileSubject,
  responsible: ResponsibleParty,
  at: string,
): Person =>
  Person.parse({
    ...person,
    id: jobSeekerId,
    profileId: id,
    version: (before?.person.version ?? 0) + 1,
    responsibilities: responsibilities(
      before?.person.responsibilities ?? [],
      responsible,
      person.situation,
      at,
    ),
    referenceOwner: before?.person.referenceOwner,
    registeredAt: before?.person.registeredAt ?? at,
    changedAt: at,
  });

/** S4: an invitation is accepted with consent, or not at all; S7: so is the request of who came forward alone. */
const acceptedWithout = ({ invitationCode, selfRegistrationId, profile }: MarketProfileInput): Fault[] => {
  const answers = invitationCode ?? selfRegistrationId;
  if (answers === undefined || consents(profile.consents, "matching")) return [];
  const what = invitationCode === undefined ? "a self-registration is answered" : "an invitation is accepted";
  return [{ pointer: "/profile/consents", detail: `must have consent to matching: ${what} with it` }];
};

/**
 * A profile and the person behind it as they are kept, apart, from what a responsible party posted. `before` is what
 * it replaces. Throws InvalidInput naming every postcode and concept that is not known; OtherPartyResponsible for a new
 * profile when S2 names another party than the one that asks.
 */
export const shapeProfile = (
  input: MarketProfileInput,
  subject: ProfileSubject,
  asking: ResponsibleParty,
  { origin, known }: { readonly origin: Origin; readonly known: KnownConcepts },
): ProfileChange => {
  const found = lookUp(input.person.postcode, "/person/postcode", origin.now);
  const { at: located, municipality, faults } = found;
  const early = input.profile.consents.flatMap(({ givenAt }, n) =>
    givenFaults(givenAt, `/profile/consents/${n}/givenAt`, origin.now),
  );
  throwIfAny([...faults, ...conceptFaults(input, known), ...early, ...acceptedWithout(input)]);
  const { id, jobSeekerId, before } = subject;
  const responsible = partyFor(input.person.situation, asking, origin.now);
  if (before === undefined && responsible !== asking)
    throw new OtherPartyResponsible(input.person.situation, responsible);
  const { occupations, suggestions } = workOf(input, known);
  const { jobTitles: _linked, ...supply } = input.profile;
  const at = origin.now.toISOString();
  const profile = MarketProfile.parse({
    ...supply,
    ...located,
    municipality,
    occupations,
    id,
    jobSeekerId,
    version: (before?.profile.version ?? 0) + 1,
    status: supply.status ?? before?.profile.status ?? "active",
    responsible,
    consents: settleConsents(before?.profile.consents ?? [], supply.consents, at),
    linked: before?.profile.linked ?? subject.linked,
    restriction: before?.profile.restriction,
    objection: before?.profile.objection,
    reference: input.reference,
    importId: before?.profile.importId ?? origin.importId,
    registeredAt: before?.profile.registeredAt ?? at,
    changedAt: at,
  });
  return {
    profile,
    before: before?.profile,
    person: personOf(input, subject, responsible, at),
    events: [toldOfProfile(profile, origin)],
    suggestions,
  };
};
