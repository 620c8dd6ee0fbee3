import type { Consent } from "./consent.ts";

/** What a job seeker agrees to, in the words that were shown. A wording is never changed: a new one gets a new version. */
export type ConsentWording = {
  readonly version: string;
  readonly purpose: Consent["purpose"];
  readonly validFrom: string;
  readonly text: string;
};

/** S4: wordings by purpose, oldest first. What a consent names as its wording is kept with it. */
export const CONSENT_WORDINGS: readonly ConsentWording[] = [
  {
    version: "2026-1",
    purpose: "matching",
    validFrom: "2026-01-01",
    text: "Ik vind het goed dat mijn arbeidsmarktprofiel, zonder mijn naam en contactgegevens, wordt vergeleken met vacatures, en dat het mobiliteitsteam van mijn regio de uitkomst ziet. Een medewerker van het team die een voorstel oppakt, mag dan mijn naam en contactgegevens inzien om mij te helpen. Ik kan dit altijd intrekken; dat heeft geen gevolgen voor mijn uitkering of voor andere hulp.",
  },
  {
    version: "2026-1",
    purpose: "introduction",
    validFrom: "2026-01-01",
    text: "Ik vind het goed dat het mobiliteitsteam mij voorstelt aan deze werkgever en daarvoor mijn naam, contactgegevens en arbeidsmarktprofiel aan deze werkgever geeft, en aan geen andere. Ik kan dit intrekken zolang ik niet ben voorgesteld; daarna krijgt de werkgever geen nieuwe gegevens meer.",
  },
];

/** The wording that is shown today for a purpose. */
export const currentWording = (purpose: Consent["purpose"]): ConsentWording => {
  const found = CONSENT_WORDINGS.filter((one) => one.purpose === purpose).at(-1);
  if (found === undefined) throw new RangeError(`no wording for ${purpose}`);
  return found;
};

/** The text of a consent that was given; undefined for wordings of a party's own. */
export const wordingOf = (purpose: Consent["purpose"], version: string): string | undefined =>
  CONSENT_WORDINGS.find((one) => one.purpose === purpose && one.version === version)?.text;
