/**
 * What personal data are used for, by whom and on what ground (GDPR 30; G5: each exchange has a purpose). The code is
 * the last part of `dpl.core.processing_activity_id` in the log of processing. A use that is not here cannot be logged,
 * and what cannot be logged is not done.
 */
export const ACTIVITIES = {
  "keep-profile": {
    purpose: "Intake afronden en het arbeidsmarktprofiel bijhouden",
    ground: "public-task",
    data: ["person", "profile"],
    receivers: ["responsible-party"],
  },
  "show-person-to-party": {
    purpose: "De eerstverantwoordelijke partij begeleidt de werkzoekende",
    ground: "public-task",
    data: ["person", "profile"],
    receivers: ["responsible-party"],
  },
  "show-person-to-team": {
    purpose: "Het team dat een voorstel heeft opgepakt neemt contact op",
    ground: "consent",
    data: ["person", "profile"],
    receivers: ["team"],
  },
  "show-proposal-to-team": {
    purpose: "Het team bekijkt een voorstel, zonder te zien wie u bent",
    ground: "consent",
    data: ["profile", "proposals"],
    receivers: ["team"],
  },
  "work-on-proposal": {
    purpose: "Het team pakt een voorstel op en beslist erover",
    ground: "consent",
    data: ["proposals"],
    receivers: ["team"],
  },
  "show-profile-to-team": {
    purpose: "Het team bekijkt een arbeidsmarktprofiel, zonder te zien van wie het is",
    ground: "consent",
    data: ["profile"],
    receivers: ["team"],
  },
  "keep-waiting-list": {
    purpose: "Uw plaats op een wachtlijst voor open hiring",
    ground: "public-task",
    data: ["waiting-list"],
    receivers: ["responsible-party", "team", "job-seeker"],
  },
  "receive-self-registration": {
    purpose: "Iemand meldt zichzelf bij de eerstverantwoordelijke partij",
    ground: "public-task",
    data: ["person"],
    receivers: ["responsible-party"],
  },
  "show-self-registration": {
    purpose: "De eerstverantwoordelijke partij leest een zelfmelding",
    ground: "public-task",
    data: ["person"],
    receivers: ["responsible-party"],
  },
  "settle-self-registration": {
    purpose: "De eerstverantwoordelijke partij pakt een zelfmelding op of rondt haar af",
    ground: "public-task",
    data: ["person"],
    receivers: ["responsible-party"],
  },
  "give-personal-access": {
    purpose: "De werkzoekende krijgt toegang tot de eigen gegevens",
    ground: "legal-obligation",
    data: ["session"],
    receivers: ["job-seeker"],
  },
  "show-own-data": {
    purpose: "De werkzoekende bekijkt de eigen gegevens",
    ground: "legal-obligation",
    data: ["person", "profile", "proposals", "processing-log"],
    receivers: ["job-seeker"],
  },
  "export-own-data": {
    purpose: "De werkzoekende neemt een afschrift van alle eigen gegevens mee",
    ground: "legal-obligation",
    data: ["person", "profile", "proposals", "processing-log"],
    receivers: ["job-seeker"],
  },
  "settle-consent": {
    purpose: "Toestemming vastleggen of intrekken",
    ground: "legal-obligation",
    data: ["profile"],
    receivers: ["job-seeker", "responsible-party"],
  },
  "exercise-right": {
    purpose: "Een recht van de werkzoekende uitvoeren",
    ground: "legal-obligation",
    data: ["person", "profile"],
    receivers: ["job-seeker"],
  },
  "review-by-people": {
    purpose: "Een medewerker beoordeelt opnieuw op verzoek van de werkzoekende",
    ground: "legal-obligation",
    data: ["profile", "proposals", "review-request"],
    receivers: ["responsible-party", "team"],
  },
} as const satisfies Record<string, Activity>;

type Activity = {
  /** In words for the person concerned. */
  readonly purpose: string;
  /** GDPR 6, 1: public task (e), legal obligation (c), consent (a). */
  readonly ground: "public-task" | "legal-obligation" | "consent";
  readonly data: readonly string[];
  readonly receivers: readonly string[];
};
export type ActivityCode = keyof typeof ACTIVITIES;

const BASE = "https://overstap.example/processing-activities/";

/** The id of an activity as the log of processing has it. */
export const activityId = (code: ActivityCode): string => `${BASE}${code}`;

const isCode = (text: string): text is ActivityCode => Object.hasOwn(ACTIVITIES, text);

/** The activity behind an id; undefined for one that is no longer in the register. */
export const activityOf = (id: string): Activity | undefined => {
  const code = id.slice(BASE.length);
  return id.startsWith(BASE) && isCode(code) ? ACTIVITIES[code] : undefined;
};
