const people = (count: number): string => (count === 1 ? "1 mens" : `${count} mensen`);

/** A job seeker's own places on waiting lists of open hiring (D4). */
export const meListsNl = {
  title: "Mijn wachtlijsten",
  lead: "Bij open hiring vraagt de werkgever niets: geen brief, geen diploma's, geen gesprek. Wie het eerst op de lijst staat, kan het eerst beginnen. Het is vast werk.",
  door: { title: "Werk zonder sollicitatie", text: "Uw plaats op wachtlijsten, en werk dat u kunt nemen." },
  ownTitle: "Waar u op de lijst staat",
  noneTitle: "U staat op geen enkele lijst",
  none: "Kies hieronder werk dat u wilt doen. U kunt op meer lijsten staan en er altijd weer af.",
  unnamed: "Werk dat er niet meer is",
  at: (employer: string): string => `bij ${employer}`,
  states: {
    waiting: "U wacht",
    offered: "U bent aan de beurt",
    started: "U hebt dit werk",
    "not-on-list": "Lijst gesloten",
  },
  before: (count: number): string =>
    count === 0
      ? "U bent de eerste die aan de beurt komt."
      : `Voor u ${count === 1 ? "wacht" : "wachten"} nog ${people(count)}.`,
  offered: "Dit werk is voor u als u het wilt. Zolang u niet kiest, wacht wie na u komt.",
  closed: "De werkgever heeft de lijst gesloten. U hoeft niets te doen.",
  started: "U hebt dit werk genomen.",
  take: "Ik neem dit werk",
  refuse: "Nee, haal mij van de lijst",
  leave: "Haal mij van de lijst",
  giveUp: "Ik stop hiermee",
  coachTitle: "Wilt u een levenscoach?",
  coach:
    "Bij dit werk wordt iemand aangeboden die u helpt met wat er buiten het werk speelt. U hoeft dat niet te willen.",
  coachYes: "Ja, graag",
  coachNo: "Nee, dank u",
  coachAccepted: "U krijgt een levenscoach. Het mobiliteitsteam weet dat u die wilt.",
  coachDeclined: "U wilt geen levenscoach.",
  coachChangeYes: "Toch graag",
  coachChangeNo: "Toch niet",
  openTitle: (region: string): string => `Werk zonder sollicitatie in ${region}`,
  openOwnTitle: "Werk zonder sollicitatie in uw regio",
  openNoneTitle: "Er is hier nu geen open hiring",
  openNone: "Kijk later nog eens, of kies een andere regio.",
  free: (count: number): string =>
    count === 1 ? "1 plaats vrij: u kunt meteen beginnen" : `${count} plaatsen vrij: u kunt meteen beginnen`,
  waiting: (count: number): string =>
    count === 0 ? "Er wacht nog niemand" : `Er ${count === 1 ? "wacht" : "wachten"} al ${people(count)}`,
  hours: (min: number, max: number): string =>
    min === max ? `${max} uur per week` : `${min} tot ${max} uur per week`,
  start: (day: string): string => `vanaf ${day}`,
  join: "Zet mij op de lijst",
  joined: "U staat op deze lijst",
  otherRegion: "Kijk in een andere regio",
  ownRegion: "Mijn eigen regio",
  showRegion: "Toon",
  done: {
    waiting: (before: number): string =>
      before === 0
        ? "U staat op de lijst, en bent de eerste die aan de beurt komt."
        : `U staat op de lijst. Voor u ${before === 1 ? "wacht" : "wachten"} nog ${people(before)}.`,
    offered: "U staat op de lijst en bent meteen aan de beurt: u kunt dit werk nemen.",
    started: "U hebt dit werk. Het mobiliteitsteam hoort het. Spreek met uw begeleider af wanneer u begint.",
    left: "U staat niet meer op deze lijst.",
    coachYes: "U krijgt een levenscoach.",
    coachNo: "U krijgt geen levenscoach.",
  },
  notNow:
    "Dit kan nu niet: de lijst is intussen veranderd of gesloten, of het gebruik van uw gegevens staat stil. Hieronder staat hoe het nu is.",
  taking: {
    title: "Dit werk nemen",
    what: (title: string): string => `U neemt het werk “${title}”.`,
    list: [
      "De plaats is dan van u; bij de werkgever telt zij als vervuld.",
      "Andere voorstellen voor u stoppen, want u hebt werk.",
      "Daarna zegt u of u een levenscoach wilt.",
    ],
    button: "Ja, ik neem dit werk",
  },
  leaving: {
    title: "Van de lijst af",
    what: (title: string): string => `U gaat van de lijst voor “${title}”.`,
    list: ["Uw plaats gaat naar wie na u komt.", "Komt u later terug, dan staat u weer achteraan."],
    button: "Ja, haal mij van de lijst",
  },
  givingUp: {
    title: "Stoppen met dit werk",
    what: (title: string): string => `U geeft het werk “${title}” op dat u had genomen.`,
    list: [
      "Bespreek dit eerst met uw begeleider.",
      "Of de plaats weer vrijkomt, zegt de werkgever.",
      "Komt u later terug op de lijst, dan staat u achteraan.",
    ],
    button: "Ja, ik stop hiermee",
  },
  cancel: "Nee, terug",
  offeredNow: "U bent aan de beurt voor werk zonder sollicitatie.",
  offeredLink: "Bekijk het en kies",
};
