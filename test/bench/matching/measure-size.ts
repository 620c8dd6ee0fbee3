import { ProfileShard } from "#packages/matching/engine/profile-shard.ts";
import { VacancyShard } from "#packages/matching/engine/vacancy-shard.ts";
import { matchProfile, matchVacancy } from "#packages/matching/match.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { PeerReport, SizeReport } from "./goals.ts";
import { type LabourMarket, softly } from "./labour-market.ts";
import { luceneProfiles } from "./lucene.ts";
import {
  bandwidth,
  type Compared,
  compare,
  type MeasureOptions,
  median,
  type Side,
  timesOf,
} from "./measure.ts";
import { postgresProfiles } from "./postgres.ts";
import { type Found, sqliteProfiles, sqliteVacancies } from "./sqlite.ts";
import { OCCUPATIONS } from "./synthetic-classification.ts";

/** Answers differ: no time of such a run means anything. */
export class NotExact extends Error {
  override readonly name = "NotExact";
}

export type Plan = {
  readonly rounds: number;
  /** Questions for the engine alone, for peers, and for the definition, which looks at everybody. */
  readonly questions: number;
  readonly peerQuestions: number;
  readonly oracleQuestions: number;
  readonly peers: boolean;
  /** Where PostgreSQL is, when it is to be measured. */
  readonly postgres?: string | undefined;
  /** The jars of Lucene, when it is to be measured. */
  readonly lucene?: readonly string[] | undefined;
  readonly say: (line: string) => void;
};

type Answering<Question> = Omit<Side<Question>, "answer"> & {
  answer(question: Question): readonly Found[];
};
type Mode = "strict" | "soft";
const MODES = ["strict", "soft"] as const;

/** Copies of the engine may differ by so much before a run is void, and it is tried so often. */
const CONTROL = 0.08;
const CONTROL_TRIES = 3;
/** Forms of a peer are tried on so many questions; the fastest is measured. */
const TRIAL = 8;
/** Vacancies for the other direction, as a share of the profiles. */
const VACANCIES = 0.25;

const assertSame = <Question>(
  one: Answering<Question>,
  other: Answering<Question>,
  questions: readonly Question[],
) => {
  for (const [index, question] of questions.entries()) {
    const [left, right] = [JSON.stringify(one.answer(question)), JSON.stringify(other.answer(question))];
    if (left !== right)
      throw new NotExact(`${one.name} and ${other.name} differ on question ${index}:\n${left}\n${right}`);
  }
};

const engine = (name: string, shard: ProfileShard): Answering<VacancyTerms> => ({
  name,
  answer: (vacancy) => shard.search(vacancy, { limit: 20 }),
});

const fastest = <Question>(forms: readonly Answering<Question>[], questions: readonly Question[]) => {
  const timed = forms.map((form) => {
    const times = timesOf(form, questions.slice(0, TRIAL), false);
    return { form, time: median(times) };
  });
  return timed.sort((a, b) => a.time - b.time)[0]?.form;
};

const peerReport = <Question>(
  { peer, what }: Pick<PeerReport, "peer" | "what">,
  own: Answering<Question>,
  forms: readonly Answering<Question>[],
  { questions, rounds }: { questions: readonly Question[]; rounds: number },
): PeerReport[] => {
  for (const form of forms) assertSame(own, form, questions.slice(0, TRIAL));
  const form = fastest(forms, questions);
  if (form === undefined) return [];
  assertSame(own, form, questions);
  const { ratio, ratioOfSums } = compare([own, form], questions, { rounds });
  return [{ peer, what, form: form.name, ratio, ratioOfSums, questions: questions.length }];
};

/** Two copies of the engine beside each other, again when they differ by more than they may. */
const controlled = (
  sides: readonly [Side<VacancyTerms>, Side<VacancyTerms>],
  questions: readonly VacancyTerms[],
  options: MeasureOptions,
): Compared => {
  let compared = compare(sides, questions, options);
  for (let tries = 1; tries < CONTROL_TRIES && Math.abs(compared.ratio - 1) > CONTROL; tries++)
    compared = compare(sides, questions, options);
  return compared;
};

const latencyOf = ({ sides: [first] }: Compared) => ({
  p50: first?.p50 ?? Number.NaN,
  p99: first?.p99 ?? Number.NaN,
});

/** Bytes that a search must read: words of bitmaps, places in postings, and a line of 64 bytes for each thing looked up. */
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

const oracle = (profiles: readonly ProfileTerms[], world: World): Answering<VacancyTerms> => ({
  name: "definition",
  answer: (vacancy) =>
    matchVacancy(vacancy, profiles, world, { limit: 20 }).map(({ profileId: id, score }) => ({ id, score })),
});

/** Lucene beside the engine; it must give the same scores. */
const lucenePeer = (
  own: Answering<VacancyTerms>,
  profiles: readonly ProfileTerms[],
  how: { world: World; vacancies: readonly VacancyTerms[]; plan: Plan; jars: readonly string[] },
): PeerReport[] => {
  const { world, vacancies, plan, jars } = how;
  const lucene = luceneProfiles(jars, profiles, { world, occupations: OCCUPATIONS });
  const reports = MODES.map((what) => {
    const questions = vacancies
      .slice(0, plan.peerQuestions)
      .map((one) => (what === "soft" ? softly(one) : one));
    for (const [index, scores] of lucene.scores(questions).entries()) {
      const question = questions[index];
      const found = question === undefined ? [] : own.answer(question);
      const expected = found.map(({ score }) => score);
      if (JSON.stringify(expected) !== JSON.stringify(scores))
        throw new NotExact(`${own.name} and lucene differ on question ${index}:\n${expected}\n${scores}`);
    }
    const { ratio, ratioOfSums } = compare<VacancyTerms>([own, lucene.form], questions, {
      rounds: plan.rounds,
    });
    return { peer: "lucene", what, form: lucene.form.name, ratio, ratioOfSums, questions: questions.length };
  });
  lucene.close();
  return reports;
};

