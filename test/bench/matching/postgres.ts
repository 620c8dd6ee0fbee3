import { execFileSync } from "node:child_process";
import { EARLIEST } from "#packages/matching/engine/facts.ts";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { Side } from "./measure.ts";
import { personRow, placed, ranksById, termsAsked, workRow } from "./numbers.ts";
import type { Found } from "./sqlite.ts";

export const HOW_TO_POSTGRES = `postgresql is not measured. On Debian: apt-get install postgresql-15; then bench:all starts a
cluster of its own. With --postgres URL one that runs is measured (its schema "matching_bench" is replaced).`;

type Form = Required<Side<VacancyTerms>> & { answer(vacancy: VacancyTerms): Found[] };

/** Milliseconds that one call may take: of loading, the indexes take longest. */
const PATIENCE = 600_000;

const psql = (url: string, input: string): string =>
  execFileSync("psql", ["-X", "-q", "-A", "-t", "-F", " ", "-v", "ON_ERROR_STOP=1", url], {
    input: `set search_path to matching_bench, public; set jit = off; set work_mem = '256MB';\n${input}`,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: "pipe",
    timeout: PATIENCE,
  });

const COLUMNS =
  "pid, rank, area, reach, hours_min, hours_max, available, contracts, education, licences, flags, sectors, dutch, o1, o2, o3";

/** The operators of intarray for the index on lists of competencies, where it can be had; else those of the core. */
const arrayOperators = (url: string): string => {
  try {
    psql(url, "create extension if not exists intarray schema public");
    return "public.gin__int_ops";
  } catch {
    return "array_ops";
  }
};

const load = (url: string, profiles: readonly ProfileTerms[], world: World) => {
  const inOrder = placed(profiles, ({ pc4 }) => pc4);
  const ranks = ranksById(profiles);
  const operators = arrayOperators(url);
  psql(
    url,
    `set client_min_messages = warning; drop schema if exists matching_bench cascade; create schema matching_bench;
    create unlogged table profile(${COLUMNS.split(", ")
      .map((name) => `${name} int`)
      .join(", ")});
    alter table profile add column terms int[]; create unlogged table posting(pid int, term int);`,
  );
  const { things, areas } = inOrder;
  const areaOf = areas.flatMap(({ first, end }, area) => Array<number>(end - first).fill(area));
  const STEP = 50_000;
  for (let from = 0; from < things.length; from += STEP) {
    const people: string[] = [];
    const postings: string[] = [];
    for (const [at, profile] of things.slice(from, from + STEP).entries()) {
      const pid = from + at;
      const row = personRow(profile, world);
      const numbers = [row.reach, row.hoursMin, row.hoursMax, row.from, row.contracts, row.education];
      const more = [row.licences, row.flags, row.sectors, row.dutch, ...row.occupations];
      const terms = `{${row.competencies.join(",")}}`;
      people.push([pid, ranks.get(profile.id), areaOf[pid], ...numbers, ...more, terms].join("\t"));
      for (const term of row.competencies) postings.push(`${pid}\t${term}`);
    }
    psql(
      url,
      `copy profile from stdin;\n${people.join("\n")}\n\\.\ncopy posting from stdin;\n${postings.join("\n")}\n\\.\n`,
    );
  }
  psql(
    url,
    `alter table profile add primary key (pid); create index on profile(area);
    create unique index on posting(term, pid); create unique index on posting(pid, term);
    create index on profile using gin (terms ${operators});
    vacuum analyze profile; vacuum analyze posting;`,
  );
  return { areas, ids: [...ranks.keys()] };
};

const rows = (list: readonly (readonly number[])[]): string =>
  list.map((row) => `(${row.join(",")})`).join(",");

/** Postgres plans better when a question has its numbers in it: it knows how common each of them is. */
const questionOf = (vacancy: VacancyTerms, { world, areas, alike }: Loaded, body: Body): string => {
  const row = workRow(vacancy, world);
  const from = vacancy.places[0]?.pc4;
  const near = areas.flatMap(({ pc4 }, area) => {
    const distance = from === undefined ? Number.POSITIVE_INFINITY : world.distanceHm(from, pc4);
    return distance <= row.reach ? [[area, distance]] : [];
  });
  const asked = termsAsked(vacancy, world);
  const terms = asked.map((one) => [one.term, one.requirement, one.points, one.must]);
  const musts = new Set(asked.filter(({ must }) => must === 1).map(({ term }) => term));
  return `with d(area, distance) as materialized (values ${rows(near)}),
    q(term, requirement, points, must) as materialized (values ${rows(terms)}),
    s(v) as materialized (select '{${alike(row.occupation)}}'::int[]) ${body(row, [...musts])}
    order by score desc, rank limit 20;`;
};

