import type { MarketProfile } from "#packages/domain/market-profile.ts";
import type { Person } from "#packages/domain/person.ts";
import type { Chapter } from "./export-document.ts";
import { ACTIVITIES } from "./processing-activities.ts";
import { RETENTION } from "./retention.ts";

/** A row of a chapter: a name, and what is kept under it. Rows without a value are left out. */
const rows = (pairs: readonly (readonly [string, unknown])[]): string[] =>
  pairs.flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [`${name}: ${told(value)}`],
  );
const told = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(told).join(", ");
  return typeof value === "object" && value !== null
    ? Object.entries(value)
        .map(([name, inner]) => `${name} ${told(inner)}`)
        .join(" ")
    : String(value);
};

const personRows = (person: Person): string[] =>
  rows([
    ["Voornaam", person.givenName],
    ["Achternaam", person.familyName],
    ["Postcode", person.postcode],
    ["Geboortedatum", person.dateOfBirth],
    ["E-mail", person.email],
    ["Telefoon", person.phone],
    ["Situatie", person.situation],
    ["Ontslag aangezegd, laatste werkdag", person.underNotice?.lastWorkingDate],
    ...person.responsibilities.map(
      ({ party, situation, since }) =>
        [`Verantwoordelijk sinds ${since}`, `${party} (${situation})`] as const,
    ),
  ]);

type Labelled = { readonly uri: string; readonly label?: string | undefined };
const labels = (concepts: readonly Labelled[]): string[] => concepts.map(({ uri, label }) => label ?? uri);

export type ShownProfile = Omit<MarketProfile, "occupations" | "competencies"> & {
  readonly occupations: readonly Labelled[];
  readonly competencies: readonly Labelled[];
};

const profileRows = (profile: ShownProfile): string[] =>
  rows([
    ["Status", profile.status],
    ["Arbeidsmarktregio", profile.region],
    ["Gemeente (CBS-code)", profile.municipality],
    ["Beroepen", labels(profile.occupations)],
    ["Competenties", labels(profile.competencies)],
    ["Uren per week", profile.hoursPerWeek],
    ["Beschikbaar vanaf", profile.availableFromDate],
    ["Beschikbaar tot", profile.availableUntilDate],
    ["Soorten contract", profile.contractKinds],
    ["Talen", profile.languages],
    ["Opleidingsniveau", profile.educationLevel],
    ["Rijbewijzen", profile.licences],
    ["Onregelmatige uren", profile.irregularHours],
    ["Reisafstand in km", profile.reachKm],
    ["Leerbaan", profile.learningJob],
    ["Sectoren die aantrekken", profile.affinities],
    ["Uitgesloten beroepen", profile.excludedOccupations],
    ["Uitgesloten sectoren", profile.excludedSectors],
    ["Gebruik beperkt", profile.restriction],
    ["Bezwaar tegen automatisch vergelijken", profile.objection?.since],
    ["Kenmerk bij de partij", profile.reference],
    ["Gekomen met een uitnodiging van de werkgever, koppeling", profile.linked?.couplingId],
    ["Gekomen met bestand", profile.importId],
    ["Geregistreerd", profile.registeredAt],
  ]);

type ShownProposal = {
  readonly id: string;
  readonly state: string;
  readonly region: string;
  readonly vacancy?: { readonly title?: string | undefined } | undefined;
  readonly employer?: { readonly name: string } | undefined;
  readonly explanation: {
    readonly score: number;
    readonly parts: Readonly<Record<string, number>>;
    readonly rules: string;
    readonly requirements: readonly {
      readonly competency: Labelled;
      readonly outcome: string;
      readonly points: number;
    }[];
  };
  readonly history: readonly {
    readonly at: string;
    readonly what: string;
    readonly reason?: string | undefined;
    readonly note?: string | undefined;
    readonly contact?: Readonly<Record<string, string>> | undefined;
    readonly by: { readonly role: string; readonly region?: string | undefined };
  }[];
};

const inBrackets = (text: string | undefined): string[] => (text === undefined ? [] : [`(${text})`]);

const proposalLines = ({ id, state, vacancy, employer, explanation, history }: ShownProposal): string[] => [
  `Voorstel ${id}: ${vacancy?.title ?? "vacature"}${employer === undefined ? "" : `, ${employer.name}`}. Stand: ${state}.`,
  `  Score ${explanation.score} van 1.000.000 punten: ${told(explanation.parts)} (regels ${explanation.rules})`,
  ...explanation.requirements.map(
    ({ competency, outcome, points }) =>
      `  ${competency.label ?? competency.uri}: ${outcome}, ${points} punten`,
  ),
  ...history.map(
    ({ at, what, reason, contact, note, by }) =>
      `  ${at} ${[what, ...inBrackets(reason), ...inBrackets(contact && told(contact))].join(" ")} door ${by.role}${by.region === undefined ? "" : ` ${by.region}`}${note === undefined ? "" : `: ${note}`}`,
  ),
];

