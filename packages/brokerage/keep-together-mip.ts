import type { Highs, ModelData } from "highs";
import { type Links, linksOf } from "./links.ts";
import type { Pairs } from "./pairs.ts";
import type { TransportProblem } from "./transport.ts";
import { UNLIMITED } from "./transport.ts";

/** What the solver is asked: numbers only, so that it can be sent to a worker. */
export type LinksQuestion = {
  readonly problem: TransportProblem;
  readonly links: Links;
  readonly points: number;
  readonly seconds: number;
};

/** Per link whether to open it, and the points that nothing exceeds; undefined when time was up before anything was found. */
export type LinksAnswer = { readonly open: readonly boolean[]; readonly bound: number } | undefined;

export const linksQuestion = (
  { pairs, problem }: { readonly pairs: Pairs; readonly problem: TransportProblem },
  { points, seconds }: { readonly points: number; readonly seconds: number },
): LinksQuestion => ({ problem, links: linksOf(pairs, problem), points, seconds });

/** Rows in order: groups, places, vacancies, links. Columns: arcs, then one for each link, which is open or not. */
const modelOf = (highs: Highs, { problem, links, points }: LinksQuestion): ModelData => {
  const { heads, placeOpen, placeVacancy, vacancyTotal, arcGroup, arcPlace, arcValue, arcLimit } = problem;
  const arcs = arcValue.length;
  const place = heads.length;
  const vacancy = place + placeOpen.length;
  const link = vacancy + vacancyTotal.length;
  const rows = link + links.count;
  const indices: number[] = [];
  const values: number[] = [];
  for (let arc = 0; arc < arcs; arc++) {
    const to = arcPlace[arc] ?? 0;
    indices.push(
      arcGroup[arc] ?? 0,
      place + to,
      vacancy + (placeVacancy[to] ?? 0),
      link + (links.ofArc[arc] ?? 0),
    );
    values.push(1, 1, 1, 1);
  }
  for (const [one, most] of links.most.entries()) {
    indices.push(link + one);
    values.push(-most);
  }
  const { continuous, integer } = highs.constants.variableType;
  const kinds = Array.from({ length: arcs + links.count }, (_, at) => (at < arcs ? continuous : integer));
  return {
    sense: highs.constants.objectiveSense.maximize,
    numCols: arcs + links.count,
    numRows: rows,
    colCost: [...arcValue, ...new Array<number>(links.count).fill(-points)],
    colLower: new Float64Array(arcs + links.count),
    colUpper: [
      ...Array.from(arcLimit, (limit) => (limit === UNLIMITED ? highs.infinity : limit)),
      ...new Array<number>(links.count).fill(1),
    ],
    rowLower: new Float64Array(rows).fill(-highs.infinity),
    rowUpper: [...heads, ...placeOpen, ...vacancyTotal, ...new Array<number>(links.count).fill(0)],
    integrality: kinds,
    matrix: {
      format: "csc",
      numRows: rows,
      numCols: arcs + links.count,
      starts: Int32Array.from({ length: arcs + links.count + 1 }, (_, at) =>
        at <= arcs ? 4 * at : 4 * arcs + (at - arcs),
      ),
      indices: Int32Array.from(indices),
      values: Float64Array.from(values),
    },
  };
};

/**
 * Which links to open, by a mixed integer program with a time limit. Its people can be fractional when time is up, so only
 * the links are taken from it: couple anew on them (`coupleOnLinks`). Blocks while it works: call it in a worker.
 */
export const chooseLinks = (highs: Highs, question: LinksQuestion): LinksAnswer => {
  const model = highs.createModel(modelOf(highs, question));
  try {
    model.options.set({ output_flag: false, time_limit: question.seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    model.run();
    const bound = Number(model.info.get("mip_dual_bound"));
    if (!Number.isFinite(bound)) return undefined;
    const arcs = question.problem.arcValue.length;
    const open = [...model.getSolution().colValue].slice(arcs).map((value) => value > 0.5);
    // Bounds of a floating-point solver are rounded up to whole points, with its own tolerance on top.
    return { open, bound: Math.ceil(bound + Math.abs(bound) * 1e-9) };
  } finally {
    model.dispose();
  }
};
