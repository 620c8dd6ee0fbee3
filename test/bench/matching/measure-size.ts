import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import { VacancyShard } from "#packages/matching/engine/vacancy-shard.ts";
import { matchProfile, matchVacancy } from "#packages/matching/match.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { Mode, SizeReport, What } from "./goals.ts";
import { type LabourMarket, softly } from "./labour-market.ts";
import { bandwidth, type Compared, compare, type MeasureOptions, median, type Side } from "./measure.ts";
import { type Answering, assertSame, MODES, measurePeers, type PeerPlan } from "./peers.ts";
import { load } from "./progress.ts";
import type { Result } from "./steps.ts";

export type Plan = PeerPlan & {
  /** Questions for the engine alone. */
  readonly questions: number;
  readonly peers: boolean;
  readonly take: (result: Result) => void;
};

/** Copies of the engine may differ by so much before a run is void, and it is tried so often. */
const CONTROL = 0.08;
const CONTROL_TRIES = 3;
/** Vacancies for the other direction, as a share of the profiles. */
const VACANCIES = 0.25;

const engine = (name: string, shard: ProfileShard): Answering<VacancyTerms> => ({
  name,
  answer: (vacancy) => shard.search(vacancy, { limit: 20 }),
});

const reversed = (name: string, shard: VacancyShard): Answering<ProfileTerms> => ({
  name,
  answer: (profile) => shard.search(profile, { limit: 20 }),
});

/** Two copies of the engine beside each other, again when they differ by more than they may. */
const controlled = async <Question>(
  sides: readonly [Side<Question>, Side<Question>],
  questions: readonly Question[],
  options: MeasureOptions,
): Promise<Compared> => {
  let compared = await compare(sides, questions, options);
  for (let tries = 1; tries < CONTROL_TRIES && Math.abs(compared.ratio - 1) > CONTROL; tries++)
    compared = await compare(sides, questions, options);
  return compared;
};

const latencyOf = ({ sides: [first] }: Compared) => ({
  p50: first?.p50 ?? Number.NaN,
  p99: first?.p99 ?? Number.NaN,
});

/** What each search had to read, in bytes: bitmaps, postings, and a line of 64 bytes or two for each thing looked up. */
const bytesRead = (shard: ProfileShard, questions: readonly VacancyTerms[]): number[] =>
  questions.map((question) => {
    const before = { ...shard.work };
    shard.search(question, { limit: 20 });
    const { words, postings, found, scored } = shard.work;
    return (
      4 * (words - before.words) +
      2 * (postings - before.postings) +
      8 * (found - before.found) +
      128 * (scored - before.scored) +
      2 * shard.areas
    );
  });

const definitionOf = (profiles: readonly ProfileTerms[], world: World): Answering<VacancyTerms> => ({
  name: "definition",
  answer: (vacancy) =>
    matchVacancy(vacancy, profiles, world, { limit: 20 }).map(({ profileId: id, score }) => ({ id, score })),
});

const reverseDefinitionOf = (vacancies: readonly VacancyTerms[], world: World): Answering<ProfileTerms> => ({
  name: "definition",
  answer: (profile) =>
    matchProfile(profile, vacancies, world, { limit: 20 }).map(({ vacancyId: id, score }) => ({ id, score })),
});

/** Measures one size: exactness first, then the control, then the peers. Throws NotExact. */
export const measureSize = async (
  count: number,
  { market, world, plan }: { market: LabourMarket; world: World; plan: Plan },
): Promise<void> => {
  const { rounds, say } = plan;
  const profiles = market.profiles(count);
  say(`${count} profiles, load ${load()}`);
  const vacancies = market.vacancies(plan.questions);
  const open = market.vacancies(Math.round(VACANCIES * count));
  const asked: Record<Mode, VacancyTerms[]> = { strict: vacancies, soft: vacancies.map(softly) };
  const people = profiles.slice(0, plan.questions);
  const began = performance.now();
  const shard = new ProfileShard(profiles, world);
  const buildSeconds = (performance.now() - began) / 1000;
  say(`  built in ${buildSeconds.toFixed(1)} s`);
  const sides = [engine("engine", shard), engine("its copy", new ProfileShard(profiles, world))] as const;
  const reverse = [
    reversed("engine", new VacancyShard(open, world)),
    reversed("its copy", new VacancyShard(open, world)),
  ] as const;
  const definition = definitionOf(profiles, world);
  for (const mode of MODES) assertSame(sides[0], definition, asked[mode].slice(0, plan.oracleQuestions));
  assertSame(reverse[0], reverseDefinitionOf(open, world), people.slice(0, plan.oracleQuestions));
  say("  exact");
  const compared: Record<What, Compared> = {
    strict: await controlled(sides, asked.strict, { rounds }),
    soft: await controlled(sides, asked.soft, { rounds }),
    reverse: await controlled(reverse, people, { rounds }),
  };
  const cold = async (mode: Mode) =>
    latencyOf(await compare(sides, asked[mode].slice(0, plan.peerQuestions), { rounds, cold: true }));
  const speed = bandwidth();
  const boundRatio = (mode: Mode) =>
    latencyOf(compared[mode]).p50 / (median(bytesRead(shard, asked[mode])) / speed);
  const control = {
    strict: compared.strict.ratio,
    soft: compared.soft.ratio,
    reverse: compared.reverse.ratio,
  };
  const report: SizeReport = {
    profiles: count,
    control,
    void: ([...MODES, "reverse"] as const).filter((what) => Math.abs(control[what] - 1) > CONTROL),
    engine: {
      strict: latencyOf(compared.strict),
      soft: latencyOf(compared.soft),
      strictCold: await cold("strict"),
      softCold: await cold("soft"),
      reverse: latencyOf(compared.reverse),
    },
    boundRatio: { strict: boundRatio("strict"), soft: boundRatio("soft") },
    bytesAProfile: shard.bytes / shard.count,
    buildSeconds,
    load: load(),
  };
  plan.take({ kind: "size", report });
  if (!plan.peers) return;
  await measurePeers(plan, {
    own: sides[0],
    ownReverse: reverse[0],
    definition,
    profiles,
    vacancies: open,
    asked,
    people,
    world,
  });
};
