import { SECTORS, type Sector } from "#packages/domain/conditions.ts";
import { REGIONS, type RegionCode } from "#packages/domain/regions.ts";
import type { Draw } from "./draw.ts";

/**
 * Example firms: marked by their names, and by numbers from 90000001 to 90009999, the range that the Chamber of
 * Commerce's own test environment draws from. Those up to 90000999 are for samples written by hand.
 */
const FIRST_REGIONAL = 90_001_000;
const FIRMS_A_SECTOR = 10;
const FIRST_NATIONAL = 90_009_000;
const NATIONAL_FIRMS = 40;

const KINDS: Readonly<Record<Sector, string>> = {
  A: "Kwekerij",
  B: "Winning",
  C: "Fabriek",
  D: "Energiebedrijf",
  E: "Afvalbedrijf",
  F: "Installatiebedrijf",
  G: "Winkel",
  H: "Transport",
  I: "Horeca",
  J: "Software",
  K: "Bank",
  L: "Vastgoed",
  M: "Adviesbureau",
  N: "Dienstverlening",
  O: "Overheidsdienst",
  P: "Scholengroep",
  Q: "Zorggroep",
  R: "Theater",
  S: "Vereniging",
  T: "Thuisservice",
  U: "Organisatie",
};
const NAMES = [
  "Noorderzon",
  "De Linde",
  "Waterpoort",
  "Het Anker",
  "Zilverberk",
  "De Oude Molen",
  "Oosterpark",
  "Groenveld",
  "De Kade",
  "Sterrenbos",
] as const;

/** An example firm: its number and names always go together. */
export type Firm = { kvkNumber: string; name: string; sector?: Sector };

/** One of the ten example firms that a sector has in a region. */
export const regionalFirm = (sector: Sector, region: RegionCode, draw: Draw): Firm => {
  const slot = draw.whole(0, FIRMS_A_SECTOR - 1);
  const block = REGIONS.indexOf(region) * SECTORS.length + SECTORS.indexOf(sector);
  return {
    kvkNumber: String(FIRST_REGIONAL + block * FIRMS_A_SECTOR + slot),
    name: `Voorbeeld ${KINDS[sector]} ${NAMES[slot] ?? NAMES[0]} ${region} (voorbeeld)`,
    sector,
  };
};

/** An example firm with places in several regions (D1). */
export const nationalFirm = (sector: Sector, draw: Draw): Firm => {
  const number = draw.whole(0, NATIONAL_FIRMS - 1);
  return {
    kvkNumber: String(FIRST_NATIONAL + SECTORS.indexOf(sector) * NATIONAL_FIRMS + number),
    name: `Voorbeeld ${KINDS[sector]} Nederland ${number + 1} (voorbeeld)`,
    sector,
  };
};

/** Somebody at an example firm: no name of a person, an address that cannot exist. */
export const contactOf = ({ kvkNumber }: Firm): { name: string; email: string } => ({
  name: `Voorbeeldcontact ${kvkNumber}`,
  email: `contact.${kvkNumber}@example.nl`,
});
