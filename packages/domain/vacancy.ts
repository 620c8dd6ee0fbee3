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
import { CompetencyUri, ImportId, KvkNumber, OccupationUri, VacancyId } from "./ids.ts";
import { Pc4, Postcode } from "./postcode.ts";
import { RegionCode } from "./regions.ts";
import { ExternalReference, plainText } from "./text.ts";

/** A competency asked (D2). Must-haves weigh more than nice-to-haves; `weight` is the employer's own, 1 to 5. */
export const Requirement = z
  .object({
    competency: CompetencyUri,
    importance: z.enum(["must", "nice"]),
    weight: z.number().int().min(1).max(5).default(3),
  })
  .strict();
export type Requirement = z.infer<typeof Requirement>;

const onceEach = (requirements: readonly { competency: string }[]) =>
  new Set(requirements.map(({ competency }) => competency)).size === requirements.length;
export const Requirements = z.array(Requirement).max(60).refine(onceEach, "asks the same competency twice");

/** Strict: at least `share` percent of the must-haves is met, exactly or nearly. Soft: they only weigh. */
export const MustHaves = z.discriminatedUnion("mode", [
  z.object({ mode: z.literal("strict"), share: z.number().int().min(1).max(100).default(50) }).strict(),
  z.object({ mode: z.literal("soft") }).strict(),
]);
export type MustHaves = z.infer<typeof MustHaves>;

/** D3: practice learning leads to a certificate of some kind, within nine months (A6). */
export const LearningTrack = z
  .object({
    leadsTo: z.enum(["course", "practice-statement", "certificate", "diploma"]),
    weeks: z.number().int().min(1).max(39),
    recognisedTrainingCompany: z.boolean(),
  })
  .strict();
export type LearningTrack = z.infer<typeof LearningTrack>;

/** Somebody at the employer to talk to. Personal data: kept in the persons table, never in a message. */
export const EmployerContact = z
  .object({ name: plainText(120), email: z.email().max(254).optional(), phone: plainText(30).optional() })
  .strict();
export type EmployerContact = z.infer<typeof EmployerContact>;

export const Employer = z
  .object({ kvkNumber: KvkNumber, name: plainText(200), sector: Sector.optional() })
  .strict();
export type Employer = z.infer<typeof Employer>;

const PlaceOffered = z
  .object({ postcode: Postcode, positions: z.number().int().min(1).max(10_000) })
  .strict();

const demand = {
  title: plainText(120),
  description: plainText(2000).optional(),
  occupation: OccupationUri.optional(),
  /** `learning`: D3. `open-hiring`: D4, never matched and never scored. */
  kind: z.enum(["regular", "learning", "open-hiring"]).default("regular"),
  employer: Employer,
  /** D1: demand in several regions also goes to the national points. */
  nationalEmployer: z.boolean().default(false),
  hoursPerWeek: HoursPerWeek.optional(),
  startDate: LocalDate.optional(),
  endDate: LocalDate.optional(),
  closingDate: LocalDate.optional(),
  contractKinds: distinct(ContractKind, 4).optional(),
  requirements: Requirements.default([]),
  mustHaves: MustHaves.default({ mode: "strict", share: 50 }),
  languages: distinct(LanguageSkill, 10).optional(),
  educationLevel: EducationLevel.optional(),
  licences: distinct(Licence, 16).optional(),
  irregularHours: z.boolean().optional(),
  /** How far away candidates may live; absent: as far as they want to travel. */
  reachKm: ReachKm.optional(),
  learning: LearningTrack.optional(),
  /** The employer's own number of the vacancy; sent again, it changes that vacancy instead of adding one. */
  reference: ExternalReference.optional(),
};

type Rule = { readonly at: (string | number)[]; readonly broken: boolean; readonly message: string };
const check = (context: z.RefinementCtx, rules: readonly Rule[]) => {
  for (const { at, broken, message } of rules)
    if (broken) context.addIssue({ code: "custom", path: at, message });
};
const later = (from: string | undefined, to: string | undefined) =>
  from === undefined || to === undefined || from <= to;

