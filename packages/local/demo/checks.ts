import { loadClassification } from "#packages/classification/load-classification.ts";
import { consents } from "#packages/domain/consent.ts";
import type { ProposalId } from "#packages/domain/ids.ts";
import { isOpen, type Proposal } from "#packages/domain/proposal.ts";
import { regionsOf } from "#packages/domain/vacancy.ts";
import { violations } from "#packages/matching/invariant.ts";
import { worldOf } from "#packages/matching/world.ts";
import type { OpenEntry, OpenProposals } from "#packages/store/open-proposals.ts";
import { headsOnce, heldOnce, toldToBoth } from "./couplings.ts";
import type { Delivered } from "./delivered.ts";
import type { Received } from "./read-queues.ts";
import type { TableState } from "./read-tables.ts";

/** All that is looked at once everything is at rest. */
export type Observed = {
  readonly tables: TableState;
  readonly delivered: readonly Delivered[];
  /** Demand as it was forwarded, by region or `national`. */
  readonly demand: ReadonlyMap<string, readonly Received[]>;
  /** Every message that was read, as text. */
  readonly texts: readonly string[];
  readonly deadLetters: readonly { readonly queue: string; readonly ready: number }[];
};

/** One thing that must hold; `faults` says where it does not, by ids. */
export type Check = {
  readonly name: string;
  readonly run: (observed: Observed) => string[];
};

const entriesOf = (lists: ReadonlyMap<string, OpenProposals>): OpenEntry[] =>
  [...lists.values()].flatMap(({ entries }) => entries);

const openOf = ({ proposals }: TableState): Proposal[] =>
  [...proposals.values()].filter(({ state }) => isOpen(state));

const bothLists = ({ tables }: Observed): string[] => {
  const { VACANCY, PROFILE } = tables.lists;
  const open = openOf(tables);
  const missing = open.flatMap(({ id, vacancyId, profileId }) =>
    [VACANCY.get(vacancyId), PROFILE.get(profileId)].flatMap((list) => {
      const lines = list?.entries.filter(({ proposalId }) => proposalId === id).length ?? 0;
      return lines === 1 ? [] : [`proposal ${id} stands ${lines} times in a list`];
    }),
  );
  const surplus = [VACANCY, PROFILE].flatMap((lists) =>
    entriesOf(lists)
      .filter(({ proposalId }) => {
        const proposal = tables.proposals.get(proposalId);
        return proposal === undefined || !isOpen(proposal.state);
      })
      .map(({ proposalId }) => `${proposalId} stands in a list and is not open`),
  );
  return [...missing, ...surplus];
};

const deliveredOnce = ({ tables, delivered }: Observed): string[] => {
  const byRegion = new Map(delivered.map((one): [string, Delivered] => [one.region, one]));
  const open = openOf(tables);
  const lost = open.flatMap(({ id, region, version, explanation }) => {
    const newest = byRegion.get(region)?.newest.get(id);
    if (newest === undefined) return [`proposal ${id} did not reach ${region}`];
    const { copies, score } = newest;
    const isRight = newest.open && newest.version === version && score === explanation.score;
    if (!isRight) return [`${region} knows version ${newest.version} of proposal ${id}, not ${version}`];
    return copies === 1 ? [] : [`proposal ${id} came ${copies} times to ${region}`];
  });
  const isMeantFor = new Map(open.map(({ id, region }): [string, string] => [id, region]));
  const strays = delivered.flatMap(({ region, newest }) =>
    [...newest]
      .filter(([id, known]) => known.open && isMeantFor.get(id) !== region)
      .map(([id]) => `${region} has proposal ${id} as open, which it is not`),
  );
  return [...lost, ...strays];
};

const homeRegion = ({ tables }: Observed): string[] =>
  openOf(tables)
    .filter(({ region, profileId }) => tables.profiles.get(profileId)?.region !== region)
    .map(({ id }) => `proposal ${id} is not with the person's home region`);

const withConsent = ({ tables }: Observed): string[] =>
  [...tables.proposals.values()]
    .filter(({ state, profileId }) => {
      const given = tables.profiles.get(profileId)?.consents ?? [];
      return isOpen(state) && !consents(given, "matching");
    })
    .map(({ id }) => `proposal ${id} is without consent`);