const filters = (row: ReturnType<typeof workRow>): string => `p.hours_min <= ${row.hoursMax}
  and p.hours_max >= ${row.hoursMin} and p.available <= ${row.latestFrom} and (p.contracts & ${row.contracts}) <> 0
  and p.education >= ${row.education} and (p.licences & ${row.licences}) = ${row.licences} and (p.flags & ${row.flags}) = 0
  and (p.sectors & ${row.sector}) = 0 and p.dutch >= ${row.dutch} and d.distance <= p.reach`;

const rest = (
  row: ReturnType<typeof workRow>,
): string => `100000 * (least(p.reach, ${row.reach}) - d.distance)
  / least(p.reach, ${row.reach}) + case when p.available = ${EARLIEST} then 0
  else 50000 * greatest(0, 30 - greatest(0, p.available - ${row.start})) / 30 end
  + 150 * greatest(s.v[p.o1 + 2], s.v[p.o2 + 2], s.v[p.o3 + 2])`;

const OWN_POINTS = `coalesce((select sum(points) from (select max(q.points) points from posting t
  join q on q.term = t.term where t.pid = p.pid group by q.requirement) best), 0)`;

/** The same by the list of competencies in the row of the person. */
const LISTED_POINTS = `coalesce((select sum(points) from (select max(q.points) points from q
  where q.term = any(p.terms) group by q.requirement) best), 0)`;

/** Of a question as numbers, and the competencies that meet a must-have. */
type Body = (row: ReturnType<typeof workRow>, musts: readonly number[]) => string;
const STRICT: Readonly<Record<string, Body>> = {
  "must-haves first": (
    row,
  ) => `, enough as materialized (select t.pid from q join posting t on t.term = q.term
      where q.must = 1 group by t.pid having count(distinct q.requirement) >= ${row.mustsNeeded})
    select p.rank, ${OWN_POINTS} + ${rest(row)} score from enough join profile p using (pid)
    join d using (area) cross join s where ${filters(row)}`,
  "filters first": (
    row,
  ) => `select p.rank, ${OWN_POINTS} + ${rest(row)} score from d join profile p using (area)
    cross join s where ${filters(row)} and (select count(distinct q.requirement) from posting t
    join q on q.term = t.term where t.pid = p.pid and q.must = 1) >= ${row.mustsNeeded}`,
};
const SOFT: Readonly<Record<string, Body>> = {
  "competencies first": (row) => `, own as materialized (select pid, sum(points) points from (
      select t.pid, max(q.points) points from q join posting t on t.term = q.term group by t.pid, q.requirement) best
      group by pid)
    select p.rank, coalesce(own.points, 0) + ${rest(row)} score from d join profile p using (area)
    left join own using (pid) cross join s where ${filters(row)}`,
  "filters first": (row) => `select p.rank, ${OWN_POINTS} + ${rest(row)} score from d
    join profile p using (area) cross join s where ${filters(row)}`,
  lists: (row) => `select p.rank, ${LISTED_POINTS} + ${rest(row)} score from d
    join profile p using (area) cross join s where ${filters(row)}`,
};

type Loaded = ReturnType<typeof load> & {
  readonly world: World;
  /** Similarities of an occupation to all, from that to none (-1) on. */
  readonly alike: (occupation: number) => string;
};

const MARK = "question";

const foundIn = (text: string, ids: readonly string[]): Found[] =>
  text
    .split("\n")
    .filter((line) => /^\d+ \d+$/.test(line))
    .map((line) => {
      const [rank = 0, score = 0] = line.split(" ").map(Number);
      return { id: ids[rank] ?? "", score };
    });

/** Profiles in PostgreSQL, in several forms of the same question. Throws what psql says. */
export const postgresProfiles = (
  url: string,
  profiles: readonly ProfileTerms[],
  world: World,
  occupations: number,
) => {
  const kept = new Map<number, string>();
  const alike = (occupation: number): string => {
    const known =
      kept.get(occupation) ??
      [
        0,
        ...Array.from({ length: occupations }, (_, other) =>
          world.classification.similarity(occupation, other),
        ),
      ].join(",");
    kept.set(occupation, known);
    return known;
  };
  const loaded: Loaded = { ...load(url, profiles, world), world, alike };
  const formOf = ([name, body]: readonly [string, Body]): Form => ({
    name,
    answer: (vacancy) => foundIn(psql(url, questionOf(vacancy, loaded, body)), loaded.ids),
    batch: (vacancies) => {
      const questions = vacancies.map((vacancy) => questionOf(vacancy, loaded, body));
      // A session's first question reads the catalogue: it is asked once more, without its time.
      const script = `${questions[0] ?? ""}\n\\timing on\n${questions.map((sql) => `\\echo ${MARK}\n${sql}`).join("\n")}`;
      const answers = psql(url, script).split(`${MARK}\n`).slice(1);
      return answers.map((answer) => 1000 * Number(/^Time: ([\d.]+) ms/m.exec(answer)?.[1] ?? Number.NaN));
    },
  });
  return { strict: Object.entries(STRICT).map(formOf), soft: Object.entries(SOFT).map(formOf) };
};
