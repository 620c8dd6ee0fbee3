import * as z from "zod";
import { asClient } from "./the-platform.ts";

const Posted = z.object({ id: z.string() });

const KVK = "90000001";
const given = {
  wording: "2026-1",
  givenAt: "2026-11-01T09:00:00Z",
};

/** A vacancy of an employer; answers its id. With people who suit it, a team has something to do. */
export const aVacancy = async (title: string, postcode: string): Promise<string> =>
  Posted.parse(
    await asClient("employer", "POST", "/vacancies", {
      title,
      employer: { kvkNumber: KVK, name: "Voorbeeld Eetcafé (voorbeeld)", sector: "I" },
      places: [{ postcode, positions: 2 }],
      reachKm: 40,
    }),
  ).id;

/** Somebody who looks for such work and agreed to be matched and introduced. */
export const aPerson = (name: string, title: string, postcode: string): Promise<unknown> =>
  asClient("responsible-party-uwv", "POST", "/market-profiles", {
    person: { givenName: name, familyName: "Voorbeeldpersoon", postcode, situation: "enters-ww" },
    profile: {
      jobTitles: [title],
      hoursPerWeek: { min: 24, max: 36 },
      reachKm: 40,
      consents: [
        { purpose: "matching", receiver: "mobility-teams", ...given },
        { purpose: "introduction", receiver: KVK, ...given },
      ],
    },
  });
