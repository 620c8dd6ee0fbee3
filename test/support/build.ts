import type * as z from "zod";
import { MarketProfile } from "#packages/domain/market-profile.ts";
import { stableUuid } from "#packages/domain/stable-uuid.ts";
import { Vacancy } from "#packages/domain/vacancy.ts";

const REGISTERED = "2026-03-02T09:00:00.000Z";

/** A vacancy as the platform keeps it, for one cook in Amsterdam; `number` makes its id. */
export const aVacancy = (over: Partial<z.input<typeof Vacancy>> = {}, number = 1): Vacancy =>
  Vacancy.parse({
    id: stableUuid("test-vacancy", String(number)),
    version: 1,
    status: "open",
    title: "Kok",
    employer: { kvkNumber: "90000001", name: "Voorbeeld BV" },
    places: [{ pc4: "1012", region: "AM18", open: 1, held: 0, filled: 0 }],
    reachKm: 40,
    registeredAt: REGISTERED,
    changedAt: REGISTERED,
    ...over,
  });

/** A visible profile as the platform keeps it, of somebody in Amsterdam; `number` makes its id. */
export const aMarketProfile = (
  over: Partial<z.input<typeof MarketProfile>> = {},
  number = 1,
): MarketProfile =>
  MarketProfile.parse({
    id: stableUuid("test-profile", String(number)),
    jobSeekerId: stableUuid("test-person", String(number)),
    version: 1,
    status: "active",
    region: "AM18",
    pc4: "1011",
    responsible: "uwv",
    consents: [{ purpose: "matching", receiver: "mobility-teams", wording: "2026-1", givenAt: REGISTERED }],
    reachKm: 40,
    registeredAt: REGISTERED,
    changedAt: REGISTERED,
    ...over,
  });
