import { DatabaseSync } from "node:sqlite";
import * as z from "zod";
import type { Pc4 } from "#packages/domain/postcode.ts";
import { EARLIEST, reachOf } from "#packages/matching/engine/facts.ts";
import { profileSide } from "#packages/matching/sides.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { Side } from "./measure.ts";
import { type Placed, personRow, placed, ranksById, termsAsked, workRow } from "./numbers.ts";

export type Found = { readonly id: string; readonly score: number };
type Form<Question> = Side<Question> & { answer(question: Question): Found[] };

const Row = z.object({ rank: z.number(), score: z.number() });

/** A database in memory with more cache than it can use; nothing is written while it is measured. */
const openDatabase = (): DatabaseSync => {
  const database = new DatabaseSync(":memory:");
  database.exec("pragma cache_size = -4000000; pragma temp_store = memory");
  return database;
};

/** Numbers as SQLite's whole numbers: a number of JavaScript would be bound as a real. */
const whole = (parameters: Readonly<Record<string, number | string>>): Record<string, bigint | string> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      typeof value === "number" ? BigInt(value) : value,
    ]),
  );

/** Many rows in one transaction. */
const insert = (database: DatabaseSync, sql: string, rows: Iterable<readonly number[]>): void => {
  const statement = database.prepare(sql);
  database.exec("begin");
  for (const row of rows) statement.run(...row);
  database.exec("commit");
};

/** From each place to all areas, measured once, as the engine does. */
const measured = <T>({ areas }: Placed<T>, { distancesHm }: World): ((from: Pc4) => Uint16Array) => {
  const known = new Map<Pc4, Uint16Array>();
  const codes = areas.map(({ pc4 }) => pc4);
  return (from) => {
    const distances = known.get(from) ?? distancesHm(from, codes);
    known.set(from, distances);
    return distances;
  };
};

/** Areas within reach as rows: documents `lo` up to `hi`, and how far away they are. */
const rangesOf = <T>({ areas }: Placed<T>, distances: Uint16Array, reach: number): string =>
  JSON.stringify(
    areas.flatMap(({ first, end }, area) => {
      const distance = distances[area] ?? Number.POSITIVE_INFINITY;
      return distance <= reach ? [[first, end, distance]] : [];
    }),
  );

const RANGES =
  "r as materialized (select value->>0 lo, value->>1 hi, value->>2 distance from json_each(:ranges))";

const AVAILABILITY = (from: string, start: string) =>
  `case when ${from} = ${EARLIEST} or ${start} = ${EARLIEST} then 0 else 50000 * max(0, 30 - max(0, ${from} - ${start})) / 30 end`;

const DISTANCE = (limit: string) => `100000 * (${limit} - r.distance) / (${limit})`;

/* ---------------------------------------------------------------- vacancy → profiles */

const PERSON_FILTERS = `p.hours_min <= :hours_max and p.hours_max >= :hours_min and p.available <= :latest
  and (p.contracts & :contracts) <> 0 and p.education >= :education and (p.licences & :licences) = :licences
  and (p.flags & :flags) = 0 and (p.sectors & :sector) = 0 and p.dutch >= :dutch and r.distance <= p.reach`;

const PERSON_REST = `${DISTANCE("min(p.reach, :reach)")} + ${AVAILABILITY("p.available", ":start")}
  + 150 * similarity(p.o1, p.o2, p.o3)`;

const ASKED =
  "q as materialized (select value->>0 term, value->>1 requirement, value->>2 points, value->>3 must from json_each(:terms))";
const BEST = "order by score desc, rank limit 20";

/** Points of one person by the index on person and competency. */
const OWN_POINTS = `coalesce((select sum(points) from (select max(q.points) points from posting t cross join q
  where t.pid = p.pid and q.term = t.term group by q.requirement)), 0)`;

const STRICT_FORMS = {
  "must-haves first": `with ${RANGES}, ${ASKED}, enough as materialized (
      select t.pid, r.distance from q cross join r cross join posting_by_term t
      where q.must = 1 and t.term = q.term and t.pid >= r.lo and t.pid < r.hi
      group by t.pid having count(distinct q.requirement) >= :needed)
    select p.rank rank, ${OWN_POINTS} + ${PERSON_REST} score
    from enough r cross join profile p where p.pid = r.pid and ${PERSON_FILTERS} ${BEST}`,
  "filters first": `with ${RANGES}, ${ASKED}
    select p.rank rank, ${OWN_POINTS} + ${PERSON_REST} score from r cross join profile p
    where p.pid >= r.lo and p.pid < r.hi and ${PERSON_FILTERS}
      and (select count(distinct q.requirement) from posting t cross join q
        where t.pid = p.pid and q.term = t.term and q.must = 1) >= :needed ${BEST}`,
};

