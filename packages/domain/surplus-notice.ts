import * as z from "zod";
import {
  ContractKind,
  distinct,
  EducationLevel,
  HoursPerWeek,
  LanguageSkill,
  Licence,
  ReachKm,
  Sector,
} from "./conditions.ts";
import { LocalDate, Moment } from "./dates.ts";
import { CompetencyUri, ImportId, OccupationUri, SurplusNoticeId } from "./ids.ts";
import { Pc4, Postcode } from "./postcode.ts";
import { RegionCode } from "./regions.ts";
import { ExternalReference, jobTitleText, plainText } from "./text.ts";
import { Employer, EmployerContact, WithdrawalReason } from "./vacancy.ts";

const group = {
  /** The filer's own name for the group; unique in the notice. */
  groupKey: z.string().regex(/^[A-Za-z0-9._-]{1,40}$/, "must be letters, digits, dot, dash or underscore"),
  jobTitle: plainText(120).optional(),
  occupation: OccupationUri.optional(),
  headCount: z.number().int().min(1).max(10_000),
  competencies: distinct(CompetencyUri, 200).default([]),
  hoursPerWeek: HoursPerWeek.optional(),
  availableFromDate: LocalDate.optional(),
  /** Only for a temporary surplus: when the people go back. */
  availableUntilDate: LocalDate.optional(),
  contractKinds: distinct(ContractKind, 4).optional(),
  languages: distinct(LanguageSkill, 20).optional(),
  educationLevel: EducationLevel.optional(),
  licences: distinct(Licence, 16).optional(),
  irregularHours: z.boolean().optional(),
  reachKm: ReachKm.optional(),
  surplusKind: z.enum(["temporary", "lasting"]).default("lasting"),
  /** M2: the nearer the dismissal, the sooner. */
  dismissalDate: LocalDate.optional(),
};

type Period = {
  readonly availableFromDate?: string | undefined;
  readonly availableUntilDate?: string | undefined;
};
/** Dates of one form compare as text. */
const inOrder = ({ availableFromDate: from, availableUntilDate: until }: Period): boolean =>
  from === undefined || until === undefined || from <= until;

/** A group of staff that a firm will no longer need. No names: a group is a number of people. */
export const SurplusGroupInput = z
  .object({ ...group, jobTitle: jobTitleText.optional(), postcode: Postcode })
  .strict()
  .refine(inOrder, { path: ["availableUntilDate"], message: "must not be before availableFromDate" });
export type SurplusGroupInput = z.infer<typeof SurplusGroupInput>;

const notice = {
  employer: Employer,
  reasons: distinct(
    z.enum(["closure", "reorganisation", "less-work", "season", "bankruptcy", "other"]),
    6,
  ).default([]),
  /** Before this day only the filer sees the notice. */
  embargoUntilDate: LocalDate.optional(),
  reference: ExternalReference.optional(),
};

const keysOnce = (groups: readonly { groupKey: string }[]) =>
  new Set(groups.map(({ groupKey }) => groupKey)).size === groups.length;

export const SurplusNoticeInput = z
  .object({
    ...notice,
    groups: z.array(SurplusGroupInput).min(1).max(200).refine(keysOnce, "has the same groupKey twice"),
    contact: EmployerContact.optional(),
  })
  .strict();
export type SurplusNoticeInput = z.infer<typeof SurplusNoticeInput>;

export const SurplusGroup = z.object({ ...group, pc4: Pc4, region: RegionCode });
export type SurplusGroup = z.infer<typeof SurplusGroup>;

/** A notice as the platform keeps it. The filer is the firm, or its sector organisation (B4). */
export const SurplusNotice = z.object({
  ...notice,
  id: SurplusNoticeId,
  version: z.number().int().min(1),
  status: z.enum(["draft", "open", "ended", "withdrawn"]),
  filer: z.discriminatedUnion("role", [
    z.object({ role: z.literal("employer") }),
    z.object({ role: z.literal("sector-organisation"), sector: Sector }),
  ]),
  groups: z.array(SurplusGroup).min(1),
  /** JSON Pointers of what a complete notice still needs; a draft has some. */
  missing: z.array(z.string()),
  withdrawal: z.object({ reason: WithdrawalReason, at: Moment }).optional(),
  importId: ImportId.optional(),
  registeredAt: Moment,
  changedAt: Moment,
});
export type SurplusNotice = z.infer<typeof SurplusNotice>;
