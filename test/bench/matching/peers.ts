import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { Mode, PeerReport, What } from "./goals.ts";
import { luceneProfiles } from "./lucene.ts";
import { compare, median, type Side, timesOf } from "./measure.ts";
import { postgresProfiles } from "./postgres.ts";
import type { Say } from "./progress.ts";
import { type Found, sqliteProfiles, sqliteVacancies } from "./sqlite.ts";
import type { Result } from "./steps.ts";
import { OCCUPATIONS } from "./synthetic-classification.ts";

/** Answers differ: no time of such a run means anything. */
export class NotExact extends Error {
  override readonly name = "NotExact";
}

/** The first lines of what an error says: that of a database can be long. */
export const messageOf = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 2_000);

export type Answering<Question> = Omit<Side<Question>, "answer"> & {
  answer(question: Question): readonly Found[];
};
export const MODES = ["strict", "soft"] as const;

export type PeerPlan = {
  readonly rounds: number;
  /** Questions for peers, at most, and seconds that the rounds of one may take. */
  readonly peerQuestions: number;
  readonly peerSeconds: number;
  /** Questions for the definition, which looks at everybody. */
  readonly oracleQuestions: number;
  /** Milliseconds since 1970: no peer begins after this. */
  readonly until: number;
  /** Where PostgreSQL is, and the jars of Lucene, when they are to be measured. */
  readonly postgres?: string | undefined;
  readonly lucene?: readonly string[] | undefined;
  readonly say: Say;
  readonly take: (result: Result) => void;
};

/** The engine and what peers are made from. */
export type Measured = {
  readonly own: Answering<VacancyTerms>;
  readonly ownReverse: Answering<ProfileTerms>;
  readonly definition: Answering<VacancyTerms>;
  readonly profiles: readonly ProfileTerms[];
  readonly vacancies: readonly VacancyTerms[];
  readonly asked: Readonly<Record<Mode, readonly VacancyTerms[]>>;
  readonly people: readonly ProfileTerms[];
  readonly world: World;
};

/** Forms of a peer are tried on so many questions; the fastest is measured, on at least as many. */
const TRIAL = 8;

export const assertSame = <Question>(
  one: Answering<Question>,
  other: Answering<Question>,
  questions: readonly Question[],
): void => {
  for (const [index, question] of questions.entries()) {
    const [left, right] = [JSON.stringify(one.answer(question)), JSON.stringify(other.answer(question))];
    if (left !== right)
      throw new NotExact(`${one.name} and ${other.name} differ on question ${index}:\n${left}\n${right}`);
  }
};

/** How many questions fit the seconds of a peer that takes so many microseconds for one. */
const affordable = (micros: number, { rounds, peerSeconds }: PeerPlan): number =>
  Math.max(TRIAL, Math.floor((1e6 * peerSeconds) / ((rounds + 1) * micros)));

/** The fastest of some forms on the first questions, and how long it took for one. */
const fastest = async <Question>(forms: readonly Side<Question>[], questions: readonly Question[]) => {
  const timed: { form: Side<Question>; time: number }[] = [];
  for (const form of forms)
    timed.push({ form, time: median(await timesOf(form, questions.slice(0, TRIAL), false)) });
  return timed.sort((a, b) => a.time - b.time)[0];
};

type Peer = { readonly peer: string; readonly what: What; readonly profiles: number };

const compared = async <Question>(
  peer: Peer,
  own: Side<Question>,
  forms: readonly Side<Question>[],
  { questions, plan }: { questions: readonly Question[]; plan: PeerPlan },
): Promise<PeerReport[]> => {
  const best = await fastest(forms, questions);
  if (best === undefined) return [];
  const few = questions.slice(0, affordable(best.time, plan));
  const { ratio, ratioOfSums } = await compare([own, best.form], few, plan);
  return [{ ...peer, form: best.form.name, ratio, ratioOfSums, questions: few.length }];
};

/** A peer that gives ids and scores: each form must give those of the engine on the first questions. */
const exactly = <Question>(
  peer: Peer,
  own: Answering<Question>,
  forms: readonly Answering<Question>[],
  how: { questions: readonly Question[]; plan: PeerPlan },
): Promise<PeerReport[]> => {
  for (const form of forms) assertSame(own, form, how.questions.slice(0, TRIAL));
  return compared(peer, own, forms, how);
};

