import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ProfileTerms, VacancyTerms } from "#packages/matching/terms.ts";
import type { World } from "#packages/matching/world.ts";
import type { Side } from "./measure.ts";
import { personRow, placed, ranksById, termsAsked, workRow } from "./numbers.ts";

export const HOW_TO_LUCENE = `lucene is not measured. On Debian: apt-get install liblucene8-java default-jdk-headless; then bench:all finds it.`;

/** Where Debian's packages put their jars. */
const JARS = "/usr/share/java";
const PARTS = [/^lucene-core-8[\d.]*\.jar$/, /^lucene-analyzers-common-8[\d.]*\.jar$/];

/** The jars of Lucene 8, or undefined when they are not installed. */
export const luceneJars = (): string[] | undefined => {
  const there = existsSync(JARS) ? readdirSync(JARS) : [];
  const jars = PARTS.flatMap((part) => there.find((name) => part.test(name)) ?? []);
  return jars.length === PARTS.length ? jars.map((name) => join(JARS, name)) : undefined;
};

const TOO_FAR = 65_535;

/** Whole numbers of 32 bits as Java reads them: the highest byte first. */
const numbersFile = (file: string, lists: Iterable<readonly number[]>): void => {
  const buffers: Buffer[] = [];
  for (const list of lists) {
    const buffer = Buffer.allocUnsafe(4 * list.length);
    for (const [at, value] of list.entries()) buffer.writeInt32BE(value, 4 * at);
    buffers.push(buffer);
  }
  writeFileSync(file, Buffer.concat(buffers));
};

const counted = (list: readonly number[]): number[] => [list.length, ...list];

/** Milliseconds that Java may take for one thing: building the index takes longest. */
const PATIENCE = 600_000;

/** The program gave no answer. */
export class LuceneStopped extends Error {
  override readonly name = "LuceneStopped";
}

/** The program, which answers a line with lines up to one of two words. `ask` rejects when it ends, or takes too long. */
const program = (options: readonly string[]) => {
  const java = spawn("java", options, { stdio: ["pipe", "pipe", "pipe"] });
  const lines = createInterface({ input: java.stdout })[Symbol.asyncIterator]();
  let said = "";
  java.stderr.on("data", (text) => {
    said = `${said}${text}`.slice(-1_000);
  });
  java.on("error", (error) => {
    said = error.message;
  });
  // Who writes to a program that has ended is told by `ask`.
  java.stdin.on("error", () => undefined);
  const ask = async (line: string): Promise<string[]> => {
    const timer = setTimeout(() => java.kill("SIGKILL"), PATIENCE);
    java.stdin.write(`${line}\n`);
    const answers: string[] = [];
    try {
      for (;;) {
        const { value, done } = await lines.next();
        if (done === true) throw new LuceneStopped(`lucene ended at "${line}": ${said}`);
        if (value === "done") return answers;
        answers.push(value);
      }
    } finally {
      clearTimeout(timer);
    }
  };
  return { ask, close: () => java.kill("SIGKILL") };
};

/** Best scores of each question, and its microseconds. */
type Answer = { readonly micros: number; readonly scores: readonly number[] };

/**
 * Profiles in Lucene: a program of this folder, in a virtual machine of its own that times itself once it is warm.
 * It gives scores only, since Lucene breaks ties by the place in the index. `close` ends it and throws the index away.
 */
export const luceneProfiles = (
  jars: readonly string[],
  profiles: readonly ProfileTerms[],
  { world, occupations }: { readonly world: World; readonly occupations: number },
) => {
  const directory = mkdtempSync(join(tmpdir(), "matching-lucene-"));
  const path = [...jars, directory].join(":");
  const source = fileURLToPath(new URL("./lucene/Matching.java", import.meta.url));
  execFileSync("javac", ["-nowarn", "-Xlint:none", "-d", directory, "-cp", path, source], { stdio: "pipe" });
  const { things, areas } = placed(profiles, ({ pc4 }) => pc4);
  const ranks = ranksById(profiles);
  const areaOf = areas.flatMap(({ first, end }, area) => Array<number>(end - first).fill(area));
  const people = function* () {
    yield [things.length, areas.length];
    for (const [at, profile] of things.entries()) {
      const row = personRow(profile, world);
      const { reach, hoursMin, hoursMax, from, contracts, education, licences, flags, sectors, dutch } = row;
      const facts = [reach, hoursMin, hoursMax, from, contracts, education, licences, flags, sectors, dutch];
      yield [areaOf[at] ?? 0, ...facts, ...row.occupations, ranks.get(profile.id) ?? 0];
      yield counted(row.competencies);
    }
  };
  numbersFile(join(directory, "people.bin"), people());
  const questionOf = (vacancy: VacancyTerms): number[] => {
    const row = workRow(vacancy, world);
    const from = vacancy.places[0]?.pc4;
    const distances = areas.map(({ pc4 }) => (from === undefined ? TOO_FAR : world.distanceHm(from, pc4)));
    const { similarity } = world.classification;
    const alike = Array.from({ length: occupations }, (_, other) =>
      row.occupation < 0 ? 0 : similarity(row.occupation, other),
    );
    const asked = termsAsked(vacancy, world);
    const { reach, hoursMin, hoursMax, start, latestFrom, contracts, education, licences, flags } = row;
    const facts = [reach, hoursMin, hoursMax, start, latestFrom, contracts, education, licences, flags];
    const requirements = row.requirements.map(({ importance }, index) => {
      const own = asked.filter(({ requirement }) => requirement === index);
      return [importance === "must" ? 1 : 0, ...own.flatMap(({ term, points }) => [term, points])];
    });
    return [
      ...[...facts, row.sector, row.dutch, row.mustsNeeded],
      ...counted(distances),
      ...counted(alike),
      requirements.length,
      ...requirements.flatMap(counted),
    ];
  };
  const java = program(["-Xmx4g", "-XX:+UseSerialGC", "-cp", path, "Matching", directory]);
  let read: readonly VacancyTerms[] = [];
  const ask = async (vacancies: readonly VacancyTerms[]): Promise<Answer[]> => {
    if (vacancies !== read) {
      numbersFile(join(directory, "questions.bin"), [[vacancies.length], ...vacancies.map(questionOf)]);
      await java.ask("read");
      read = vacancies;
    }
    const lines = await java.ask("answer");
    return lines.map((line) => {
      const [, micros = Number.NaN, ...scores] = line.split(" ").map(Number);
      return { micros, scores };
    });
  };
  const form = {
    name: "doc values in reach, terms with WAND",
    answer: () => {
      throw new LuceneStopped("lucene answers questions in batches");
    },
    batch: async (vacancies: readonly VacancyTerms[]) => (await ask(vacancies)).map(({ micros }) => micros),
  } satisfies Side<VacancyTerms>;
  return {
    form,
    /** The best scores of each question. */
    scores: async (vacancies: readonly VacancyTerms[]) => (await ask(vacancies)).map(({ scores }) => scores),
    close: () => {
      java.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
