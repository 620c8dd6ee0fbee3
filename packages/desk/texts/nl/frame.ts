/** Header, footer, signing in and what can go wrong on any page. */
export const frameNl = {
  product: "Overstap",
  tagline: "Van werk naar werk, in 35 regio's",
  skip: "Naar de inhoud",
  mainNavigation: "Hoofdmenu",
  footerNavigation: "Over deze site",
  otherLanguage: "English",
  signIn: "Aanmelden",
  signOut: "Afmelden",
  signedInAs: (name: string): string => `Aangemeld: ${name}`,
  footer: {
    help: "Hulp",
    privacy: "Privacy",
    accessibility: "Toegankelijkheid",
    findDesk: "Vind het loket in uw regio",
    notice: "Overstap is van de regionale mobiliteitsteams. Mensen beslissen, altijd.",
  },
  navigation: {
    start: "Start",
    vacancies: "Vacatures",
    surplus: "Overschot",
    couplings: "Koppelingen",
    upload: "Bestanden",
    queue: "Werkvoorraad",
    region: "Regio",
    country: "Nederland",
    occupations: "Beroepen",
    ownProposals: "Voorstellen",
    ownData: "Mijn gegevens",
    ownConsents: "Toestemmingen",
    readings: "Wie keek er",
    rights: "Mijn rechten",
  },
  roles: {
    employer: "werkgever",
    "sector-organisation": "brancheorganisatie",
    "responsible-party": "eerstverantwoordelijke partij",
    team: "regionaal mobiliteitsteam",
    "national-point": "landelijk punt",
    "steering-group": "landelijke stuurgroep",
    administrator: "beheerder",
    system: "Overstap zelf",
    coordinator: "operationeel coördinator",
    cashier: "kassier",
    auditor: "auditor",
    "job-seeker": "werkzoekende",
  } satisfies Record<string, string>,
  trouble: {
    "not-found": {
      title: "Deze pagina is er niet",
      text: "Misschien is de link niet goed, of is wat u zoekt niet (meer) voor u te zien.",
    },
    "not-allowed": {
      title: "Deze pagina is niet voor u",
      text: "U bent aangemeld met een rol die hier niet bij hoort. Meld u af en met een andere rol weer aan.",
    },
    conflict: {
      title: "Dit kan nu niet",
      text: "Iemand anders was net eerder, of de stand is intussen veranderd. Ga terug en bekijk de pagina opnieuw.",
    },
    gone: {
      title: "Dit is er niet meer",
      text: "Wat hier stond, is ingetrokken.",
    },
    changed: {
      title: "Dit is intussen veranderd",
      text: "Iemand anders heeft het gewijzigd terwijl u bezig was. Uw wijziging is niet opgeslagen. Ga terug en bekijk het opnieuw.",
    },
    "too-many": {
      title: "Even geduld",
      text: "Er zijn in korte tijd veel verzoeken gedaan. Wacht een minuut en probeer het opnieuw.",
    },
    "form-expired": {
      title: "Dit formulier is verlopen",
      text: "Uit veiligheid is een formulier niet eindeloos geldig. Ga terug, ververs de pagina en probeer het opnieuw.",
    },
    "bad-request": {
      title: "Dit verzoek klopt niet",
      text: "De link of het formulier is niet volledig. Ga terug en probeer het opnieuw.",
    },
    "too-busy": {
      title: "Het is druk",
      text: "Het antwoord liet te lang op zich wachten. Probeer het over een minuut opnieuw. Er is niets half gedaan.",
    },
    "server-error": {
      title: "Er ging iets mis",
      text: "Dat ligt aan ons; het is vastgelegd. Probeer het straks opnieuw.",
    },
    "sign-in-failed": {
      title: "Aanmelden is niet gelukt",
      text: "De inlogdienst gaf geen bruikbaar antwoord, of u wachtte te lang. Probeer het opnieuw.",
    },
  },
  toStart: "Naar de startpagina",
  tryAgain: "Opnieuw aanmelden",
  signInPage: {
    title: "Aanmelden",
    lead: "U meldt zich aan bij de inlogdienst van uw organisatie en komt daarna hier terug.",
    resume:
      "Uw sessie is verlopen, of u bent nog niet aangemeld. Na het aanmelden gaat u verder waar u was. Wat u had ingevuld, is bewaard.",
    who: "Wie kan zich aanmelden?",
    employers: "Werkgevers, met eHerkenning van de eigen onderneming.",
    sectors:
      "Brancheorganisaties en de partijen die werkzoekenden begeleiden, met de inlogdienst van hun organisatie.",
    teams: "Medewerkers van de 35 regionale mobiliteitsteams.",
    seekers: "Zoekt u zelf werk? U krijgt een persoonlijke link van uw begeleider. U kunt u ook zelf melden.",
    seekersLink: "Zelf melden",
    button: "Verder naar aanmelden",
  },
  signedOut: {
    title: "U bent afgemeld",
    text: "Op deze computer is niets bewaard. Deelt u de computer met anderen, meld u dan ook af bij de inlogdienst.",
    byLink:
      "Op deze computer is niets bewaard. Uw link is gebruikt en werkt niet meer. Wilt u later weer kijken, vraag uw begeleider dan om een nieuwe.",
    atProvider: "Ook afmelden bij de inlogdienst",
    again: "Opnieuw aanmelden",
  },
};