const SOFT_FORMS = {
  "competencies first": `with ${RANGES}, ${ASKED}, points as materialized (
      select pid, sum(points) points from (
        select t.pid, max(q.points) points from q cross join r cross join posting_by_term t
        where t.term = q.term and t.pid >= r.lo and t.pid < r.hi group by t.pid, q.requirement)
      group by pid)
    select p.rank rank, coalesce((select points from points where points.pid = p.pid), 0) + ${PERSON_REST} score
    from r cross join profile p where p.pid >= r.lo and p.pid < r.hi and ${PERSON_FILTERS} and :needed = 0 ${BEST}`,
  "filters first": `with ${RANGES}, ${ASKED}
    select p.rank rank, ${OWN_POINTS} + ${PERSON_REST} score from r cross join profile p
    where p.pid >= r.lo and p.pid < r.hi and ${PERSON_FILTERS} and :needed = 0 ${BEST}`,
};

/** Profiles in SQLite, in several forms of the same question. */
export const sqliteProfiles = (profiles: readonly ProfileTerms[], world: World) => {
  const database = openDatabase();
  const inOrder = placed(profiles, ({ pc4 }) => pc4);
  const distancesFrom = measured(inOrder, world);
  const ranks = ranksById(profiles);
  const ids = [...ranks.keys()];
  database.exec(`create table profile(pid integer primary key, rank int, reach int, hours_min int, hours_max int,
    available int, contracts int, education int, licences int, flags int, sectors int, dutch int, o1 int, o2 int, o3 int);
    create table posting(pid int, term int, primary key (pid, term)) without rowid;
    create table posting_by_term(term int, pid int, primary key (term, pid)) without rowid`);
  insert(
    database,
    `insert into profile values (${Array(15).fill("?").join(",")})`,
    inOrder.things.map((profile, pid) => {
      const row = personRow(profile, world);
      const { reach, hoursMin, hoursMax, from, contracts, education, licences, flags, sectors, dutch } = row;
      const numbers = [
        reach,
        hoursMin,
        hoursMax,
        from,
        contracts,
        education,
        licences,
        flags,
        sectors,
        dutch,
      ];
      return [pid, ranks.get(profile.id) ?? 0, ...numbers, ...row.occupations];
    }),
  );
  const postings = function* () {
    for (const [pid, profile] of inOrder.things.entries())
      for (const term of personRow(profile, world).competencies) yield [pid, term];
  };
  insert(database, "insert into posting values (?, ?)", postings());
  database.exec("insert into posting_by_term select term, pid from posting order by term, pid; analyze");
  let occupation = -1;
  const { similarity } = world.classification;
  const known = new Map<number, number>();
  const to = (other: number): number => {
    if (occupation < 0 || other < 0) return 0;
    const key = occupation * 65_536 + other;
    const value = known.get(key) ?? similarity(occupation, other);
    known.set(key, value);
    return value;
  };
  database.function("similarity", { deterministic: true }, (a, b, c) =>
    Math.max(to(Number(a)), to(Number(b)), to(Number(c))),
  );
  const formOf = ([name, sql]: readonly [string, string]): Form<VacancyTerms> => {
    const statement = database.prepare(sql);
    return {
      name,
      answer: (vacancy) => {
        const row = workRow(vacancy, world);
        occupation = row.occupation;
        const terms = termsAsked(vacancy, world).map((one) => [
          one.term,
          one.requirement,
          one.points,
          one.must,
        ]);
        const from = vacancy.places[0]?.pc4;
        const found = statement.all(
          whole({
            ranges: from === undefined ? "[]" : rangesOf(inOrder, distancesFrom(from), row.reach),
            terms: JSON.stringify(terms),
            hours_max: row.hoursMax,
            hours_min: row.hoursMin,
            latest: row.latestFrom,
            contracts: row.contracts,
            education: row.education,
            licences: row.licences,
            flags: row.flags,
            sector: row.sector,
            dutch: row.dutch,
            reach: row.reach,
            start: row.start,
            needed: row.mustsNeeded,
          }),
        );
        return z
          .array(Row)
          .parse(found)
          .map(({ rank, score }) => ({ id: ids[rank] ?? "", score }));
      },
    };
  };
  return {
    strict: Object.entries(STRICT_FORMS).map(formOf),
    soft: Object.entries(SOFT_FORMS).map(formOf),
    close: () => database.close(),
  };
};

/* ---------------------------------------------------------------- profile → vacancies */

const WORK_FILTERS = `v.hours_min <= :hours_max and v.hours_max >= :hours_min and v.latest >= :from
  and (v.contracts & :contracts) <> 0 and v.education <= :education and (v.licences & ~:licences) = 0
  and (v.flags & :flags) = 0 and (v.sector & :sectors) = 0 and v.dutch <= :dutch and r.distance <= v.reach`;
