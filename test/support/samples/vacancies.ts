import type * as z from "zod";
import { addDays } from "#packages/domain/dates.ts";
import type { VacancyInput } from "#packages/domain/vacancy.ts";
import { contractsOffered, languagesAsked } from "./conditions.ts";
import { type Draw, drawFor, evenly, leaveOutUnknown } from "./draw.ts";
import { contactOf, type Firm, nationalFirm, regionalFirm } from "./firms.ts";
import { placeAt, placeInRegion, placeOfWork, postcodeOf, type Spot } from "./places.ts";
import { numbered, type SampleOptions, type Sampling, series } from "./sample-options.ts";
import { labourMarket, usualHours, type Work } from "./work.ts";

/** A vacancy as an employer's system would post it. */
export type SampleVacancy = z.input<typeof VacancyInput>;
type Kind = NonNullable<SampleVacancy["kind"]>;

const USUAL_COUNT = 300;
const NATIONAL = 0.06;

const kindOf = (draw: Draw): Kind => {
  const share = draw.number();
  if (share < 0.03) return "open-hiring";
  return share < 0.11 ? "learning" : "regular";
};

const positionsOf = ({ asked }: Work, draw: Draw): number => {
  const share = draw.number();
  if (share < 0.68) return 1;
  if (share < 0.95) return draw.whole(2, 5);
  // The work of that year that was asked by the dozen: testing, tracing, order picking.
  return asked > 30 ? draw.whole(10, 60) : draw.whole(5, 12);
};

type Requirement = NonNullable<SampleVacancy["requirements"]>[number];
const asked = (importance: Requirement["importance"], draw: Draw) => (competency: string) => ({
  competency,
  importance,
  ...(draw.chance(0.3) ? { weight: draw.whole(1, 5) } : {}),
});

