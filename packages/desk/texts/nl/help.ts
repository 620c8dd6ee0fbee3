/** Help, privacy, accessibility, and coming forward alone. */
export const helpNl = {
  help: {
    title: "Hulp",
    lead: "Komt u er niet uit? Het loket in uw regio helpt u verder, ook als u liever belt of langskomt.",
    sections: [
      {
        title: "Ik ben werkgever en zoek mensen",
        texts: [
          "Meld een vacature aan in vijf vragen. U hoeft niet alles te weten: wat u openlaat, sluit niemand uit.",
          "De vacature gaat naar het werkgeversservicepunt van de regio waar het werk is. U ziet bij Mijn vacatures hoe het ermee staat.",
          "U ziet aantallen, nooit namen. Is er iemand voor u, dan neemt het team contact met u op.",
        ],
      },
      {
        title: "Ons bedrijf krijgt mensen over",
        texts: [
          "Meld per groep wat voor werk mensen doen, hoeveel het er zijn en vanaf wanneer zij beschikbaar zijn. Noem geen namen.",
          "Is het nog niet bekend gemaakt? Geef dan een dag op. Tot die dag ziet niemand buiten u de melding.",
          "Overstap zoekt bedrijven die zulke mensen nodig hebben. Een koppeling gaat pas door als beide bedrijven en het team akkoord zijn.",
        ],
      },
      {
        title: "Ik zoek zelf werk",
        texts: [
          "De partij die u begeleidt, maakt samen met u een profiel. U bepaalt wie het mag zien.",
          "Een voorstel is nooit een besluit. Mensen beslissen, en meedoen is altijd vrijwillig.",
        ],
      },
      {
        title: "Deze site",
        texts: [
          "Alles werkt zonder JavaScript, met het toetsenbord en met hulpmiddelen zoals een schermlezer.",
          "Formulieren worden tussendoor bewaard. Is uw sessie verlopen, dan meldt u zich opnieuw aan en gaat u verder waar u was.",
          "Datums schrijft u als dd-mm-jjjj. Tijden zijn die van Nederland.",
        ],
      },
    ],
    desk: "Vind het loket in uw regio",
  },
  privacy: {
    title: "Privacy",
    lead: "Wij vragen niet meer dan nodig is, en gebruiken het alleen waarvoor u het gaf.",
    sections: [
      {
        title: "Wat wij van bedrijven bewaren",
        texts: [
          "Vacatures en overschotmeldingen, zonder namen van mensen. Van een werkplek bewaren wij alleen de vier cijfers van de postcode.",
          "De contactpersoon die u opgeeft, staat apart en is alleen te zien voor wie met u moet overleggen.",
        ],
      },
      {
        title: "Wat wij van werkzoekenden bewaren",
        texts: [
          "Naam, contact en geboortedatum staan gescheiden van het profiel waarmee gezocht wordt. Wie zoekt, ziet het eerste niet.",
          "Zonder toestemming is een profiel voor niemand zichtbaar. Elke keer dat iemand uw gegevens bekijkt, wordt vastgelegd met de reden.",
          "U mag inzien, verbeteren, laten wissen, laten stilzetten en bezwaar maken. Uw begeleider of het loket helpt u daarbij.",
        ],
      },
      {
        title: "Wat deze site onthoudt",
        texts: [
          "Eén cookie voor uw sessie en één voor uw taal. Geen volgcookies, geen statistiek van anderen.",
          "Concepten worden dertig dagen bewaard, een sessie ten hoogste tien uur. Uw inloggegevens komen nooit in uw browser.",
        ],
      },
      {
        title: "Leeftijd, gezondheid, uitkering",
        texts: [
          "Die tellen nooit mee in een voorstel aan een werkgever. Zet ze ook niet in een toelichting.",
        ],
      },
    ],
    desk: "Vragen over uw gegevens? Ga naar het loket in uw regio",
  },
  accessibility: {
    title: "Toegankelijkheid",
    lead: "Iedereen moet deze site kunnen gebruiken. Wij volgen WCAG 2.2, niveau A en AA.",
    sections: [
      {
        title: "Hoe wij dat nagaan",
        texts: [
          "Elke pagina wordt bij elke wijziging door een programma nagekeken in een echte browser, in iedere toestand: met axe, op een scherm van 320 pixels breed, met 200 % tekst, met het toetsenbord, in hoog contrast, zonder beweging en op papier.",
          "Een programma vindt niet alles. Een onderzoek door mensen met een beperking en door een onafhankelijke partij is nog niet gedaan.",
        ],
      },
      {
        title: "Wat nog niet goed is",
        texts: [
          "Meldingen over fouten in bestanden staan in het Engels.",
          "Namen van beroepen en competenties komen uit de Europese classificatie ESCO en zijn soms lang of technisch.",
        ],
      },
      {
        title: "Loopt u ergens tegenaan?",
        texts: [
          "Laat het weten aan het loket in uw regio. Dan helpen wij u meteen op een andere manier, en herstellen wij het.",
        ],
      },
    ],
    desk: "Vind het loket in uw regio",
  },
  self: {
    title: "Zelf melden",
    lead: "U kunt u zelf melden als u werk zoekt of uw baan gaat verliezen. Meedoen is vrijwillig.",
    how: "Zo gaat het",
    steps: [
      "Neem contact op met het loket in uw regio. Iemand daar meldt u aan terwijl u erbij bent.",
      "De partij die bij uw situatie hoort (uw vakbond of werkgever, UWV of uw gemeente) neemt contact met u op.",
      "Pas na dat gesprek, en alleen met uw toestemming, komt er een profiel waarmee gezocht wordt.",
    ],
    staffTitle: "Iemand meldt zich zelf",
    staffLead:
      "Geef door dat iemand zich zelf meldt. Dat wordt een verzoek aan de partij die bij de situatie hoort. Er komt geen profiel voor de intake en de toestemming.",
    givenName: "Voornaam",
    familyName: "Achternaam",
    postcode: "Postcode",
    postcodeHint: "Bepaalt welke regio helpt",
    situation: "Wat is de situatie?",
    situations: {
      "under-notice-social-plan": "Wordt ontslagen, met een sociaal plan",
      "under-notice-small-firm": "Wordt ontslagen bij een klein bedrijf, zonder sociaal plan",
      "temporary-contract-ends": "Een tijdelijk contract loopt af",
      "self-employed-or-without-benefit": "Is zelfstandig met te weinig inkomen, of zoekt zonder uitkering",
      "work-limitation": "Heeft een arbeidsbeperking",
      "job-agreement-wajong": "Hoort bij de banenafspraak, met Wajong",
      "job-agreement-other": "Hoort bij de banenafspraak, anders",
      "short-right-to-ww": "Heeft kort recht op WW",
      "enters-ww": "Komt in de WW",
      "applies-for-social-assistance": "Vraagt bijstand aan",
      "young-person": "Is een jongere",
    },
    email: "E-mailadres",
    phone: "Telefoonnummer",
    contactHint: "Vul minstens één van de twee in, zodat iemand kan antwoorden",
    note: "Toelichting",
    noteHint: "Zet hier geen medische gegevens of BSN",
    wrong: {
      voornaam: "Vul de voornaam in",
      achternaam: "Vul de achternaam in",
      postcode: "Vul een hele postcode in die bestaat, zoals 6811 KM",
      situatie: "Kies de situatie",
      email: "Vul een e-mailadres of een telefoonnummer in",
      toelichting: "Kijk de toelichting na: ten hoogste 1.000 tekens",
    },
    button: "Geef door",
    done: "Doorgegeven",
    doneText: (party: string): string => `Het verzoek ligt nu bij: ${party}. Zij nemen contact op.`,
    parties: { "social-partners": "de sociale partners", uwv: "UWV", municipality: "de gemeente" },
    another: "Nog iemand doorgeven",
  },
};