const WORK_REST = `${DISTANCE("min(v.reach, :reach)")} + ${AVAILABILITY(":from", "v.start")} + 150 * alike(v.occupation)`;
const HAS = "h as materialized (select value->>0 competency, value->>1 exact from json_each(:has))";
/** Must-haves met and points in one number, so that the requirements are read once. */
const MET = "sum(t.must * 10000000 + case when h.exact then t.worth else t.worth / 2 end)";
const PICK = `select rank, met % 10000000 + rest score from (PAIRS) where met / 10000000 >= needed ${BEST}`;

const REVERSE_FORMS = {
  "filters first": `with ${RANGES}, ${HAS} ${PICK.replace(
    "PAIRS",
    `select v.rank rank, v.needed needed, ${WORK_REST} rest, coalesce((select ${MET} from requirement t cross join h
      where t.vid = v.vid and h.competency = t.competency), 0) met
     from r cross join vacancy v where v.vid >= r.lo and v.vid < r.hi and ${WORK_FILTERS}`,
  )}`,
  "competencies first": `with ${RANGES}, ${HAS}, m as materialized (
      select t.vid, r.distance, ${MET} met from h cross join r cross join requirement_by_competency t
      where t.competency = h.competency and t.vid >= r.lo and t.vid < r.hi group by t.vid) ${PICK.replace(
        "PAIRS",
        `select v.rank rank, v.needed needed, ${WORK_REST} rest, r.met met
         from m r cross join vacancy v where v.vid = r.vid and ${WORK_FILTERS}`,
      )}`,
};

/** Vacancies in SQLite, all of them with strict must-haves: who meets none suits none. */
export const sqliteVacancies = (vacancies: readonly VacancyTerms[], world: World) => {
  const database = openDatabase();
  const inOrder = placed(vacancies, ({ places: [place] }) => place?.pc4 ?? ("0000" as Pc4));
  const distancesFrom = measured(inOrder, world);
  const ranks = ranksById(vacancies);
  const ids = [...ranks.keys()];
  database.exec(`create table vacancy(vid integer primary key, rank int, needed int, reach int, hours_min int,
    hours_max int, latest int, start int, contracts int, education int, licences int, flags int, sector int, dutch int,
    occupation int);
    create table requirement(vid int, competency int, must int, worth int, primary key (vid, competency)) without rowid;
    create table requirement_by_competency(competency int, vid int, must int, worth int,
      primary key (competency, vid)) without rowid`);
  insert(
    database,
    `insert into vacancy values (${Array(15).fill("?").join(",")})`,
    inOrder.things.map((vacancy, vid) => {
      const row = workRow(vacancy, world);
      const { reach, hoursMin, hoursMax, latestFrom, start, contracts, education, licences } = row;
      const numbers = [reach, hoursMin, hoursMax, latestFrom, start, contracts, education, licences];
      const rank = ranks.get(vacancy.id) ?? 0;
      return [vid, rank, row.mustsNeeded, ...numbers, row.flags, row.sector, row.dutch, row.occupation];
    }),
  );
  const requirements = function* () {
    for (const [vid, vacancy] of inOrder.things.entries())
      for (const { competency, importance, worth } of workRow(vacancy, world).requirements)
        yield [vid, competency, importance === "must" ? 1 : 0, worth];
  };
  insert(database, "insert into requirement values (?, ?, ?, ?)", requirements());
  database.exec(`insert into requirement_by_competency
    select competency, vid, must, worth from requirement order by competency, vid; analyze`);
  let own: readonly number[] = [];
  const { similarity, near } = world.classification;
  database.function("alike", { deterministic: true }, (occupation) =>
    Math.max(0, ...own.map((one) => similarity(one, Number(occupation)))),
  );
  const formOf = ([name, sql]: readonly [string, string]): Form<ProfileTerms> => {
    const statement = database.prepare(sql);
    return {
      name,
      answer: (profile) => {
        const row = personRow(profile, world);
        own = profileSide(profile, world.classification).occupations;
        const has = new Map<number, number>();
        for (const one of row.competencies) for (const other of near(one)) has.set(other, 0);
        for (const one of row.competencies) has.set(one, 1);
        const found = statement.all(
          whole({
            ranges: rangesOf(inOrder, distancesFrom(profile.pc4), reachOf(profile)),
            has: JSON.stringify([...has]),
            hours_max: row.hoursMax,
            hours_min: row.hoursMin,
            from: row.from,
            contracts: row.contracts,
            education: row.education,
            licences: row.licences,
            flags: row.flags,
            sectors: row.sectors,
            dutch: row.dutch,
            reach: row.reach,
          }),
        );
        return z
          .array(Row)
          .parse(found)
          .map(({ rank, score }) => ({ id: ids[rank] ?? "", score }));
      },
    };
  };
  return { reverse: Object.entries(REVERSE_FORMS).map(formOf), close: () => database.close() };
};