const forward = async (
  peer: string,
  { own, asked, profiles }: Measured,
  { forms, plan }: { forms: Readonly<Record<Mode, readonly Answering<VacancyTerms>[]>>; plan: PeerPlan },
): Promise<PeerReport[]> => {
  const reports: PeerReport[] = [];
  for (const what of MODES) {
    const questions = asked[what].slice(0, plan.peerQuestions);
    const name = { peer, what, profiles: profiles.length };
    reports.push(...(await exactly(name, own, forms[what], { questions, plan })));
  }
  return reports;
};

const overDefinition = async (measured: Measured, plan: PeerPlan): Promise<PeerReport[]> => {
  const forms = { strict: [measured.definition], soft: [measured.definition] };
  const few = { ...plan, rounds: 1, peerQuestions: plan.oracleQuestions };
  return forward("definition", measured, { forms, plan: few });
};

const overSqlite = async (measured: Measured, plan: PeerPlan): Promise<PeerReport[]> => {
  const forms = sqliteProfiles(measured.profiles, measured.world);
  plan.say("  sqlite: profiles are in it");
  try {
    return await forward("sqlite", measured, { forms, plan });
  } finally {
    forms.close();
  }
};

const overSqliteReverse = async (measured: Measured, plan: PeerPlan): Promise<PeerReport[]> => {
  const { ownReverse, vacancies, people, profiles, world } = measured;
  const sqlite = sqliteVacancies(vacancies, world);
  plan.say("  sqlite: vacancies are in it");
  const name = { peer: "sqlite", what: "reverse", profiles: profiles.length } as const;
  const questions = people.slice(0, plan.peerQuestions);
  try {
    return await exactly(name, ownReverse, sqlite.reverse, { questions, plan });
  } finally {
    sqlite.close();
  }
};

/** Lucene must give the same scores; ties it breaks by place in the index. */
const assertScores = (
  own: Answering<VacancyTerms>,
  questions: readonly VacancyTerms[],
  scores: readonly (readonly number[])[],
): void => {
  for (const [index, question] of questions.entries()) {
    const expected = JSON.stringify(own.answer(question).map(({ score }) => score));
    const found = JSON.stringify(scores[index]);
    if (expected !== found)
      throw new NotExact(`engine and lucene differ on question ${index}:\n${expected}\n${found}`);
  }
};

const overLucene = async (
  { own, asked, profiles, world }: Measured,
  plan: PeerPlan,
): Promise<PeerReport[]> => {
  if (plan.lucene === undefined) return [];
  const lucene = luceneProfiles(plan.lucene, profiles, { world, occupations: OCCUPATIONS });
  const reports: PeerReport[] = [];
  try {
    for (const what of MODES) {
      const questions = asked[what].slice(0, plan.peerQuestions);
      assertScores(own, questions, await lucene.scores(questions));
      plan.say(`  lucene: ${what} is exact`);
      const { ratio, ratioOfSums } = await compare<VacancyTerms>([own, lucene.form], questions, plan);
      const name = { peer: "lucene", what, profiles: profiles.length };
      reports.push({ ...name, form: lucene.form.name, ratio, ratioOfSums, questions: questions.length });
    }
    return reports;
  } finally {
    lucene.close();
  }
};

const overPostgres = async (measured: Measured, plan: PeerPlan): Promise<PeerReport[]> => {
  if (plan.postgres === undefined) return [];
  const forms = postgresProfiles(plan.postgres, measured.profiles, measured.world, OCCUPATIONS);
  plan.say("  postgresql: profiles are in it");
  return forward("postgresql", measured, { forms, plan });
};

/** Every peer, one after the other: one that fails is told, and the others go on. */
export const measurePeers = async (plan: PeerPlan, measured: Measured): Promise<void> => {
  const peers = {
    definition: overDefinition,
    sqlite: overSqlite,
    "sqlite reverse": overSqliteReverse,
    lucene: overLucene,
    postgresql: overPostgres,
  };
  for (const [name, over] of Object.entries(peers)) {
    const step = `${name} at ${measured.profiles.length}`;
    try {
      if (Date.now() > plan.until) throw new RangeError("no time left");
      plan.take({ kind: "peers", reports: await over(measured, plan) });
    } catch (error) {
      const exact = !(error instanceof NotExact);
      plan.take({ kind: "failure", failure: { step, message: messageOf(error), exact } });
    }
  }
};
