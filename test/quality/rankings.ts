/** One thing ranked for a query. */
export type Ranked = { element: string; score: number };

/** More than this per query is neither judged nor written: a rank below says nothing. */
export const DEEPEST_RANK = 1000;
const DECIMALS = 1e6;

const byId = (a: string, b: string): number => (a < b ? 1 : Number(a > b) * -1);

/**
 * Best first, ties as trec_eval breaks them: by id descending, as strings. Scores are rounded to six decimals first, so
 * that a run file read back ranks the same.
 */
export const ranking = <T extends Ranked>(scored: readonly T[], depth = DEEPEST_RANK): T[] =>
  scored
    .map((one) => ({ ...one, score: Math.round(one.score * DECIMALS) / DECIMALS }))
    .sort((a, b) => b.score - a.score || byId(a.element, b.element))
    .slice(0, depth);

/** What one query scores; `relevant` may be empty only where the caller leaves such queries out. */
export type QueryFigures = {
  averagePrecision: number;
  reciprocalRank: number;
  ndcg10: number;
  recall10: number;
  success1: number;
  success10: number;
};

const CUT = 10;

const idealGain = (relevant: number): number => {
  let gain = 0;
  for (let rank = 1; rank <= Math.min(CUT, relevant); rank++) gain += 1 / Math.log2(rank + 1);
  return gain;
};

/** Figures of one ranking, with judgements of relevant or not. */
export const judge = (elements: readonly string[], relevant: ReadonlySet<string>): QueryFigures => {
  const ranks = elements.flatMap((element, index) => (relevant.has(element) ? [index + 1] : []));
  const precisions = ranks.map((rank, index) => (index + 1) / rank);
  const top = ranks.filter((rank) => rank <= CUT);
  const first = ranks[0];
  return {
    averagePrecision: precisions.reduce((sum, precision) => sum + precision, 0) / relevant.size,
    reciprocalRank: first === undefined ? 0 : 1 / first,
    ndcg10: top.reduce((sum, rank) => sum + 1 / Math.log2(rank + 1), 0) / idealGain(relevant.size),
    recall10: top.length / relevant.size,
    success1: Number(first === 1),
    success10: Number(top.length > 0),
  };
};

/** Means over queries, to four decimals. */
export const mean = (figures: readonly QueryFigures[]): QueryFigures & { queries: number } => {
  const average = (pick: (one: QueryFigures) => number): number =>
    Math.round((10_000 * figures.reduce((sum, one) => sum + pick(one), 0)) / Math.max(1, figures.length)) /
    10_000;
  return {
    queries: figures.length,
    averagePrecision: average((one) => one.averagePrecision),
    reciprocalRank: average((one) => one.reciprocalRank),
    ndcg10: average((one) => one.ndcg10),
    recall10: average((one) => one.recall10),
    success1: average((one) => one.success1),
    success10: average((one) => one.success10),
  };
};

/** The figures of a protocol, over all queries and over each half: a gain that is real holds on both. */
export type Figures = {
  all: ReturnType<typeof mean>;
  even: ReturnType<typeof mean>;
  odd: ReturnType<typeof mean>;
};

export const figuresOf = (figures: readonly (QueryFigures | undefined)[]): Figures => {
  const of = (keep: (place: number) => boolean) =>
    mean(figures.flatMap((one, place) => (one !== undefined && keep(place) ? [one] : [])));
  return { all: of(() => true), even: of((place) => place % 2 === 0), odd: of((place) => place % 2 === 1) };
};

/** Lines of a TREC run file: query Q0 element rank score tag. */
export const runLines = (query: string, ranked: readonly Ranked[], tag: string): string =>
  ranked.map(({ element, score }, index) => `${query} Q0 ${element} ${index + 1} ${score} ${tag}\n`).join("");
