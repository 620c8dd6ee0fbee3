/** The occupation explorer: where can somebody with this work move to. */
export const occupationsNl = {
  title: "Waar kunt u met uw werk naartoe?",
  lead: "Zoek het werk dat u doet of hebt gedaan. U ziet welk ander werk erop lijkt, wat u daarvoor al kunt en wat u nog zou leren.",
  question: "Welk werk?",
  hint: "Bijvoorbeeld kok, lasser of administratief medewerker",
  button: "Zoek",
  found: (count: number, q: string): string =>
    count === 1 ? `1 beroep gevonden bij “${q}”` : `${count} beroepen gevonden bij “${q}”`,
  alsoCalled: (name: string): string => `ook wel: ${name}`,
  noneTitle: (q: string): string => `Geen beroep gevonden bij “${q}”`,
  noneText:
    "Probeer een ander woord, of een korter: “chauffeur” in plaats van “internationaal chauffeur met aanhanger”. Namen van bedrijven en functieschalen staan er niet in.",
  again: "Een ander beroep zoeken",
  from: (occupation: string): string => `Van ${occupation} naar ander werk`,
  fromLead: (count: number): string =>
    `De ${count} beroepen die er het meest op lijken, naar de competenties die ze vragen. Dit is een hulp bij het kiezen: wat bij u past, bepaalt u zelf.`,
  fromEmptyTitle: "Van dit beroep is nog te weinig bekend",
  fromEmptyText:
    "Er staan geen competenties bij waarmee het te vergelijken is. Zoek een beroep dat er dichtbij ligt.",
  move: (from: string, to: string): string => `Van ${from} naar ${to}`,
  toFrom: (from: string): string => `Alle overstappen van ${from}`,
  similarity: {
    strong: "Lijkt er sterk op",
    good: "Lijkt erop",
    some: "Lijkt er een beetje op",
    little: "Lijkt er weinig op",
  },
  similarityOf: (percent: number): string => `${percent} van 100`,
  counts: (shared: number, missing: number): string =>
    `${shared === 1 ? "1 competentie neemt" : `${shared} competenties neemt`} u mee, ${missing} ${missing === 1 ? "is" : "zijn"} nieuw`,
  sharedTitle: (count: number): string => `Dit neemt u mee (${count})`,
  sharedNone: "Geen van de gevraagde competenties hoort bij het werk dat u nu doet.",
  missingTitle: (count: number): string => `Dit is nieuw (${count})`,
  missingNone: "Alles wat dit werk vraagt, hoort ook bij het werk dat u nu doet.",
  essential: "Nodig",
  optional: "Handig om te hebben",
  caveatTitle: "Competenties zijn niet alles",
  caveat:
    "Diploma's, rijbewijzen en registraties die de wet vraagt, zitten niet in deze vergelijking. Ook wat u zelf daarnaast hebt geleerd, telt hier niet mee.",
  onward: "En dan?",
  onwardDesk: "Praat erover met het team in uw regio",
  onwardFrom: (occupation: string): string => `Kijk verder vanaf ${occupation}`,
  onwardBack: (to: string, from: string): string => `Bekijk het andersom: van ${to} naar ${from}`,
  classification: (version: string): string => `Versie van de classificatie: ${version}.`,
};
