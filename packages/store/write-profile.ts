import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { PlatformEvent } from "#events/index.ts";
import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Person } from "#packages/domain/person.ts";
import { termsOfProfile } from "#packages/matching/terms.ts";
import { encodeProfileTerms } from "#packages/matching/terms-codec.ts";
import { put } from "./documents.ts";
import { marketProfiles } from "./kinds.ts";
import { logChange } from "./log-entries.ts";
import { letPersonExpire, people } from "./persons-table.ts";
import type { Table } from "./platform-table.ts";
import { changedReference, putReference, type Reference } from "./references.ts";
import { putInShard, takeFromShard } from "./shards.ts";
import type { Tables } from "./write-vacancy.ts";

export type ProfileWrite = {
  readonly profile: MarketProfile;
  readonly before?: MarketProfile | undefined;
  /** Absent: the person's part stays as it is. */
  readonly person?: Person | undefined;
  /**
   * Whose the references are: those of one party do not meet those of another. Absent where no reference can change, as
   * by the person.
   */
  readonly referenceOwner?: string | undefined;
  readonly events: readonly PlatformEvent[];
};

const shardWrites = (
  table: Table,
  { profile, before }: Pick<ProfileWrite, "profile" | "before">,
): TransactWriteItem[] => {
  const terms = termsOfProfile(profile);
  const here = terms === undefined ? undefined : profile.region;
  const left = before !== undefined && before.region !== here ? [before.region] : [];
  return [
    ...(terms === undefined
      ? []
      : [
          putInShard(
            table,
            { side: "PROFILE", region: profile.region },
            { id: profile.id, version: profile.version, terms: encodeProfileTerms(terms) },
          ),
        ]),
    ...left.map((region) => takeFromShard(table, { side: "PROFILE", region }, profile.id)),
  ];
};

const profileLog = (
  platform: Table,
  { profile, before, events }: Pick<ProfileWrite, "profile" | "before" | "events">,
) =>
  logChange(platform, {
    kind: "PROFILE",
    scopes: [
      profile.region,
      ...(before !== undefined && before.region !== profile.region ? [before.region] : []),
    ],
    id: profile.id,
    version: profile.version,
    at: new Date(profile.changedAt),
    events,
  });

/** The writes when somebody found work and nothing else of the profile changes: it is no longer there to be matched. */
export const placedProfileWrites = (
  platform: Table,
  change: Pick<ProfileWrite, "profile" | "before" | "events">,
): TransactWriteItem[] => [
  put(platform, marketProfiles, change.profile),
  ...shardWrites(platform, change),
  ...profileLog(platform, change),
];

/**
 * Whoever gave the first reference keeps it. Of people who were registered before that was noted, it is noted with the
 * next change by a party; the person's own changes come from nobody's client.
 */
const withOwner = (person: Person, { profile, referenceOwner }: ProfileWrite): Person =>
  profile.reference === undefined || hasOwner(person) || referenceOwner === undefined
    ? person
    : { ...person, referenceOwner };

/** For a time the person's own changes noted an owner without a name. */
const hasOwner = ({ referenceOwner = "" }: Person): boolean => referenceOwner !== "";

/** A withdrawn profile keeps its reference as long as itself: a reference may tell who somebody is. */
const letReferenceExpire = (
  platform: Table,
  profile: MarketProfile,
  owned: Reference | undefined,
): TransactWriteItem[] => {
  const at = marketProfiles.expires?.(profile);
  return at === undefined || owned === undefined
    ? []
    : [putReference(platform, owned, { id: profile.id, expiresAt: at })];
};

/**
 * All writes of one change of a profile: the anonymous part first, then the person, the reference, the terms in the
 * shard of the home region (M1), the change log of the old and the new home region with the events.
 */
export const profileWrites = ({ platform, persons }: Tables, change: ProfileWrite): TransactWriteItem[] => {
  const { profile, before, person, referenceOwner: owner } = change;
  const owned = (thing: MarketProfile | undefined) =>
    thing?.reference === undefined || owner === undefined || owner === ""
      ? undefined
      : { kind: "market-profile" as const, owner, reference: thing.reference };
  return [
    put(platform, marketProfiles, profile),
    ...(person === undefined ? [] : [put(persons, people, withOwner(person, change))]),
    ...(profile.withdrawal === undefined
      ? []
      : [letPersonExpire(persons, profile.jobSeekerId, new Date(profile.withdrawal.at))]),
    ...changedReference(platform, profile.id, owned(before), owned(profile)),
    ...letReferenceExpire(platform, profile, owned(profile)),
    ...shardWrites(platform, change),
    ...profileLog(platform, change),
  ];
};
