/** Examples in the OpenAPI document; the linter checks them against their schemas. Firms and people are made up. */
const CARE = "http://data.europa.eu/esco/skill/1d21f6ad-340f-45da-a0a3-4e83867f47a6";

export const VACANCY_EXAMPLE = {
  title: "Verzorgende IG",
  employer: { kvkNumber: "12345678", name: "Voorbeeldzorg", sector: "Q" },
  places: [{ postcode: "1012AB", positions: 2 }],
  hoursPerWeek: { min: 24, max: 32 },
  startDate: "2027-01-04",
  contractKinds: ["temporary", "permanent"],
  requirements: [{ competency: CARE, importance: "must", weight: 4 }],
  reference: "V-2026-0041",
  contact: { name: "V. Voorbeeld", email: "werving@voorbeeldzorg.example" },
};

export const NOTICE_EXAMPLE = {
  employer: { kvkNumber: "87654321", name: "Voorbeeldhotel", sector: "I" },
  reasons: ["less-work"],
  groups: [
    {
      groupKey: "keuken",
      jobTitle: "kok",
      headCount: 6,
      postcode: "3511AA",
      availableFromDate: "2027-02-01",
      dismissalDate: "2027-03-01",
    },
  ],
  embargoUntilDate: "2026-12-15",
};

export const PROFILE_EXAMPLE = {
  person: {
    givenName: "Voornaam",
    familyName: "Voorbeeld",
    postcode: "3511AA",
    situation: "enters-ww",
  },
  profile: {
    jobTitles: ["kok"],
    competencies: [CARE],
    hoursPerWeek: { min: 20, max: 36 },
    availableFromDate: "2027-02-01",
    reachKm: 25,
    consents: [
      {
        purpose: "matching",
        receiver: "mobility-teams",
        wording: "2026-1",
        givenAt: "2026-11-20T09:30:00Z",
      },
    ],
  },
  reference: "P-77",
};

export const SELF_REGISTRATION_EXAMPLE = {
  givenName: "Voornaam",
  familyName: "Voorbeeld",
  postcode: "9711AA",
  situation: "temporary-contract-ends",
  email: "voornaam@voorbeeld.example",
};
