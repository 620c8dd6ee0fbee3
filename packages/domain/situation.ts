import * as z from "zod";

/** The parties that can be responsible for a job seeker (S1). */
export const RESPONSIBLE_PARTIES = ["social-partners", "uwv", "municipality"] as const;
export const ResponsibleParty = z.enum(RESPONSIBLE_PARTIES);
export type ResponsibleParty = z.infer<typeof ResponsibleParty>;

export const SITUATIONS = [
  "under-notice-social-plan",
  "under-notice-small-firm",
  "temporary-contract-ends",
  "self-employed-or-without-benefit",
  "work-limitation",
  "job-agreement-wajong",
  "job-agreement-other",
  "short-right-to-ww",
  "enters-ww",
  "applies-for-social-assistance",
  "young-person",
] as const;
export const Situation = z.enum(SITUATIONS);
export type Situation = z.infer<typeof Situation>;

type Row = {
  readonly validFrom: string;
  readonly situation: Situation;
  readonly responsible: ResponsibleParty;
  /** May take over when the first asks for it. */
  readonly onRequest?: ResponsibleParty;
};

/** S2 («Categorieën», Bijlage 2 of the working document, September 2020). A change of the rule is a new dated row. */
const TABLE: readonly Row[] = [
  { validFrom: "2020-09-23", situation: "under-notice-social-plan", responsible: "social-partners" },
  {
    validFrom: "2020-09-23",
    situation: "under-notice-small-firm",
    responsible: "social-partners",
    onRequest: "uwv",
  },
  { validFrom: "2020-09-23", situation: "temporary-contract-ends", responsible: "uwv" },
  { validFrom: "2020-09-23", situation: "self-employed-or-without-benefit", responsible: "municipality" },
  { validFrom: "2020-09-23", situation: "work-limitation", responsible: "municipality" },
  { validFrom: "2020-09-23", situation: "job-agreement-wajong", responsible: "uwv" },
  // The source prints "other Wajong" here, evidently the other members of the job agreement group.
  { validFrom: "2020-09-23", situation: "job-agreement-other", responsible: "municipality" },
  { validFrom: "2020-09-23", situation: "short-right-to-ww", responsible: "municipality" },
  { validFrom: "2020-09-23", situation: "enters-ww", responsible: "uwv" },
  { validFrom: "2020-09-23", situation: "applies-for-social-assistance", responsible: "municipality" },
  { validFrom: "2020-09-23", situation: "young-person", responsible: "municipality" },
];

/** Who is responsible for a job seeker in that situation on that day (S2), and who may take over on request. */
export const responsibleFor = (
  situation: Situation,
  day: string,
): { responsible: ResponsibleParty; onRequest?: ResponsibleParty } => {
  const rows = TABLE.filter((row) => row.situation === situation);
  const row = rows.filter(({ validFrom }) => validFrom <= day).at(-1) ?? rows[0];
  if (row === undefined) throw new UnknownSituation(situation);
  const { responsible, onRequest } = row;
  return onRequest === undefined ? { responsible } : { responsible, onRequest };
};

export class UnknownSituation extends Error {
  override readonly name = "UnknownSituation";
}
