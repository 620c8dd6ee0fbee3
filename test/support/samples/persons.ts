import type * as z from "zod";
import { addDays } from "#packages/domain/dates.ts";
import type { PersonInput } from "#packages/domain/person.ts";
import type { Situation } from "#packages/domain/situation.ts";
import { type Draw, leaveOutUnknown, lottery } from "./draw.ts";
import { postcodeOf, type Spot } from "./places.ts";
import { numbered } from "./sample-options.ts";

export type SamplePerson = z.input<typeof PersonInput>;

/** Shares of the situations of S2 among those who come to a team, in percent: plausible, not measured. */
const SITUATIONS: Readonly<Record<Situation, number>> = {
  "enters-ww": 30,
  "temporary-contract-ends": 16,
  "under-notice-social-plan": 12,
  "under-notice-small-firm": 12,
  "self-employed-or-without-benefit": 10,
  "short-right-to-ww": 5,
  "applies-for-social-assistance": 5,
  "young-person": 5,
  "work-limitation": 2,
  "job-agreement-other": 2,
  "job-agreement-wajong": 1,
};
const situations = lottery(Object.entries(SITUATIONS), ([, share]) => share);
const situationOf = (draw: Draw): Situation => {
  const [name] = situations.at(draw.number());
  const found = Object.keys(SITUATIONS).find((situation): situation is Situation => situation === name);
  return found ?? "enters-ww";
};

const DAYS_A_YEAR = 365.25;
const birthOf = (situation: Situation, draw: Draw, today: string): string => {
  const age = situation === "young-person" ? draw.whole(17, 26) : draw.whole(18, 66);
  return addDays(today, -Math.round(age * DAYS_A_YEAR) - draw.whole(0, 364));
};

const isUnderNotice = (situation: Situation): boolean => situation.startsWith("under-notice-");

/** A person who is plainly an example: numbered instead of named, at a mail domain that cannot exist, without phone. */
export const personAt = (index: number, home: Spot, draw: Draw, today: string): SamplePerson => {
  const situation = situationOf(draw);
  return leaveOutUnknown({
    givenName: `Voorbeeld ${numbered(index)}`,
    familyName: "Voorbeeldpersoon",
    postcode: postcodeOf(home, draw),
    dateOfBirth: draw.chance(0.8) ? birthOf(situation, draw, today) : undefined,
    email: draw.chance(0.75) ? `voorbeeld.${numbered(index)}@example.nl` : undefined,
    situation,
    underNotice: isUnderNotice(situation)
      ? leaveOutUnknown({
          lastWorkingDate: draw.chance(0.8) ? addDays(today, draw.whole(7, 120)) : undefined,
        })
      : undefined,
  });
};

/** The day from which somebody under notice is free, where the last working day is known; else nothing to add. */
export const availabilityUnderNotice = ({ underNotice }: SamplePerson): { availableFromDate?: string } =>
  underNotice?.lastWorkingDate === undefined
    ? {}
    : { availableFromDate: addDays(underNotice.lastWorkingDate, 1) };
