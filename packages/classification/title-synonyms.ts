import { type Lexicon, splitCompound, stemOf } from "./title-parts.ts";

/**
 * Everyday words for the same work, in the Netherlands and in Flanders; a line is a class, and its first word gets the
 * others instead and the other way round. General knowledge of the project's own, with no source behind it: never
 * taken from a benchmark. A word here need not be a word of the classification. Loose on
 * purpose (a _chef_ is a head and a manager): a synonym adds to the rank of an occupation, and a link that rests on it
 * alone is less sure than one by the word itself.
 */
const CLASSES = `
  beenhouwer slager
  bakker brood patissier banketbakker
  garagist automecanicien automonteur garagehouder
  mecanicien monteur mecanieker
  technieker technicus monteur
  electricien elektricien elektrotechnicus elektromonteur
  loodgieter sanitairinstallateur
  schrijnwerker timmerman meubelmaker
  metser metselaar
  dakwerker dakdekker
  vloerder tegelzetter tegellegger
  plafonneerder stukadoor pleisteraar plakker
  plaatser installateur zetter legger
  tuinman hovenier tuinier tuinaanlegger
  werfleider bouwplaatsleider werfopzichter uitvoerder
  ploegbaas ploegleider voorman teamleider meestergast
  arbeider medewerker arbeidster werkman
  bediende medewerker employe
  magazijnier magazijnmedewerker
  heftruckchauffeur heftruckbestuurder vorkheftruckchauffeur vorkheftruckbestuurder reachtruckchauffeur
  orderpicker orderverzamelaar
  vrachtwagenchauffeur vrachtwagenbestuurder camionchauffeur trucker truckchauffeur
  chauffeur bestuurder
  koerier besteller bezorger
  postbode postbezorger facteur
  kraanman kraanmachinist kraanbestuurder
  poetsvrouw poetsman poetshulp schoonmaker kuisvrouw poetser schoonmaakster
  huishoudhulp huishoudelijk
  concierge huisbewaarder huismeester
  bewakingsagent beveiliger bewaker beveiligingsmedewerker bewakingsmedewerker
  cipier gevangenbewaarder penitentiair gevangenisbewaarder
  brandweerman brandweer
  politieagent politie politieman
  verpleger verpleegkundige verpleegster
  zorgkundige verzorgende verzorger
  kinesist fysiotherapeut kinesitherapeut
  huisarts dokter arts geneesheer
  tandarts dentist
  apotheker farmaceut
  onthaalouder gastouder kinderopvang onthaalmoeder kinderoppas
  opvoeder begeleider
  kinderverzorger kinderopvang kinderbegeleider
  leerkracht leraar docent onderwijzer
  juf leraar
  lesgever docent trainer opleider instructeur
  kleuterleidster kleuterleerkracht kleuterleider
  lector docent
  opvoedster begeleider
  maatschappelijk sociaal
  verkoper winkelbediende winkelmedewerker verkoopmedewerker verkoopster winkelverkoper
  kassierster kassier caissiere kassamedewerker
  vertegenwoordiger handelsvertegenwoordiger verkoper
  sales verkoop commercieel
  account klanten
  marketing commercieel
  aankoper inkoper
  aankoop inkoop
  aankoopverantwoordelijke inkoopmanager
  winkelier winkelmanager filiaalhouder winkelhouder
  zaakvoerder directeur bedrijfsleider ceo
  verantwoordelijke manager leidinggevende hoofd
  chef hoofd manager leider
  diensthoofd afdelingshoofd manager
  afdelingschef afdelingshoofd manager
  supervisor toezichthouder
  coordinator manager
  directiesecretaresse directieassistent managementassistent
  secretaresse secretaris secretariaatsmedewerker
  onthaalmedewerker receptionist onthaalbediende baliemedewerker
  telefonist telefoniste
  boekhouder accountant
  boekhouding boekhoudkundig
  jurist juridisch
  advocaat advocate raadsman
  personeel hr
  personeelsverantwoordelijke personeelsmanager
  rekruteerder recruiter werver
  loonadministrateur salarisadministrateur
  bankbediende bankmedewerker
  verzekeringsmakelaar verzekeringsagent
  makelaar vastgoedmakelaar immobilienmakelaar
  programmeur ontwikkelaar developer softwareontwikkelaar
  ict it informatica
  informaticus ict
  webmaster webontwikkelaar webbeheerder
  systeembeheerder systeemadministrateur
  netwerkbeheerder netwerkadministrateur
  helpdesk klantenservice
  software programmatuur
  engineer ingenieur
  ingenieur engineer
  designer ontwerper vormgever
  ontwerper designer vormgever
  tekenaar cad
  onderzoeker wetenschapper researcher
  laborant laboratoriumtechnicus laboratoriummedewerker labo
  kwaliteit quality
  kwaliteitscontroleur kwaliteitsinspecteur
  controleur inspecteur
  productiearbeider productiemedewerker fabrieksarbeider
  bandwerker productiemedewerker lopende
  operator bediener machinebediener machinist
  machineoperator machinebediener
  inpakker verpakker
  lasser metaallasser
  draaier metaalbewerker
  frezer metaalbewerker
  plooier metaalbewerker
  naaister naaier stikster stikker
  kleermaker tailleur coupeuse
  kok chefkok keukenchef
  keukenhulp keukenassistent afwasser
  kelner ober zaalmedewerker serveerder serveerster garcon
  barman barmedewerker barkeeper
  kapper haarkapper coiffeur kapster
  schoonheidsspecialist schoonheidsspecialiste esthetist estheticienne
  boer landbouwer veehouder
  landbouwer boer akkerbouwer
  fruitkweker fruitteler
  kweker teler
  dierenarts veearts
  journalist redacteur verslaggever
  vertaler tolk
  fotograaf cameraman
  acteur toneelspeler
  muzikant musicus
  zanger zangeres vocalist
  regisseur filmmaker
  animator entertainer
  monitor begeleider
  stewardess steward cabinepersoneel purser
  piloot vlieger
  matroos dekknecht zeeman
  schipper kapitein
  treinbestuurder machinist
  buschauffeur autobuschauffeur busbestuurder
  taxichauffeur taxibestuurder
  conducteur treinbegeleider
  verhuizer verhuis
  schilder huisschilder
  bouwvakker bouwvakarbeider
  grondwerker grondwerken
  stratenmaker stratenlegger wegenwerker
  architect bouwkundige
  landmeter landmeetkundige
  calculator kostenraming
  planner planningsmedewerker
  logistiek supply
  expediteur verzending
  declarant douane
  transport vervoer
  dispatcher transportplanner
  zelfstandige ondernemer
  vrijwilliger vrijwilligerswerk
  bibliothecaris bibliotheekmedewerker
  hostess gastvrouw
  gastheer gastvrouw
  bejaardenhelper bejaardenverzorger ouderenverzorger
  ambulancier ambulancechauffeur ambulanceverpleegkundige
  hulpverlener hulp
  consulent adviseur raadgever consultant
  raadgever adviseur consultant
  adviseur consultant
  specialist expert
  deskundige expert specialist
  assistent hulp helper
  stagiair trainee
  algemeen general
  onderhoud maintenance
  mecanica mechanica
  koeltechnicus koeltechnieker
  verwarming cv
  bouw constructie
  werktuigkundige werktuigbouw mechanisch
  kinderoppas babysitter
  koetsier menner
  begrafenisondernemer uitvaartondernemer
  wasserij wassen
  strijkster strijker
`;

const synonyms = new Map<string, Set<string>>();
for (const line of CLASSES.trim().split("\n")) {
  const words = line.trim().split(" ");
  for (const word of words) {
    const known = synonyms.get(stemOf(word)) ?? new Set();
    for (const other of words) if (stemOf(other) !== stemOf(word)) known.add(other);
    synonyms.set(stemOf(word), known);
  }
}

const MOST_VARIANTS = 4;

/** Other words for one word: of the whole word, or else of the last part of a compound. */
const instead = (word: string, lexicon: Lexicon): string[] => {
  const whole = synonyms.get(stemOf(word));
  if (whole !== undefined) return [...whole];
  const parts = splitCompound(word, lexicon);
  const last = parts.at(-1);
  if (last === undefined || parts.length < 2) return [];
  const first = word.slice(0, word.length - last.length);
  return [...(synonyms.get(stemOf(last)) ?? [])].map((other) => first + other);
};

/** The same title with one word replaced by a synonym; at most four. */
export const variantsOf = (words: readonly string[], lexicon: Lexicon): string[][] =>
  words
    .flatMap((word, place) => instead(word, lexicon).map((other) => words.with(place, other)))
    .slice(0, MOST_VARIANTS);