const noOpenHiring = ({ tables }: Observed): string[] =>
  [...tables.proposals.values()]
    .filter(({ vacancyId }) => tables.vacancies.get(vacancyId)?.kind === "open-hiring")
    .map(({ id }) => `proposal ${id} is for open hiring`);

const capsKept = ({ tables }: Observed): string[] => {
  const rejected = [...tables.lists.VACANCY.values()].flatMap((list) => list.rejected);
  return violations({
    vacancies: [...tables.vacancyTerms.values()],
    profiles: [...tables.profileTerms.values()],
    open: entriesOf(tables.lists.VACANCY),
    settled: new Map(
      rejected.map(({ proposalId, fingerprint }): [ProposalId, string] => [proposalId, fingerprint]),
    ),
    settings: tables.settings,
    world: worldOf(loadClassification()),
  }).map(({ kind, proposalId }) => `proposal ${proposalId} is ${kind}`);
};

const pointsAddUp = ({ tables }: Observed): string[] =>
  [...tables.proposals.values()]
    .filter(({ explanation: { parts, score, requirements } }) => {
      const asked = requirements.reduce((sum, { points }) => sum + points, 0);
      const all = parts.competencies + parts.occupation + parts.distance + parts.availability;
      return asked !== parts.competencies || all !== score;
    })
    .map(({ id }) => `the points of proposal ${id} do not add up`);

/** D1. Newer versions of a vacancy are forwarded too, so that one or more messages of each is right, the newest once. */
const demandForwarded = ({ tables, demand }: Observed): string[] =>
  [...tables.vacancies.values()].flatMap((vacancy) => {
    const queues = [...regionsOf(vacancy), ...(vacancy.nationalEmployer ? ["national"] : [])];
    return [...demand].flatMap(([queue, received]) => {
      const copies = received.filter(
        ({ told: { data } }) => data.vacancyId === vacancy.id && data.version === vacancy.version,
      ).length;
      const wanted = queues.includes(queue) ? 1 : 0;
      return copies === wanted ? [] : [`vacancy ${vacancy.id} stands ${copies} times on demand-${queue}`];
    });
  });

/** Names, addresses and birth of the samples, and the names of members that could hold any. */
const PERSONAL =
  /Voorbeeldpersoon|Voorbeeldcontact|@example\.nl|"(?:givenName|familyName|dateOfBirth|email|phone|contact)"/;

const noPersons = ({ texts }: Observed): string[] =>
  texts
    .filter((text) => PERSONAL.test(text))
    .map((text) => `a message holds personal data: ${PERSONAL.exec(text)?.[0]}`);

const nothingStuck = ({ tables, deadLetters }: Observed): string[] => [
  ...deadLetters.map(({ queue, ready }) => `${ready} dead letter(s) on ${queue}`),
  ...(tables.unpublished === 0 ? [] : [`${tables.unpublished} change(s) have not been published`]),
];

/** In words of a person who watches; the rules are those of the domain. */
export const CHECKS: readonly Check[] = [
  { name: "elk open voorstel staat bij de vacature en bij de persoon", run: bothLists },
  { name: "elk open voorstel is precies één keer bezorgd, in zijn nieuwste versie", run: deliveredOnce },
  { name: "elk voorstel ligt bij de regio waar de persoon woont (M1)", run: homeRegion },
  { name: "geen voorstel zonder toestemming (S4)", run: withConsent },
  { name: "geen voorstel bij open hiring (D4)", run: noOpenHiring },
  { name: "de grenzen kloppen: niets weggelaten dat erin past", run: capsKept },
  { name: "de punten van elk voorstel tellen op", run: pointsAddUp },
  { name: "elke vraag is doorgestuurd naar regio en landelijke punten (D1)", run: demandForwarded },
  { name: "niets staat dubbel vast voor een koppeling (B1)", run: ({ tables }) => heldOnce(tables) },
  { name: "geen groep geeft meer mensen weg dan hij heeft", run: ({ tables }) => headsOnce(tables) },
  {
    name: "elke koppeling is aan beide teams verteld",
    run: ({ tables, delivered }) => toldToBoth(tables, delivered),
  },
  { name: "geen persoonsgegevens in een bericht", run: noPersons },
  { name: "niets bleef liggen", run: nothingStuck },
];