type Demand = {
  kind: string;
  startDate?: string | undefined;
  endDate?: string | undefined;
  learning?: unknown;
  contractKinds?: readonly string[] | undefined;
  nationalEmployer: boolean;
  places: readonly unknown[];
};
const demandRules = (vacancy: Demand, context: z.RefinementCtx) =>
  check(context, [
    {
      at: ["endDate"],
      broken: !later(vacancy.startDate, vacancy.endDate),
      message: "must not be before startDate",
    },
    {
      at: ["learning"],
      broken: (vacancy.kind === "learning") !== (vacancy.learning !== undefined),
      message: "goes with kind learning, and only with that",
    },
    {
      at: ["contractKinds"],
      broken: vacancy.kind === "open-hiring" && vacancy.contractKinds?.join() !== "permanent",
      message: "must be just permanent for open hiring",
    },
    {
      at: ["places"],
      broken: vacancy.kind === "open-hiring" && vacancy.places.length > 1,
      message: "must be one for open hiring: a waiting list is for one place of work",
    },
    {
      at: ["places"],
      broken: vacancy.places.length > 1 && !vacancy.nationalEmployer,
      message: "is for a national employer when there is more than one",
    },
  ]);

/** What an employer posts. Everything but title, employer and place may be unknown: unknown never filters. */
export const VacancyInput = z
  .object({ ...demand, places: z.array(PlaceOffered).min(1).max(100), contact: EmployerContact.optional() })
  .strict()
  .superRefine(demandRules);
export type VacancyInput = z.infer<typeof VacancyInput>;

/** Positions of one place by state: `open` may be matched, `held` is set aside for brokerage (B1), `filled` is done. */
export const VacancyPlace = z.object({
  pc4: Pc4,
  region: RegionCode,
  open: z.number().int().min(0),
  held: z.number().int().min(0),
  filled: z.number().int().min(0),
});
export type VacancyPlace = z.infer<typeof VacancyPlace>;

export const WITHDRAWAL_REASONS = [
  "filled-elsewhere",
  "no-longer-needed",
  "mistake",
  "duplicate",
  "other",
] as const;
export const WithdrawalReason = z.enum(WITHDRAWAL_REASONS);
export type WithdrawalReason = z.infer<typeof WithdrawalReason>;

/** How the occupation was found: given by the employer, or linked from the title with a confidence of 0 to 1. */
export const OccupationLink = z.object({
  by: z.enum(["given", "title"]),
  confidence: z.number().min(0).max(1),
});

/** Demand as the platform keeps it: no contact in it (that is in the persons table). `version` grows by one a write. */
export const Vacancy = z.object({
  ...demand,
  id: VacancyId,
  version: z.number().int().min(1),
  status: z.enum(["open", "closed", "withdrawn"]),
  places: z.array(VacancyPlace).min(1),
  occupationLink: OccupationLink.optional(),
  withdrawal: z.object({ reason: WithdrawalReason, at: Moment }).optional(),
  importId: ImportId.optional(),
  registeredAt: Moment,
  changedAt: Moment,
  /** When its employer last said that it is still open, since it was last changed. */
  confirmedAt: Moment.optional(),
});
export type Vacancy = z.infer<typeof Vacancy>;

/** Regions where the work is, each once, in the order of the places. */
export const regionsOf = (vacancy: Pick<Vacancy, "places">): RegionCode[] => [
  ...new Set(vacancy.places.map(({ region }) => region)),
];

/** Positions that may be matched: those of an open vacancy that are neither held nor filled. */
export const openPositions = (vacancy: Pick<Vacancy, "places" | "status">): number =>
  vacancy.status === "open" ? vacancy.places.reduce((sum, { open }) => sum + open, 0) : 0;
