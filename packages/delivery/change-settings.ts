import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import type { PlatformEvent } from "#events/index.ts";
import { RecouplingRequestedV1 } from "#events/recoupling-requested.v1.ts";
import { RematchRequestedV1 } from "#events/rematch-requested.v1.ts";
import { type Actor, isOfTeam } from "#packages/domain/actor.ts";
import { CouplingWeights } from "#packages/domain/coupling-weights.ts";
import { dayInAmsterdam } from "#packages/domain/dates.ts";
import type { RegionCode } from "#packages/domain/regions.ts";
import { type AllSettings, Desk, RegionSettings, settingsOf } from "#packages/domain/settings.ts";
import type { SettingsChange } from "#packages/domain/settings-change.ts";

const { name, address, phone, email, website } = Desk.shape;

const weights = CouplingWeights.shape;

/** What is to change; what is absent stays. `null` takes a line of the desk away. */
export const SettingsPatch = z
  .object({
    ...RegionSettings.pick({
      startDate: true,
      capPerPosition: true,
      capPerVacancy: true,
      capPerPerson: true,
      minimumScore: true,
      dueInWorkingDays: true,
      holdInWorkingDays: true,
      invitationDays: true,
      remindInWorkingDays: true,
      learning: true,
      matchingPaused: true,
    }).partial().shape,
    /** `null` sets one back to what is in force everywhere. */
    coupling: z
      .strictObject({
        minimumScore: weights.minimumScore.nullable(),
        basePoints: weights.basePoints.nullable(),
        ownRegionPoints: weights.ownRegionPoints.nullable(),
        priorityPoints: weights.priorityPoints.nullable(),
        priorityDays: weights.priorityDays.nullable(),
        stabilityPoints: weights.stabilityPoints.nullable(),
        keepTogetherPoints: weights.keepTogetherPoints.nullable(),
      })
      .partial()
      .optional(),
    desk: z
      .object({
        name: name.nullable(),
        address: address.nullable(),
        phone: phone.nullable(),
        email: email.nullable(),
        website: website.nullable(),
      })
      .partial()
      .strict()
      .optional(),
  })
  .strict()
  .refine((patch) => Object.keys(patch).length > 0, "has nothing to change");
export type SettingsPatch = z.infer<typeof SettingsPatch>;

/**
 * What of a patch this role may not set. The start date is the steering group's (G1); how much a team wants on its desk
 * is the team's own, and its coordinator sets it (G2); an administrator may set both.
 */
export const notTheirs = (patch: SettingsPatch, { role }: Actor): string[] => {
  if (role === "administrator") return [];
  return Object.keys(patch).filter((field) => (field === "startDate") === isOfTeam(role));
};

const definedOnly = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));

const deskWith = (desk: Desk, patch: SettingsPatch["desk"]): Desk =>
  Desk.parse(
    Object.fromEntries(
      Object.entries({ ...desk, ...definedOnly(patch ?? {}) }).filter(([, line]) => line !== null),
    ),
  );

const couplingWith = (
  known: RegionSettings["coupling"],
  patch: SettingsPatch["coupling"],
): RegionSettings["coupling"] => {
  const lines = Object.entries({ ...known, ...definedOnly(patch ?? {}) }).filter(([, line]) => line !== null);
  return lines.length === 0 ? undefined : CouplingWeights.partial().parse(Object.fromEntries(lines));
};

const differences = (before: RegionSettings, after: RegionSettings): SettingsChange["changed"] => {
  const was: Record<string, unknown> = before;
  const is: Record<string, unknown> = after;
  return Object.fromEntries(
    Object.keys(is)
      .filter((field) => !isDeepStrictEqual(was[field], is[field]))
      .map((field) => [field, { from: was[field] ?? null, to: is[field] ?? null }]),
  );
};

export type ChangedSettings = {
  readonly before: RegionSettings;
  readonly settings: RegionSettings;
  /** Of all regions, as they are to be written. */
  readonly all: AllSettings;
  /** For the record; undefined when nothing differs from what was set before. */
  readonly change: SettingsChange | undefined;
};

export type SettingsRequest = {
  readonly region: RegionCode;
  readonly patch: SettingsPatch;
  readonly by: Actor;
};

/** The settings of a region with the patch in force, and who changed what. */
export const changeSettings = (
  all: AllSettings,
  { region, patch, by }: SettingsRequest,
  now: Date,
): ChangedSettings => {
  const before = settingsOf(all, region);
  const { desk, coupling, ...figures } = patch;
  const wanted = RegionSettings.parse({
    ...before,
    ...definedOnly(figures),
    coupling: couplingWith(before.coupling, coupling),
    desk: deskWith(before.desk, desk),
  });
  const changed = differences(before, wanted);
  if (Object.keys(changed).length === 0) return { before, settings: before, all, change: undefined };
  const at = now.toISOString();
  const settings = { ...wanted, version: before.version + 1, changedAt: at, changedBy: by };
  return {
    before,
    settings,
    all: { version: all.version + 1, regions: { ...all.regions, [region]: settings } },
    change: { region, version: settings.version, at, by, changed },
  };
};

/** Whether a change of the start date leaves something to wait for it: the team had not started, or has not any more. */
export const waitsForStart = ({ before, settings }: ChangedSettings, now: Date): boolean => {
  const today = dayInAmsterdam(now);
  return before.startDate > today || settings.startDate > today;
};

const REMATCHED_BY: readonly (keyof RegionSettings)[] = [
  "capPerPosition",
  "capPerVacancy",
  "capPerPerson",
  "minimumScore",
  "matchingPaused",
];

/**
 * Other caps, another minimum, or a matcher that goes on, change which proposals there should be: the region's vacancies and its people are
 * matched anew. None when nothing of that changed.
 */
export const rematchesFor = (
  { change, settings: { region, version } }: ChangedSettings,
  at: Date,
): PlatformEvent[] => {
  if (change === undefined || !REMATCHED_BY.some((field) => field in change.changed)) return [];
  return (["vacancies", "people"] as const).map((of) =>
    RematchRequestedV1.make(
      { region, of, reason: "settings-changed" },
      { subject: region, at, idFrom: [region, of, `settings-${version}`] },
    ),
  );
};

/** Other weights change which coupling is the best: the firms of the region are coupled anew. */
export const recouplesFor = (
  { change, settings: { region, version } }: ChangedSettings,
  at: Date,
): PlatformEvent[] =>
  change === undefined || !("coupling" in change.changed)
    ? []
    : [
        RecouplingRequestedV1.make(
          { regions: [region], reason: "asked" },
          { subject: region, at, idFrom: [region, `settings-${version}`] },
        ),
      ];