type ShownReading = {
  readonly at: string;
  readonly purpose: string;
  readonly by: {
    readonly role: string;
    readonly region?: string | undefined;
    readonly party?: string | undefined;
  };
};
const readingLine = ({ at, purpose, by: { role, region, party } }: ShownReading): string =>
  `${at} ${[role, party, region].filter((part) => part !== undefined).join(" ")}: ${purpose}`;

type ShownReview = {
  readonly subject: string;
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly question?: string | undefined;
  readonly answer?:
    | { readonly outcome: string; readonly at: string; readonly text?: string | undefined }
    | undefined;
};
const reviewLine = ({ subject, requestedAt, dueAt, question, answer }: ShownReview): string =>
  `${requestedAt} ${subject}: ${question ?? "zonder toelichting"}. ${
    answer === undefined
      ? `Antwoord uiterlijk ${dueAt}.`
      : `Antwoord van ${answer.at}: ${answer.outcome}. ${answer.text ?? ""}`
  }`;

type ShownPlace = {
  readonly vacancyId: string;
  readonly title?: string | undefined;
  readonly employerName?: string | undefined;
  readonly state: string;
  readonly before: number;
  readonly lifeCoach: string;
};
const placeLine = ({ vacancyId, title, employerName, state, before, lifeCoach }: ShownPlace): string =>
  [
    [title ?? vacancyId, employerName].filter((part) => part !== undefined).join(", "),
    `stand: ${state}${state === "waiting" ? `, ${before} voor u` : ""}`,
    ...(lifeCoach === "not-offered" ? [] : [`levenscoach: ${lifeCoach}`]),
  ].join("; ");

type ShownRequest = {
  readonly id: string;
  readonly responsible: string;
  readonly region: string;
  readonly status: string;
  readonly receivedAt: string;
  readonly history: readonly {
    readonly at: string;
    readonly what: string;
    readonly reason?: string | undefined;
    readonly by: { readonly role: string; readonly party?: string | undefined };
  }[];
};
const requestLines = ({ id, responsible, region, status, receivedAt, history }: ShownRequest): string[] => [
  `Zelfmelding ${id} van ${receivedAt} bij ${responsible} in ${region}. Stand: ${status}.`,
  ...history.map(
    ({ at, what, reason, by: { role, party } }) =>
      `  ${at} ${[what, ...inBrackets(reason)].join(" ")} door ${party === undefined ? role : `${role} ${party}`}`,
  ),
];

/** Everything, chapter by chapter, for somebody to read. In Dutch, with the codes that stand in the machine form. */
export const chaptersOf = (own: {
  readonly person: Person;
  readonly profile: ShownProfile;
  readonly proposals: readonly ShownProposal[];
  readonly readings: readonly ShownReading[];
  readonly reviewRequests: readonly ShownReview[];
  readonly waitingLists: readonly ShownPlace[];
  readonly selfRegistrations: readonly ShownRequest[];
}): Chapter[] => [
  { title: "Wie u bent", lines: personRows(own.person) },
  { title: "Uw arbeidsmarktprofiel", lines: profileRows(own.profile) },
  {
    title: "Uw toestemmingen",
    lines: own.profile.consents.map(
      ({ purpose, receiver, wording, givenAt, withdrawnAt }) =>
        `${purpose} voor ${receiver}, tekst ${wording}, gegeven ${givenAt}${withdrawnAt === undefined ? "" : `, ingetrokken ${withdrawnAt}`}`,
    ),
  },
  { title: "Voorstellen, met redenen en besluiten", lines: own.proposals.flatMap(proposalLines) },
  { title: "Wachtlijsten voor open hiring", lines: own.waitingLists.map(placeLine) },
  { title: "Uw zelfmeldingen", lines: own.selfRegistrations.flatMap(requestLines) },
  { title: "Verzoeken om opnieuw te kijken", lines: own.reviewRequests.map(reviewLine) },
  { title: "Wie uw gegevens gebruikte, en waarvoor", lines: own.readings.map(readingLine) },
  {
    title: "Waarvoor Overstap gegevens gebruikt",
    lines: Object.values(ACTIVITIES).map(({ purpose, ground }) => `${purpose} (${ground})`),
  },
  {
    title: "Hoe lang gegevens blijven",
    lines: Object.entries(RETENTION).map(
      ([what, { seconds, from }]) =>
        `${what}: ${Math.round((seconds / 86_400) * 100) / 100} dagen vanaf ${from}`,
    ),
  },
];
