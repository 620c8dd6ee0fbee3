import type { LocalDate } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { responsibleFor } from "#packages/domain/situation.ts";
import { locate } from "#packages/geography/places.ts";
import { Postcode } from "#packages/geography/postcode.ts";
import { vacanciesByHand } from "#test/support/samples/json-lines.ts";
import { sampleNotices } from "#test/support/samples/notices.ts";
import { type SampleProfile, sampleProfiles } from "#test/support/samples/profiles.ts";
import { sampleSelfRegistrations } from "#test/support/samples/self-registrations.ts";
import { type SampleVacancy, sampleVacancies } from "#test/support/samples/vacancies.ts";
import type { ApiRequest } from "./api-client.ts";

/** How much of each kind; the vacancies written by hand come on top of the seeded ones. */
export type SampleSizes = {
  readonly vacancies: number;
  readonly notices: number;
  readonly profiles: number;
  readonly selfRegistrations: number;
};

export const DEMO_SIZES: SampleSizes = {
  vacancies: 300,
  notices: 60,
  profiles: 2000,
  selfRegistrations: 70,
};

/** Requests by kind, in the words of progress; profiles are brought in bulk. */
export type SampleRequests = {
  readonly vacancies: readonly ApiRequest[];
  readonly notices: readonly ApiRequest[];
  readonly profiles: readonly SampleProfile[];
  readonly selfRegistrations: readonly ApiRequest[];
};

/** The reference makes a second load change what is there instead of adding to it; the day is in all dates. */
const keyOf = (reference: string | undefined, today: LocalDate): string => `${reference}-${today}`;

const employer = (kvkNumber: string): string => `employer-${kvkNumber}`;

/** The client that brings a profile: the party that is responsible for the person (S2). */
export const partyOf = ({ person }: SampleProfile, today: LocalDate): string =>
  `responsible-party-${responsibleFor(person.situation, today).responsible}`;

export const vacancyRequest = (body: SampleVacancy, today: LocalDate): ApiRequest => ({
  as: employer(body.employer.kvkNumber),
  method: "POST",
  path: "/v1/vacancies",
  body,
  key: keyOf(body.reference, today),
});

export const profileRequest = (body: SampleProfile, today: LocalDate): ApiRequest => ({
  as: partyOf(body, today),
  method: "POST",
  path: "/v1/market-profiles",
  body,
  key: keyOf(body.reference, today),
});

/** How many of those who come forward alone live in a region. */
export const selfRegistrationsIn = (region: RegionCode, sizes: SampleSizes, today: LocalDate): number =>
  sampleSelfRegistrations({ count: sizes.selfRegistrations, today }).filter(
    ({ postcode }) => locate(Postcode.parse(postcode), "postcode").region === region,
  ).length;

/** The sample input as requests of the clients that may send it. */
export const sampleRequests = (sizes: SampleSizes, today: LocalDate): SampleRequests => ({
  vacancies: [...vacanciesByHand(), ...sampleVacancies({ count: sizes.vacancies, today })].map((body) =>
    vacancyRequest(body, today),
  ),
  notices: sampleNotices({ count: sizes.notices, today }).map((body) => ({
    as: employer(body.employer.kvkNumber),
    method: "POST",
    path: "/v1/surplus-notices",
    body,
    key: keyOf(body.reference, today),
  })),
  profiles: sampleProfiles({ count: sizes.profiles, today }),
  // The national desk passes on who comes forward there. They have no reference of a sender, so the key has no day.
  selfRegistrations: sampleSelfRegistrations({ count: sizes.selfRegistrations, today }).map((body) => ({
    as: "national-point",
    method: "POST",
    path: "/v1/self-registrations",
    body,
    key: `voorbeeld-${body.email}`,
  })),
});
