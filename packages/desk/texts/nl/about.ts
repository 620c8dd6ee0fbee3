import { AUTHORITY, type Chapters } from "../chapter.ts";

/** Help, privacy and accessibility: pages of text only. */
export const aboutNl = {
  help: {
    title: "Hulp",
    lead: "Hoe Overstap werkt, en bij wie u terechtkunt.",
    chapters: {
      seekWork: {
        title: "Ik zoek werk, of mijn baan verdwijnt",
        text: [
          "Meld u zelf, of vraag het aan wie u al begeleidt: de gemeente, UWV, of een vakbond of werkgeversorganisatie. Er komt eerst een gesprek. Pas daarna, en alleen als u dat goed vindt, wordt uw profiel vergeleken met vacatures.",
          "Uw gegevens bekijkt u met een persoonlijke link. Die krijgt u van uw begeleider en werkt één keer, een kwartier lang. Werkt hij niet meer, vraag dan om een nieuwe.",
        ],
        links: [
          { path: "/zelf-melden", text: "Zelf melden" },
          { path: "/beroepen", text: "Zien waar uw werk op lijkt" },
        ],
      },
      seekPeople: {
        title: "Ik zoek mensen",
        text: [
          "Meld u aan met de inlogdienst van uw onderneming en beantwoord vijf vragen. De vacature gaat naar het werkgeversservicepunt van de regio waar het werk is. Een medewerker van het mobiliteitsteam bekijkt wie er past en neemt contact met u op. U krijgt geen lijst met mensen.",
        ],
        links: [{ path: "/vacatures/nieuw", text: "Vacature aanmelden" }],
      },
      surplus: {
        title: "Wij krijgen mensen over",
        text: [
          "Meld groepen, geen namen: welk werk, hoeveel mensen, vanaf wanneer. U kunt een datum kiezen waarvoor niemand het ziet. Past een groep bij vacatures van een ander bedrijf, dan krijgen beide een voorstel dat u samen kunt aannemen, ook voor een deel.",
        ],
        links: [{ path: "/overschot/nieuw", text: "Groepen melden" }],
      },
      decide: {
        title: "Wie beslist?",
        text: [
          "Mensen. De computer zoekt en legt uit waarom iets past. Een medewerker van het team beslist, en niets gaat verder zonder de mensen om wie het gaat.",
        ],
      },
      trouble: {
        title: "Iets lukt niet",
        text: [
          "Is een formulier verlopen of is u gevraagd opnieuw aan te melden? Meld u weer aan; wat u had ingevuld, is een dag bewaard. Alle pagina's werken ook zonder JavaScript en met alleen een toetsenbord.",
          "Komt u er niet uit, bel of mail dan het loket in uw regio.",
        ],
        links: [{ path: "/uw-regio", text: "Vind het loket in uw regio" }],
      },
    } satisfies Chapters,
  },
  privacy: {
    title: "Privacyverklaring",
    lead: "Welke gegevens Overstap gebruikt, waarvoor, hoe lang, en wat u daarover te zeggen hebt.",
    term: (days: number): string => {
      if (days >= 730) return `${Math.floor(days / 365)} jaar`;
      if (days >= 180) return "een half jaar";
      return days === 1 ? "1 dag" : `${days} dagen`;
    },
    termsTitle: "Hoe lang blijven gegevens bewaard?",
    what: "Wat",
    howLong: "Hoe lang",
    from: "Vanaf",
    terms: {
      profile: { what: "Profiel van wie is gestopt", from: "het stoppen" },
      proposal: { what: "Afgeronde voorstellen, met de redenen", from: "de afronding" },
      processing: { what: "Wie uw gegevens gebruikte en waarom", from: "het gebruik" },
      review: { what: "Uw vraag om een mens te laten kijken", from: "het antwoord" },
      registration: { what: "Zelf gemeld, nog niet opgepakt", from: "de melding" },
      recovery: { what: "Kopieën om van een storing te herstellen", from: "de wijziging" },
    },
    before: {
      responsible: {
        title: "Wie is verantwoordelijk?",
        text: [
          "Voor u als werkzoekende is één partij het aanspreekpunt: de gemeente, UWV, of de vakbonden en werkgeversorganisaties samen. Welke dat is, volgt uit uw situatie. In het mobiliteitsteam van uw regio werken zij samen; Overstap is het gereedschap van die teams.",
        ],
      },
      data: {
        title: "Welke gegevens van werkzoekenden?",
        text: [
          "Gescheiden van elkaar: wie u bent (naam, postcode, e-mail of telefoon, geboortedatum als u die geeft, en uw situatie) en wat u kunt en zoekt (beroepen, competenties, uren, beschikbaarheid, reisafstand).",
          "Het vergelijken met vacatures ziet alleen het tweede, met de vier cijfers van uw postcode. Leeftijd, geslacht, afkomst, gezondheid en uitkering tellen nooit mee. We vragen geen burgerservicenummer en geen medische gegevens.",
        ],
      },
      purposes: {
        title: "Waarvoor, en op welke grond?",
        list: [
          "Begeleiding en het bijhouden van uw profiel: een publieke taak (AVG artikel 6, lid 1e).",
          "Vergelijken met vacatures, en een team dat een voorstel oppakt en contact opneemt: uw toestemming (artikel 6, lid 1a). U trekt die in wanneer u wilt.",
          "U voorstellen aan een werkgever: uw toestemming, apart voor die ene werkgever.",
          "Vastleggen wie uw gegevens gebruikt en uw rechten uitvoeren: een wettelijke plicht (artikel 6, lid 1c).",
        ],
      },
      receivers: {
        title: "Wie ziet wat?",
        list: [
          "De partij die voor u verantwoordelijk is: uw gegevens en uw profiel.",
          "Het team van uw regio: profielen zonder naam. Pas wie een voorstel heeft opgepakt, kan zien wie u bent, met een reden, en dat wordt vastgelegd.",
          "Een werkgever: niets over u, tot u goed hebt gevonden dat het team u aan die werkgever voorstelt. Tot dan alleen aantallen.",
          "Anderen: niets. Gegevens worden niet verkocht en niet gebruikt voor reclame.",
        ],
      },
      computer: {
        title: "Beslist de computer?",
        text: [
          "Nee. De computer vergelijkt volgens vaste regels die voor iedereen gelijk zijn, en legt elk voorstel uit: wat past, wat bijna past, wat ontbreekt. Mensen beslissen (AVG artikel 22). U kunt altijd vragen of een mens opnieuw kijkt; u krijgt binnen vijf werkdagen antwoord.",
        ],
      },
    } satisfies Chapters,
    after: {
      rights: {
        title: "Wat zijn uw rechten?",
        list: [
          "Inzien wat er over u bewaard wordt, met de redenen van voorstellen en wie er keek, en alles meenemen.",
          "Verbeteren wat niet klopt.",
          "Toestemming intrekken, zonder gevolgen voor uw uitkering of andere hulp.",
          "Het gebruik stilzetten, of bezwaar maken tegen automatisch vergelijken.",
          "Een mens laten kijken.",
          "Alles laten wissen.",
        ],
        text: ["Dat doet u zelf, met uw persoonlijke link, of via uw begeleider. Het kost niets."],
        links: [{ path: "/mijn", text: "Naar mijn gegevens" }],
      },
      staff: {
        title: "Werkgevers en medewerkers",
        text: [
          "Van wie zich aanmeldt met een inlogdienst bewaren we de organisatie, de rol en een nummer van de inlogdienst, om te laten zien en na te gaan wie wat deed. Overschotmeldingen gaan over groepen; namen horen er niet in. Een contactpersoon die een bedrijf opgeeft, staat apart en is alleen te zien voor wie met dat bedrijf moet overleggen.",
        ],
      },
      cookies: {
        title: "Cookies",
        text: [
          "Alleen wat nodig is: één cookie om u aangemeld te houden tot u de browser sluit, en hoogstens drie om te onthouden wat u koos: uw taal, uw regio en sneltoetsen. Er kijkt niemand mee: geen statistiek van anderen, geen reclame, en de pagina's halen niets op bij andere websites.",
        ],
      },
      complaint: {
        title: "Een klacht?",
        text: [
          "Ga eerst naar de partij die u begeleidt, of naar de functionaris gegevensbescherming daarvan. U kunt ook een klacht indienen bij de toezichthouder.",
        ],
        links: [AUTHORITY.nl],
      },
    } satisfies Chapters,
  },
  accessibility: {
    title: "Toegankelijkheidsverklaring",
    lead: "Iedereen moet Overstap kunnen gebruiken, ook met een schermlezer, alleen een toetsenbord, grote letters of weinig bereik.",
    status: "Status",
    statusText:
      "Voldoet gedeeltelijk (status B): door onszelf getest, nog niet door een onafhankelijke partij.",
    standard: "Norm",
    standardText: "EN 301 549 en WCAG 2.2, niveau A en AA",
    scope: "Geldt voor",
    scopeText: "Alle pagina's van Overstap",
    date: "Opgesteld op",
    chapters: {
      measured: {
        title: "Hoe is het gemeten?",
        text: [
          "Bij elke wijziging lopen automatische tests in een echte browser door de verhalen van de gebruikers, met en zonder JavaScript. Op elke pagina en elke stand daarvan wordt gekeken naar:",
        ],
        list: [
          "de regels van axe voor WCAG 2.0, 2.1 en 2.2, niveau A en AA, zonder bevindingen;",
          "een scherm van 320 pixels breed, en tekst van 200 %: niets hoeft opzij te schuiven, geen tekst valt over tekst of wordt afgesneden;",
          "de volgorde en de zichtbaarheid van de focus met alleen het toetsenbord;",
          "de grootte van wat aangeklikt wordt;",
          "sneltoetsen van één letter: die zijn er alleen voor wie ze aanzet;",
          "hoog contrast, minder beweging en afdrukken.",
        ],
      },
      gaps: {
        title: "Wat is er nog niet goed, of niet bekend?",
        list: [
          "Er is nog geen onderzoek gedaan door een onafhankelijke partij volgens WCAG-EM. Daarom is de status niet hoger dan B.",
          "De pagina's zijn nog niet getest met mensen die hulpsoftware gebruiken.",
          "Teksten van toestemmingen en redenen in het register staan alleen in het Nederlands, ook op Engelse pagina's.",
          "Namen van beroepen en competenties komen uit een Europese classificatie en zijn niet altijd in eenvoudige taal.",
        ],
      },
      tell: {
        title: "Loopt u ergens tegenaan?",
        text: [
          "Vertel het het loket in uw regio: wat u wilde doen, en wat er misging. U kunt daar ook om dezelfde informatie in een andere vorm vragen. Bent u niet tevreden met het antwoord, dan kunt u naar de Nationale ombudsman.",
        ],
        links: [{ path: "/uw-regio", text: "Vind het loket in uw regio" }],
      },
    } satisfies Chapters,
  },
};