/** The peers in this process, vacancy → profiles: the definition, and SQLite. */
const forwardPeers = (
  own: Answering<VacancyTerms>,
  profiles: readonly ProfileTerms[],
  { world, vacancies, plan }: { world: World; vacancies: readonly VacancyTerms[]; plan: Plan },
): PeerReport[] => {
  const { rounds } = plan;
  const sqlite = sqliteProfiles(profiles, world);
  const reports = MODES.flatMap((what) => {
    const asked = what === "soft" ? vacancies.map(softly) : vacancies;
    const few = asked.slice(0, plan.oracleQuestions);
    return [
      ...peerReport({ peer: "definition", what }, own, [oracle(profiles, world)], {
        questions: few,
        rounds: 1,
      }),
      ...peerReport({ peer: "sqlite", what }, own, sqlite[what], {
        questions: asked.slice(0, plan.peerQuestions),
        rounds,
      }),
    ];
  });
  sqlite.close();
  if (plan.lucene !== undefined)
    reports.push(...lucenePeer(own, profiles, { world, vacancies, plan, jars: plan.lucene }));
  if (plan.postgres === undefined) return reports;
  const postgres = postgresProfiles(plan.postgres, profiles, world, OCCUPATIONS);
  const questions = vacancies.slice(0, plan.peerQuestions);
  return reports.concat(
    MODES.flatMap((what) =>
      peerReport({ peer: "postgresql", what }, own, postgres[what], {
        questions: what === "soft" ? questions.map(softly) : questions,
        rounds,
      }),
    ),
  );
};

const reversePeers = (
  vacancies: readonly VacancyTerms[],
  profiles: readonly ProfileTerms[],
  { world, plan }: { world: World; plan: Plan },
): PeerReport[] => {
  const shard = new VacancyShard(vacancies, world);
  const own: Answering<ProfileTerms> = {
    name: "engine",
    answer: (profile) => shard.search(profile, { limit: 20 }),
  };
  const definition: Answering<ProfileTerms> = {
    name: "definition",
    answer: (profile) =>
      matchProfile(profile, vacancies, world, { limit: 20 }).map(({ vacancyId: id, score }) => ({
        id,
        score,
      })),
  };
  const questions = profiles.slice(0, plan.peerQuestions);
  assertSame(own, definition, questions.slice(0, plan.oracleQuestions));
  const sqlite = sqliteVacancies(vacancies, world);
  const reports = peerReport({ peer: "sqlite", what: "reverse" }, own, sqlite.reverse, {
    questions,
    rounds: plan.rounds,
  });
  sqlite.close();
  return reports;
};

/** Measures one size: exactness first, then the control, then the peers. Throws NotExact. */
export const measureSize = (
  count: number,
  { market, world, plan }: { market: LabourMarket; world: World; plan: Plan },
): SizeReport => {
  const { rounds, say } = plan;
  const profiles = market.profiles(count);
  const vacancies = market.vacancies(plan.questions);
  const asked = { strict: vacancies, soft: vacancies.map(softly) };
  const began = performance.now();
  const shard = new ProfileShard(profiles, world);
  const buildSeconds = (performance.now() - began) / 1000;
  say(`${count} profiles: built in ${buildSeconds.toFixed(1)} s`);
  const copy = new ProfileShard(profiles, world);
  const sides = [engine("engine", shard), engine("its copy", copy)] as const;
  for (const mode of MODES)
    assertSame(sides[0], oracle(profiles, world), asked[mode].slice(0, plan.oracleQuestions));
  say("exact");
  const warm = (mode: Mode) => controlled(sides, asked[mode], { rounds });
  const cold = (mode: Mode) =>
    latencyOf(compare(sides, asked[mode].slice(0, plan.peerQuestions), { rounds, cold: true }));
  const compared = { strict: warm("strict"), soft: warm("soft") };
  const speed = bandwidth();
  const boundRatio = (mode: Mode) =>
    latencyOf(compared[mode]).p50 / (median(bytesRead(shard, asked[mode])) / speed);
  const report = {
    profiles: count,
    control: { strict: compared.strict.ratio, soft: compared.soft.ratio },
    void: MODES.some((mode) => Math.abs(compared[mode].ratio - 1) > CONTROL),
    engine: {
      strict: latencyOf(compared.strict),
      soft: latencyOf(compared.soft),
      strictCold: cold("strict"),
      softCold: cold("soft"),
    },
    boundRatio: { strict: boundRatio("strict"), soft: boundRatio("soft") },
    bytesAProfile: shard.bytes / shard.count,
    buildSeconds,
  };
  say(`control ${report.control.strict.toFixed(3)} and ${report.control.soft.toFixed(3)}`);
  if (!plan.peers) return { ...report, peers: [] };
  const peers = [
    ...forwardPeers(sides[0], profiles, { world, vacancies, plan }),
    ...reversePeers(market.vacancies(Math.round(VACANCIES * count)), profiles, { world, plan }),
  ];
  return { ...report, peers };
};
