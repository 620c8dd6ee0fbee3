import { join } from "node:path";
import type { Classification } from "#packages/classification/classification.ts";
import {
  type Figures,
  figuresOf,
  judge,
  type QueryFigures,
  type Ranked,
  ranking,
  runLines,
} from "./rankings.ts";
import { DataSetError, readRows } from "./tab-separated.ts";

const OCCUPATION = "http://data.europa.eu/esco/occupation/";

/** Codes of another classification, each with the occupations it stands for, and which codes are related. */
export type RelatedCodes = {
  codes: { code: string; occupations: string[] }[];
  related: Map<string, Set<string>>;
};

/** Reads `codes.tsv` (code, title, ids of occupations by `|`) and `gold.tsv` (code, related code, tier). */
export const readRelatedCodes = (directory: string): RelatedCodes => {
  const [, ...codeRows] = readRows(join(directory, "codes.tsv"), 3);
  const codes = codeRows.map(([code = "", , ids = ""]) => ({
    code,
    occupations: ids.split("|").filter((id) => id !== ""),
  }));
  const known = new Set(codes.map(({ code }) => code));
  const related = new Map<string, Set<string>>();
  const [, ...gold] = readRows(join(directory, "gold.tsv"), 3);
  for (const [code = "", other = "", tier = ""] of gold) {
    if (!known.has(code) || !known.has(other))
      throw new DataSetError(`gold.tsv: ${code} or ${other} is not in codes.tsv`);
    if (tier.startsWith("Primary")) related.set(code, (related.get(code) ?? new Set()).add(other));
  }
  return { codes, related };
};

/** How alike two codes are by their places; symmetric. */
export type CodeSimilarity = (a: number, b: number) => number;

/** The mean similarity of all pairs across, over the geometric mean of those within: 1 for a code and itself. */
export const bySimilarity = (
  members: readonly (readonly number[])[],
  similarity: (a: number, b: number) => number,
): CodeSimilarity => {
  const across = (a: number, b: number): number => {
    const [left = [], right = []] = [members[a], members[b]];
    let sum = 0;
    for (const one of left) for (const other of right) sum += similarity(one, other);
    return sum / Math.max(1, left.length * right.length);
  };
  const within = members.map((_, place) => across(place, place));
  return (a, b) => across(a, b) / (Math.sqrt((within[a] ?? 0) * (within[b] ?? 0)) || 1);
};

const competenciesOf = (classification: Classification, members: readonly number[]): Set<number> =>
  new Set(members.flatMap((one) => [...classification.essential(one), ...classification.optional(one)]));

/** Baseline: competencies that either code's occupations have, by a weight each. */
const byCompetencies = (
  classification: Classification,
  members: readonly (readonly number[])[],
  weight: (competency: number) => number,
): { shared: CodeSimilarity; total: number[] } => {
  const sets = members.map((own) => competenciesOf(classification, own));
  const weightOf = (competencies: Iterable<number>): number => {
    let sum = 0;
    for (const competency of competencies) sum += weight(competency);
    return sum;
  };
  return {
    shared: (a, b) => weightOf([...(sets[a] ?? [])].filter((one) => sets[b]?.has(one))),
    total: sets.map(weightOf),
  };
};

const commonPrefix = (a: string, b: string): number => {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
};

/** Ways to rank, from naive to what the product does. */
export const codeSimilarities = (
  classification: Classification,
  members: readonly (readonly number[])[],
): Record<string, CodeSimilarity> => {
  const one = byCompetencies(classification, members, () => 1);
  const idf = byCompetencies(classification, members, (competency) => classification.rarity(competency) ** 2);
  const isco = (a: number, b: number) =>
    commonPrefix(classification.iscoGroup(a), classification.iscoGroup(b));
  const prefix = (a: number, b: number) => {
    const [left = [], right = []] = [members[a], members[b]];
    return Math.max(0, ...left.flatMap((x) => right.map((y) => isco(x, y))));
  };
  return {
    "ISCO prefix in common (longest)": prefix,
    "Jaccard of competencies": (a, b) => {
      const shared = one.shared(a, b);
      return shared / ((one.total[a] ?? 0) + (one.total[b] ?? 0) - shared || 1);
    },
    "IDF cosine of competencies": (a, b) =>
      idf.shared(a, b) / (Math.sqrt((idf.total[a] ?? 0) * (idf.total[b] ?? 0)) || 1),
    product: bySimilarity(members, classification.similarity),
  };
};

export type TransitionsReport = {
  codes: number;
  judged: number;
  unknownOccupations: number;
  systems: Record<string, { primary: Figures; unshared: Figures }>;
};

type Query = { code: string; ranked: Ranked[]; relevant: Set<string>; sharing: Set<string> };

/** Without the codes that stand for an occupation that the query stands for too. */
const unsharedFigures = ({ ranked, relevant, sharing }: Query): QueryFigures | undefined => {
  const left = new Set([...relevant].filter((code) => !sharing.has(code)));
  if (left.size === 0) return undefined;
  return judge(
    ranked.flatMap(({ element }) => (sharing.has(element) ? [] : [element])),
    left,
  );
};

/** Per code the codes, itself among them, that stand for one of its occupations. */
const sharedOccupations = (codes: RelatedCodes["codes"]): Map<string, Set<string>> => {
  const byOccupation = new Map<string, string[]>();
  for (const { code, occupations } of codes) {
    for (const one of occupations) byOccupation.set(one, [...(byOccupation.get(one) ?? []), code]);
  }
  return new Map(
    codes.map(({ code, occupations }) => [
      code,
      new Set(occupations.flatMap((one) => byOccupation.get(one) ?? [])),
    ]),
  );
};

/** Measures every way of ranking; `write` gets the product's run file, in pieces. */
export const measureTransitions = (
  data: RelatedCodes,
  classification: Classification,
  write: (lines: string) => void = () => undefined,
): TransitionsReport => {
  const { codes, related } = data;
  const indexes = codes.map(({ occupations }) =>
    occupations.map((id) => classification.occupationIndex(id.includes("/") ? id : OCCUPATION + id)),
  );
  const members = indexes.map((list) => list.filter((index) => index !== undefined));
  const sharingWith = sharedOccupations(codes);
  const systems: TransitionsReport["systems"] = {};
  for (const [name, similarity] of Object.entries(codeSimilarities(classification, members))) {
    const queries = codes.map(
      ({ code }, place): Query => ({
        code,
        ranked: ranking(
          codes.flatMap((other, at) =>
            at === place ? [] : [{ element: other.code, score: similarity(place, at) }],
          ),
          codes.length,
        ),
        relevant: related.get(code) ?? new Set(),
        sharing: sharingWith.get(code) ?? new Set(),
      }),
    );
    systems[name] = {
      primary: figuresOf(
        queries.map(({ ranked, relevant }) =>
          relevant.size === 0
            ? undefined
            : judge(
                ranked.map(({ element }) => element),
                relevant,
              ),
        ),
      ),
      unshared: figuresOf(queries.map(unsharedFigures)),
    };
    if (name === "product") for (const { code, ranked } of queries) write(runLines(code, ranked, "overstap"));
  }
  return {
    codes: codes.length,
    judged: related.size,
    unknownOccupations: indexes.flat().filter((index) => index === undefined).length,
    systems,
  };
};
