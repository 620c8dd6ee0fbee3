import { createHash } from "node:crypto";
import type { ProfileTerms, VacancyTerms } from "./terms.ts";

/** Ids, versions and counts of positions tell nothing about whether a pair suits. */
const NOT_MATERIAL: ReadonlySet<string> = new Set([
  "id",
  "version",
  "employer",
  "jobSeekerId",
  "region",
  "places",
]);

/** The same text for the same meaning: lists of wishes and demands have no order, and fields come by name. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => JSON.stringify(canonical(one))).sort();
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => [name, JSON.stringify(canonical(field))].join("="));
};

const material = (terms: object): object =>
  Object.fromEntries(Object.entries(terms).filter(([name]) => !NOT_MATERIAL.has(name)));

const SIDE_LENGTH = 16;
const hash = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, SIDE_LENGTH);

/** A side is hashed once per terms object, which is never changed in place. */
const once = <Terms extends object>(hashOf: (terms: Terms) => string): ((terms: Terms) => string) => {
  const known = new WeakMap<Terms, string>();
  return (terms) => {
    const result = known.get(terms) ?? hashOf(terms);
    known.set(terms, result);
    return result;
  };
};

const ofVacancy = once<VacancyTerms>((vacancy) =>
  hash([canonical(material(vacancy)), [...new Set(vacancy.places.map(({ pc4 }) => pc4))].sort()]),
);
const ofProfile = once<ProfileTerms>((profile) => hash(canonical(material(profile))));

/**
 * Of everything that matters on both sides, and nothing else: a pair that people rejected returns only when this
 * changes. A new version without a change in it, positions that open or fill, another order of a list and another
 * version of the rules or the classification are no material change; a place added is. 32 characters of base64url,
 * half of them of each side.
 */
export const fingerprint = (vacancy: VacancyTerms, profile: ProfileTerms): string =>
  ofVacancy(vacancy) + ofProfile(profile);

/** Which side differs between two fingerprints of a pair of a vacancy and a group of surplus; the vacancy where both do. */
export const changedSide = (before: string, after: string): "vacancy" | "notice" | undefined => {
  if (before === after) return undefined;
  return before.slice(0, SIDE_LENGTH) === after.slice(0, SIDE_LENGTH) ? "notice" : "vacancy";
};