/** Four in ten employers list nothing: the rule rather than the exception; a third has a list of must-haves. */
const requirementsOf = (kind: Kind, { essential, optional }: Work, draw: Draw): Requirement[] => {
  const share = draw.number();
  if (kind === "open-hiring" || share < 0.4) return [];
  const musts = share < 0.75 ? draw.some(essential, 0.35).slice(0, 10) : [];
  const wishes = [...draw.some(essential, 0.15), ...draw.some(optional, 0.2)].filter(
    (competency) => !musts.includes(competency),
  );
  return [...musts.map(asked("must", draw)), ...wishes.slice(0, 8).map(asked("nice", draw))];
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const ADDITIONS = ["", "", "", " (m/v/x)", " m/v", " per direct", " gezocht"] as const;
const titleOf = (kind: Kind, { titles }: Work, draw: Draw): string => {
  const title = draw.chance(0.5) ? titles[0] : draw.pick(titles);
  if (kind === "learning") return `Leerbaan ${title}`.slice(0, 120);
  return `${capital(title)}${draw.pick(ADDITIONS)}`.slice(0, 120);
};

/** Some employers' titles name no occupation: the platform asks what is meant, and the vacancy waits for an answer. */
const VAGUE = [
  "Allround medewerker",
  "Duizendpoot gezocht",
  "Teamspeler (m/v/x)",
  "Flexkracht per direct",
] as const;
const namedOf = (kind: Kind, work: Work, draw: Draw) => {
  if (draw.chance(0.72)) return { title: titleOf(kind, work, draw), occupation: work.occupation };
  return { title: draw.chance(0.12) ? draw.pick(VAGUE) : titleOf(kind, work, draw) };
};

const OPENINGS = [
  "Dit is een voorbeeldvacature. Wij zoeken versterking voor ons team in",
  "Voorbeeldvacature. Door de drukte hebben we snel collega's nodig in",
  "Voorbeeldvacature. Ervaring is mooi, leergierig zijn is belangrijker. Je werkt in",
] as const;
const describe = ({ area }: Spot, draw: Draw): string =>
  `${draw.pick(OPENINGS)} ${area.place}. Ook wie uit een andere sector komt, is welkom.`;

type Places = SampleVacancy["places"];
const onePlace = (spot: Spot, positions: number, draw: Draw): Places => [
  { postcode: postcodeOf(spot, draw), positions },
];
/** A national employer has places all over the country, a few positions in each. */
const manyPlaces = (spot: Spot, work: Work, draw: Draw): Places => [
  ...onePlace(spot, positionsOf(work, draw), draw),
  ...Array.from({ length: draw.whole(1, 7) }, () => ({
    postcode: postcodeOf(placeAt(draw.number()), draw),
    positions: draw.whole(1, 4),
  })),
];

const learningOf = (draw: Draw): NonNullable<SampleVacancy["learning"]> => ({
  leadsTo: draw.pick<NonNullable<SampleVacancy["learning"]>["leadsTo"]>([
    "course",
    "practice-statement",
    "certificate",
    "diploma",
  ]),
  weeks: draw.whole(6, 39),
  recognisedTrainingCompany: draw.chance(0.9),
});

/** Anything may be left out by an employer; `told` says whether this one was, at its usual frequency. */
const conditionsOf = (kind: Kind, work: Work, draw: Draw, today: string) => {
  const told = <T>(probability: number, value: () => T): T | undefined =>
    draw.chance(probability) ? value() : undefined;
  const startDate = told(0.6, () => addDays(today, draw.whole(0, 60)));
  const contractKinds =
    kind === "open-hiring" ? (["permanent"] as const) : told(0.7, () => contractsOffered(work, draw));
  const temporary = contractKinds?.some((one) => one === "temporary") === true && startDate !== undefined;
  return {
    hoursPerWeek: told(0.8, () => usualHours(work, draw)),
    startDate,
    endDate: temporary && draw.chance(0.5) ? addDays(startDate, draw.whole(90, 365)) : undefined,
    closingDate: told(0.5, () => addDays(today, draw.whole(14, 75))),
    contractKinds: contractKinds === undefined ? undefined : [...contractKinds],
    languages: told(0.35, () => languagesAsked(work, draw)),
    educationLevel: told(0.5, () => work.level),
    licences: work.licences.length > 0 && draw.chance(0.8) ? [...work.licences] : undefined,
    irregularHours: told(0.5, () => work.irregular),
    reachKm: told(0.15, () => draw.pick([15, 20, 25, 30, 40, 50])),
    mustHaves: told(0.12, () => ({ mode: "soft" as const })),
  };
};

const firmOf = (national: boolean, { sector }: Work, spot: Spot, draw: Draw): Firm =>
  national ? nationalFirm(sector, draw) : regionalFirm(sector, spot.region, draw);

const vacancyAt = (index: number, { seed, today }: Sampling): SampleVacancy => {
  const draw = drawFor(seed, "vacancy", index);
  const start = drawFor(seed, "vacancies").number();
  const work = labourMarket().asked.at(draw.number());
  const somewhere = placeAt(evenly(start, index));
  const spot = placeOfWork(draw.chance(0.5) ? somewhere : placeInRegion(somewhere, draw), work, draw);
  const kind = kindOf(draw);
  const nationalEmployer = kind !== "open-hiring" && draw.chance(NATIONAL);
  const employer = firmOf(nationalEmployer, work, spot, draw);
  return leaveOutUnknown({
    ...namedOf(kind, work, draw),
    description: draw.chance(0.6) ? describe(spot, draw) : undefined,
    kind,
    employer,
    nationalEmployer,
    places: nationalEmployer ? manyPlaces(spot, work, draw) : onePlace(spot, positionsOf(work, draw), draw),
    requirements: requirementsOf(kind, work, draw),
    ...conditionsOf(kind, work, draw, today),
    learning: kind === "learning" ? learningOf(draw) : undefined,
    reference: `voorbeeld-${seed}-v-${numbered(index)}`,
    contact: draw.chance(0.7) ? contactOf(employer) : undefined,
  });
};

/**
 * Vacancies over the whole country, places by inhabitants, work by what was asked in 2020. Each is valid for
 * `VacancyInput`; about a quarter has only a title in words, and most leave something out.
 */
export const sampleVacancies = (options: SampleOptions): SampleVacancy[] =>
  series(options, USUAL_COUNT, vacancyAt);
