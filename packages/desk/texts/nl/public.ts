/** Pages for everybody: the start page and the way to a region's desk. */
export const publicNl = {
  start: {
    title: "Van werk naar werk",
    lead: "Overstap brengt werkgevers die mensen zoeken, bedrijven die mensen moeten laten gaan en mensen die werk zoeken bij elkaar. In elke regio helpt een team u verder.",
    visitorTitle: "Waarmee kunnen we u helpen?",
    welcome: (name: string): string => `Welkom, ${name}`,
    welcomeLead: (role: string): string => `U bent aangemeld als ${role}. Dit kunt u hier doen.`,
    doors: {
      postVacancy: { title: "Ik zoek mensen", text: "Meld een vacature aan: vijf vragen in gewone woorden." },
      reportSurplus: {
        title: "Wij krijgen mensen over",
        text: "Meld groepen medewerkers voor wie u ander werk zoekt, zonder namen.",
      },
      seekWork: {
        title: "Ik zoek (ander) werk",
        text: "Meld u zelf. De partij die u begeleidt, neemt contact met u op.",
      },
      myVacancies: { title: "Mijn vacatures", text: "Stand, wijzigen, intrekken en opnieuw gebruiken." },
      couplings: {
        title: "Koppelingen",
        text: "Voorstellen om mensen van het ene bedrijf naar het andere te laten gaan.",
      },
      upload: {
        title: "Bestanden sturen",
        text: "Veel meldingen in één keer, eerst gecontroleerd zonder iets op te slaan.",
      },
      mySurplus: { title: "Overschotmeldingen", text: "Groepen medewerkers melden, wijzigen of intrekken." },
      findDesk: {
        title: "Vind het loket in uw regio",
        text: "Er zijn 35 regio's, elk met een eigen team en een eigen loket.",
      },
      occupations: {
        title: "Waar kan ik met mijn werk naartoe?",
        text: "Zie welk ander werk op het uwe lijkt, wat u al kunt en wat nieuw is.",
      },
      queue: {
        title: "Werkvoorraad",
        text: "Voorstellen die op uw team wachten: oppakken, beslissen, overdragen.",
      },
      requests: {
        title: "Zelf gemeld",
        text: "Mensen die zich zelf hebben gemeld: wie wacht, hoelang, en wie hen helpt.",
      },
      passOn: {
        title: "Iemand doorgeven",
        text: "Meldt iemand zich bij u? Geef het door aan de partij die bij de situatie hoort.",
      },
      region: {
        title: "Cijfers van mijn regio",
        text: "Wat er is, wat er gebeurt en wat er gevraagd wordt.",
      },
      country: { title: "Cijfers van Nederland", text: "De 35 regio's naast elkaar, met een kaart." },
      help: { title: "Hulp", text: "Hoe het werkt, en wie u kunt bellen." },
    },
  },
  findDesk: {
    title: "Vind het loket in uw regio",
    lead: "Vul een postcode in. U krijgt hulp in de regio waar u woont; als werkgever in de regio waar het werk is.",
    postcode: "Postcode",
    postcodeHint: "Vier cijfers is genoeg, bijvoorbeeld 6811",
    button: "Zoek het loket",
    notAPostcode: "Vul een postcode in, zoals 6811 of 6811 KM",
    unknown: (pc4: string): string => `Postcodegebied ${pc4} kennen wij niet. Controleer de cijfers.`,
    result: (region: string): string => `Uw regio is ${region}`,
    municipality: "Gemeente",
    desk: "Loket",
    address: "Adres",
    phone: "Telefoon",
    email: "E-mail",
    website: "Website",
    since: "Actief sinds",
    from: "Begint op",
    noContact:
      "Contactgegevens zijn nog niet ingevuld door het team. Het loket is te vinden bij de gemeente.",
    all: "Alle regio's",
    region: "Regio",
    centre: "Centrumgemeente",
  },
};
